"""Who speaks: agencies, the paper they write on, and the people who answer for them."""

import datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies import tree
from agencies.history import Records
from agencies.logos import logo_path, redraw
from agencies.roles import Role
from agencies.tints import Tint


class FourEyes(models.TextChoices):
    """Whether whoever wrote or submitted a release may also approve it."""

    STRICT = "strict", _("Always a second person")
    REASON = "reason", _("The same person only with a written reason")
    OFF = "off", _("The same person may approve")


class AgencyQuerySet(models.QuerySet["Agency"]):
    def pairs(self) -> list[tree.Pair]:
        """(Primary key, parent's primary key or None) of each, for `agencies.tree`."""
        return list(self.values_list("pk", "parent_id"))


class Agency(models.Model):
    """An office that issues releases. Offices stand in a tree."""

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("belongs to"),
    )
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    four_eyes = models.CharField(
        _("approval"), max_length=10, choices=FourEyes, default=FourEyes.STRICT
    )
    review_hours = models.PositiveSmallIntegerField(
        _("hours for review"),
        null=True,
        blank=True,
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(8784)],
        help_text=_(
            "A release that has waited longer for review is marked as overdue. Empty: never."
        ),
    )
    active = models.BooleanField(_("active"), default=True)
    tint = models.CharField(
        _("colour"),
        max_length=10,
        choices=Tint,
        default=Tint.INK,
        help_text=_(
            "Of the links and lines on its pages. All of them can be read well; /style/ shows them."
        ),
    )

    objects = AgencyQuerySet.as_manager()
    history = Records()
    depth = 0

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("pk")),
                name="agency_is_not_its_own_parent",
            ),
            models.CheckConstraint(
                condition=models.Q(tint__in=Tint.values), name="agency_has_a_tint_of_ours"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.pk and self.parent and self.pk in self.parent.lineage():
            raise ValidationError(
                {"parent": _("An agency cannot belong to itself or to an agency below it.")}
            )

    def lineage(self) -> list[int]:
        """Primary keys of this agency and of all it belongs to, nearest first."""
        return tree.above(Agency.objects.pairs(), self.pk)

    def family(self) -> set[int]:
        """Primary keys of this agency and of all that belongs to it."""
        return tree.below(Agency.objects.pairs(), [self.pk])

    def letterhead_on(self, date: datetime.date) -> "Letterhead | None":
        """The letterhead that is valid on a day.

        Args:
            date: the release date.

        Returns:
            The one that became valid last, on or before `date`; None where there is none.
        """
        return (
            self.letterheads.filter(
                models.Q(valid_from__isnull=True) | models.Q(valid_from__lte=date)
            )
            .order_by(models.F("valid_from").desc(nulls_last=True))
            .first()
        )


def as_lines(text: str) -> list[str]:
    """The lines of a field that holds one thing a line, trimmed, without the empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class Letterhead(models.Model):
    """What stands at the head of an agency's paper, from a day on."""

    agency = models.ForeignKey(
        Agency, models.CASCADE, related_name="letterheads", verbose_name=_("agency")
    )
    valid_from = models.DateField(
        _("valid from"), null=True, blank=True, help_text=_("Empty: it has always been valid.")
    )
    lines = models.TextField(_("lines"), help_text=_("As on paper, one a line."))
    address = models.CharField(_("address"), max_length=300, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    phones = models.TextField(_("telephones"), blank=True, help_text=_("One a line."))
    faxes = models.TextField(_("faxes"), blank=True, help_text=_("One a line."))
    email = models.EmailField(_("e-mail"), blank=True)
    site = models.URLField(_("site"), blank=True)
    logo = models.ImageField(_("logo"), upload_to=logo_path, blank=True)

    history = Records()

    class Meta:
        verbose_name = _("letterhead")
        verbose_name_plural = _("letterheads")
        ordering = ["agency", models.F("valid_from").desc(nulls_last=True)]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "valid_from"],
                name="one_letterhead_a_day",
                violation_error_message=_("The agency has a letterhead from that day already."),
            ),
            models.UniqueConstraint(
                fields=["agency"],
                condition=models.Q(valid_from__isnull=True),
                name="one_letterhead_from_the_beginning",
                violation_error_message=_("The agency has a letterhead without a day already."),
            ),
        ]

    def __str__(self) -> str:
        first = (as_lines(self.lines) or [""])[0]
        return f"{first} ({self.valid_from})" if self.valid_from else first

    def clean(self) -> None:
        if self.logo and isinstance(self.logo.file, UploadedFile):
            try:
                self.logo = redraw(self.logo.file)
            except ValidationError as error:
                raise ValidationError({"logo": error.messages}) from error

    def copy(self) -> dict[str, object]:
        """All that is printed, as plain values, for a sealed edition to keep."""
        return {
            "lines": as_lines(self.lines),
            "address": self.address,
            "city": self.city,
            "postcode": self.postcode,
            "phones": as_lines(self.phones),
            "faxes": as_lines(self.faxes),
            "email": self.email,
            "site": self.site,
            "logo": Path(self.logo.name or "").name,
        }


class ContactQuerySet(models.QuerySet["Contact"]):
    def listed(self) -> "ContactQuerySet":
        """Those listed for everybody: public, on every new release, of active agencies."""
        return self.filter(public=True, by_default=True, agency__active=True)


class Contact(models.Model):
    """A person or desk that answers questions about an agency's releases."""

    agency = models.ForeignKey(
        Agency, models.CASCADE, related_name="contacts", verbose_name=_("agency")
    )
    name = models.CharField(_("name"), max_length=120)
    position = models.CharField(_("position"), max_length=160, blank=True)
    phones = models.TextField(_("telephones"), blank=True, help_text=_("One a line."))
    email = models.EmailField(_("e-mail"), blank=True)
    hours = models.CharField(_("hours"), max_length=120, blank=True)
    languages = models.CharField(_("languages"), max_length=120, blank=True)
    public = models.BooleanField(
        _("public"), default=True, help_text=_("Only public contacts are printed on releases.")
    )
    by_default = models.BooleanField(
        _("chosen by default"),
        default=False,
        help_text=_("Stands on every new release. If public, it is listed at /contacts/ at once."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ContactQuerySet.as_manager()
    history = Records()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["agency", "order", "name"]

    def __str__(self) -> str:
        return f"{self.name}, {self.position}" if self.position else self.name

    @property
    def phone_list(self) -> list[str]:
        return as_lines(self.phones)

    def copy(self) -> dict[str, object]:
        """All that is printed, as plain values, for a sealed edition to keep."""
        return {
            "name": self.name,
            "position": self.position,
            "phones": self.phone_list,
            "email": self.email,
            "hours": self.hours,
            "languages": self.languages,
        }


class Membership(models.Model):
    """A person's role in an agency, and so in every agency below it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="memberships",
        verbose_name=_("person"),
    )
    agency = models.ForeignKey(
        Agency, models.CASCADE, related_name="memberships", verbose_name=_("agency")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role)

    history = Records()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["agency", "role", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "agency", "role"],
                name="a_role_is_held_once",
                violation_error_message=_("This person holds that role in the agency already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.agency}"


class SignInTry(models.Model):
    """A try to sign in that failed, or is under way. Kept for minutes; see `agencies.sign_in`."""

    account = models.CharField(_("account"), max_length=64, help_text=_("Hashed."))
    place = models.CharField(_("address"), max_length=64, blank=True, help_text=_("Hashed."))
    at = models.DateTimeField(_("when"), db_index=True)

    class Meta:
        verbose_name = _("try to sign in")
        verbose_name_plural = _("tries to sign in")
        indexes = [
            models.Index(fields=["account", "at"], name="sign_in_by_account"),
            models.Index(fields=["place", "at"], name="sign_in_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.account[:8]}, {self.at}"
