"""What the public may know of one version of one release, sealed."""

import datetime
import json
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import F, Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now
from django.db.models.lookups import IsNull
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from agencies.models import Agency
from numbering.models import Number, State
from releases.files.attached import Attached
from releases.listed_as import Amends, ListedAs, Unindexed, WrittenIn
from releases.models.asset import Asset
from releases.models.genre import HEADINGS, Genre
from releases.models.shelf import Shelf
from releases.models.topic import Topic
from releases.sheet import Sheet
from releases.years import MonthOf, YearOf


class Kind(models.TextChoices):
    RELEASE = "release", _("release")
    CORRECTION = "correction", _("correction")
    WITHDRAWAL = "withdrawal", _("withdrawal")


def _bears(numbers: QuerySet[Number]) -> Q:
    """That its release bears one of `numbers`; one that was voided is not its own any more."""
    own = numbers.exclude(state=State.VOID)
    return Q(release__in=own.values("releasenumber__release"))


def _there(looked_up: QuerySet) -> Q:
    """That there is a row: one lookup for each edition that needs it.

    Asked whether something exists, or joined, PostgreSQL reads all that may be there beforehand:
    all translations, all releases, a whole shelf, for a list of twenty.
    """
    key = Subquery(looked_up.order_by().values("pk")[:1])
    return Q(IsNull(key, False))


class EditionQuerySet(models.QuerySet["Edition"]):
    def published(self, at: datetime.datetime | None = None) -> "EditionQuerySet":
        """What the public sees at a moment. Every public surface starts here.

        Args:
            at: an aware time; None for now, by the database's clock.
        """
        moment = Now() if at is None else at
        return self.filter(
            Q(public_until__isnull=True) | Q(public_until__gt=moment), public_from__lte=moment
        )

    def history(self, at: datetime.datetime | None = None) -> "EditionQuerySet":
        """What the public has seen up to a moment: schedules that were cancelled are not in it.

        Args:
            at: an aware time; None for now, by the database's clock.
        """
        return self.standing().filter(public_from__lte=Now() if at is None else at)

    def standing(self) -> "EditionQuerySet":
        """Editions that were not cancelled before their time."""
        return self.exclude(public_until=F("public_from"))

    def of_agency(self, agency: int) -> "EditionQuerySet":
        """Editions issued by an agency (its primary key) or one below it, alone or jointly."""
        return self._on_shelf(agency=agency)

    def about(self, topic: int) -> "EditionQuerySet":
        """Editions under a topic (its primary key)."""
        return self._on_shelf(topic=topic)

    def in_year(self, year: int) -> "EditionQuerySet":
        """Editions dated in a year."""
        if self._shelved:
            return self.filter(shelf_year=year)
        return self.alias(year=YearOf("date")).filter(year=year)

    def in_month(self, day: datetime.date) -> "EditionQuerySet":
        """Editions dated in the month of a day."""
        month = day.year * 100 + day.month
        return self.alias(month=self._looked_for(MonthOf("date"))).filter(month=month)

    def of_kind(self, genre: str) -> "EditionQuerySet":
        """Editions that are listed as one kind of release."""
        listed_as = self._looked_for(ListedAs("genre", "joint_json"))
        return self.alias(listed_as=listed_as).filter(listed_as=genre)

    def written_in(self, language: str) -> "EditionQuerySet":
        """Editions in one language."""
        written = self._looked_for(WrittenIn("language"))
        return self.alias(written_in=written).filter(written_in=language)

    def looked_up(self) -> "EditionQuerySet":
        """For a question that begins elsewhere: what it is narrowed by is only looked up."""
        return self.alias(
            shelf_at=F("published_at"), shelf_edition=F("pk"), shelf_year=Unindexed(YearOf("date"))
        )

    def by_change(self) -> "EditionQuerySet":
        """In the order in which they came to be public: each edition of a release for itself."""
        return self.alias(shelf_at=F("public_from"), shelf_edition=F("pk"))

    def _looked_for(self, value: Func) -> Func:
        """A value that a list is narrowed by: from its index, unless a shelf is walked along."""
        return Unindexed(value) if self._shelved else value

    @property
    def order_columns(self) -> tuple[str, str]:
        """What a list sorts by: the moment, and what sets apart what has the same.

        On a shelf it is the shelf's own, whose index has the order.
        """
        return ("shelf_at", "shelf_edition") if self._shelved else ("published_at", "pk")

    @property
    def _shelved(self) -> bool:
        return "shelf_at" in self.query.annotations

    def _on_shelf(self, **shelf: int) -> "EditionQuerySet":
        if self._shelved:  # one shelf is walked along; what stands on another is looked up
            # With the moment, all that is looked up stands in the shelf's own index.
            here = {"edition": OuterRef("pk"), "published_at": OuterRef("published_at")}
            return self.filter(_there(Shelf.objects.filter(**here, **shelf)))
        columns = {f"shelves__{name}": pk for name, pk in shelf.items()}
        return self.filter(**columns).alias(
            shelf_at=F("shelves__published_at"),
            shelf_edition=F("shelves__edition"),
            shelf_year=F("shelves__year"),
        )

    def numbered(self, text: str) -> "EditionQuerySet":
        """Editions whose official number reads as `text`, in whatever spelling."""
        return self.filter(_bears(Number.objects.reading_as(text)))

    def in_language(self, language: str, at: datetime.datetime | None = None) -> "EditionQuerySet":
        """Each release once: its translation into a language where one is public, or itself.

        A tombstone of a translation is not listed beside that of its original.
        """
        public = Edition.objects.published(at)
        translated = public.filter(
            release__translation_of=OuterRef("release"), language=language
        ).exclude(kind=Kind.WITHDRAWAL)
        releases = Edition.release.field.related_model._default_manager
        own = releases.filter(pk=OuterRef("release"))
        original = ~_there(own.exclude(translation_of=None))
        said = Q(language=language)
        return self.filter(
            (said & ~Q(kind=Kind.WITHDRAWAL)) | (original & (said | ~_there(translated)))
        )

    def oldest_first(self) -> "EditionQuerySet":
        return self.order_by(*self.order_columns)

    def newest_first(self) -> "EditionQuerySet":
        return self.order_by(*(f"-{column}" for column in self.order_columns))

    def for_ledger(self) -> "EditionQuerySet":
        """What a list shows, and no more: a body is as long as all the rest of a page."""
        return self.newest_first().select_related("agency").defer("body", "contacts_json")


class Edition(Sheet, models.Model):
    """One version of one release, complete in itself.

    The database refuses to change or delete it; only `public_until` may change, and only
    while it is empty or still ahead. Letterhead, contacts and numbers are copies: a typo
    that is mended later in an agency's address does not change an old sheet.
    """

    release = models.ForeignKey("releases.Release", models.PROTECT, related_name="editions")
    position = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.RELEASE)
    uid = models.UUIDField(_("identity"))
    path = models.CharField(_("address"), max_length=120, db_index=True)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="editions", verbose_name=_("agency")
    )
    genre = models.CharField(
        _("kind of release"), max_length=15, choices=Genre, default=Genre.RELEASE
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    date = models.DateField(_("date"))
    title = models.CharField(_("headline"), max_length=300, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    dateline = models.CharField(_("dateline"), max_length=100, blank=True)
    body = models.TextField(_("body"), blank=True)
    note = models.TextField(
        _("note"), blank=True, help_text=_("What was corrected, or why it was withdrawn.")
    )
    numbers_json = models.TextField(_("numbers"))
    letterhead_json = models.TextField(_("letterhead"))
    joint_json = models.TextField(_("joint with"), default="[]")
    contacts_json = models.TextField(_("contacts"))
    attachments_json = models.TextField(_("pictures and files"), default="[]")
    # Where its files are found by, and what it is listed under. A topic is not sealed with it,
    # because topics are merged.
    assets = models.ManyToManyField(Asset, related_name="editions", editable=False)
    topics = models.ManyToManyField(Topic, related_name="editions", verbose_name=_("topics"))
    published_at = models.DateTimeField(_("published"))
    public_from = models.DateTimeField(_("public from"))
    public_until = models.DateTimeField(_("public until"), null=True)
    sealed_at = models.DateTimeField(_("sealed"))
    previous_sha256 = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64)

    objects = EditionQuerySet.as_manager()

    # Where it was found: its headline and a place of its text, with the words marked.
    marked_title = ""
    snippet = ""

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "position"], name="editions_follow_each_other"
            ),
            models.CheckConstraint(
                condition=Q(public_until__isnull=True) | Q(public_until__gte=F("public_from")),
                name="an_edition_ends_after_it_begins",
            ),
        ]
        indexes = [
            # With the intervals, so that a list looks into no edition that is not public.
            models.Index(
                fields=["-published_at", "-id", "public_from", "public_until"],
                name="edition_newest_first",
            ),
            models.Index(fields=["agency", "-published_at", "-id"], name="edition_by_agency"),
            models.Index(fields=["date"], name="edition_by_date"),
            models.Index(fields=["kind", "-public_from"], name="edition_by_kind"),
            models.Index(
                Amends("kind"), F("public_from").desc(), F("id").desc(), name="edition_amending"
            ),
            # Few have an end: the next one is asked for twice a second.
            models.Index(
                fields=["public_until"],
                condition=Q(public_until__isnull=False),
                name="edition_by_end",
            ),
            models.Index(
                YearOf("date"), F("published_at").desc(), F("id").desc(), name="edition_by_year"
            ),
            models.Index(
                MonthOf("date"), F("published_at").desc(), F("id").desc(), name="edition_by_month"
            ),
            models.Index(
                ListedAs("genre", "joint_json"),
                F("published_at").desc(),
                F("id").desc(),
                name="edition_by_genre",
            ),
            models.Index(
                WrittenIn("language"),
                F("published_at").desc(),
                F("id").desc(),
                name="edition_by_language",
            ),
        ]

    def __str__(self) -> str:
        return self.title or ", ".join(self.numbers)

    def get_absolute_url(self) -> str:
        year, month, slug = self.path.split("/")
        return reverse("releases:detail", args=[year, month, slug])

    @property
    def own_url(self) -> str:
        """The address of its page in the language of its text, whatever the language of now."""
        with override(self.language):
            return self.get_absolute_url()

    @cached_property
    def numbers(self) -> list[str]:
        """The official numbers, verbatim; a joint release has several."""
        return json.loads(self.numbers_json)

    @cached_property
    def letterhead(self) -> dict:
        """What `agencies.models.Letterhead.copy` gave on the day of sealing."""
        return json.loads(self.letterhead_json)

    @cached_property
    def joint_with(self) -> list[dict]:
        """The other agencies of a joint release: `agency` (slug), names and `letterhead`."""
        return json.loads(self.joint_json)

    @cached_property
    def contacts(self) -> list[dict]:
        """What `agencies.models.Contact.copy` gave on the day of sealing."""
        return json.loads(self.contacts_json)

    @cached_property
    def attached(self) -> list[Attached]:
        """Its pictures and files, in their order, as they were on the day of sealing."""
        return [Attached(**one) for one in json.loads(self.attachments_json)]

    @property
    def month(self) -> datetime.date:
        """The first day of its month, under which the ledger lists it."""
        return self.date.replace(day=1)

    @property
    def heading(self) -> str:
        """What kind of paper it is, as printed above its number."""
        joint = self.genre == Genre.RELEASE and self.joint_with
        return str(HEADINGS[Genre.JOINT if joint else Genre(self.genre)])

    @property
    def cancelled(self) -> bool:
        """Whether it was taken back before its time: its interval is empty."""
        return self.public_until == self.public_from

    @property
    def withdrawn(self) -> bool:
        """Whether it is a tombstone: number, date and reason stand where a release stood."""
        return self.kind == Kind.WITHDRAWAL

    @property
    def redacted(self) -> bool:
        """Whether its text was removed; `redaction` says on whose word, and why."""
        return hasattr(self, "redaction")

    @property
    def historical(self) -> bool:
        """Whether it is older than this newsroom: then the hour it was issued is not known."""
        issued = timezone.localtime(self.published_at)
        return issued.time() == datetime.time.min and issued.date() == self.date
