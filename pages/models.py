"""What the newsroom says besides its releases: standing pages, and a notice for a while."""

import datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from agencies.history import Records
from numbering.clock import database_now
from releases.sanitiser import clean

TEXTS = Path(__file__).parent / "texts"


class Key(models.TextChoices):
    """Which pages there are. Each is an address, and a text of ours for each language."""

    ABOUT = "about", gettext_lazy("About this newsroom")
    ACCESSIBILITY = "accessibility", gettext_lazy("Accessibility")


class Page(models.Model):
    """A standing page, in both languages. One that nobody has edited shows the text of ours."""

    key = models.CharField(gettext_lazy("page"), max_length=20, choices=Key, unique=True)
    title = models.CharField(gettext_lazy("headline in Indonesian"), max_length=120)
    body = models.TextField(gettext_lazy("text in Indonesian"))
    title_en = models.CharField(gettext_lazy("headline in English"), max_length=120)
    body_en = models.TextField(gettext_lazy("text in English"))

    history = Records()

    class Meta:
        verbose_name = gettext_lazy("page")
        verbose_name_plural = gettext_lazy("pages")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.get_key_display()

    def get_absolute_url(self) -> str:
        return reverse(f"pages:{self.key}")

    @property
    def headline(self) -> str:
        return self.title_en if get_language() == "en" else self.title

    @property
    def html(self) -> str:
        """The text in the language of the moment, clean once more."""
        return clean(self.body_en if get_language() == "en" else self.body)

    @classmethod
    def shown(cls, key: str) -> "Page":
        """The page as the public reads it."""
        return cls.objects.filter(key=key).first() or cls.shipped(key)

    @classmethod
    def shipped(cls, key: str) -> "Page":
        """The page as it comes with the newsroom; not in the database."""
        page = cls(key=key)
        page.body, page.body_en = (
            (TEXTS / f"{key}.{language}.html").read_text(encoding="utf-8").strip()
            for language in ("id", "en")
        )
        with override("id"):
            page.title = str(Key(key).label)
        with override("en"):
            page.title_en = str(Key(key).label)
        return page


class NoticeQuerySet(models.QuerySet["Notice"]):
    def running(self) -> "NoticeQuerySet":
        """Those that the public sees now, by the database's clock; the latest first."""
        return self.filter(begins__lte=Now(), ends__gt=Now())


class Notice(models.Model):
    """A line above every public page, for a while: it appears and goes by its time."""

    text = models.CharField(gettext_lazy("text in Indonesian"), max_length=300)
    text_en = models.CharField(gettext_lazy("text in English"), max_length=300)
    link = models.CharField(
        gettext_lazy("link"),
        max_length=300,
        blank=True,
        validators=[
            RegexValidator(
                r"^(?:https://[^/\s]+|/(?![/\\]))\S*\Z",
                gettext_lazy("Give an address that begins with https://, or here with a slash."),
            )
        ],
        help_text=gettext_lazy("Where there is more about it: https://…, or here /releases/…"),
    )
    begins = models.DateTimeField(gettext_lazy("from"))
    ends = models.DateTimeField(gettext_lazy("until"))
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name=gettext_lazy("raised by"),
    )

    objects = NoticeQuerySet.as_manager()
    history = Records()

    class Meta:
        verbose_name = gettext_lazy("notice")
        verbose_name_plural = gettext_lazy("notices")
        ordering = ["-begins", "-pk"]
        indexes = [models.Index(fields=["ends"], name="notice_by_end")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("begins")),
                name="a_notice_ends_after_it_begins",
                violation_error_message=gettext_lazy("It ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        if self.ends and self.ends <= timezone.now():
            raise ValidationError({"ends": _("This moment is over. Choose one to come.")})
        if self.begins and self.ends and self.ends <= self.begins:
            raise ValidationError({"ends": _("It has to end after it begins.")})

    @property
    def words(self) -> str:
        return self.text_en if get_language() == "en" else self.text

    @property
    def address(self) -> str:
        """Where its link leads: within the newsroom, to the page in the language of the moment."""
        if not self.link.startswith("/"):
            return self.link
        here = get_language() or "id"
        with override("en" if self.link.startswith("/en/") else "id"):
            return translate_url(self.link, here)

    def is_over(self, at: datetime.datetime | None = None) -> bool:
        return self.ends <= (at or timezone.now())

    def end(self) -> None:
        """Take it down now. One whose time has not come is never seen.

        Raises:
            ValueError: it is over.
        """
        now = database_now()
        if self.is_over(now):
            raise ValueError("It is over already.")
        self.ends = max(now, self.begins)
        self.save(update_fields=["ends"])
