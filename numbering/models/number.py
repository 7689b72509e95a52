"""The register: every number that was taken, reserved, voided or skipped, one a line."""

import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from numbering import lookup
from numbering.models.sequence import Sequence


class Origin(models.TextChoices):
    ALLOCATED = "allocated", _("taken here")
    PAPER = "paper", _("given on paper")
    HISTORICAL = "historical", _("from the old books")


class State(models.TextChoices):
    """What became of a serial. It moves from reserved to used or void, and from used to void."""

    USED = "used", _("used")
    RESERVED = "reserved", _("reserved")
    VOID = "void", _("void")
    SKIPPED = "skipped", _("skipped")


class NumberQuerySet(models.QuerySet["Number"]):
    def reading_as(self, text: str) -> "NumberQuerySet":
        """The numbers that `text` may mean, in whatever spelling; see `numbering.lookup`."""
        return self.filter(lookup.meaning(text))

    def counted(self) -> "NumberQuerySet":
        """Those whose serial is theirs alone: all but the old books', which may be doubled."""
        return self.exclude(origin=Origin.HISTORICAL)

    def reserved(self, at: datetime.datetime | None = None) -> "NumberQuerySet":
        """Reservations that may still be used.

        Args:
            at: an aware time; None for now, by the database's clock.
        """
        return self.filter(state=State.RESERVED, expires_at__gt=Now() if at is None else at)

    def with_standing(self, at: datetime.datetime | None = None) -> "NumberQuerySet":
        """With `standing`: the state as it is at a moment. An expired reservation is void.

        Args:
            at: an aware time; None for now, by the database's clock.
        """
        moment = Now() if at is None else at
        expired = When(state=State.RESERVED, expires_at__lte=moment, then=Value(State.VOID))
        return self.annotate(standing=Case(expired, default=F("state")))

    def with_doubles(self) -> "NumberQuerySet":
        """With `doubled`: whether the old books hold it more than once."""
        others = Number.objects.exclude(pk=OuterRef("pk"))
        same_text = others.filter(
            key=OuterRef("key"), agency=OuterRef("agency"), period=OuterRef("period")
        )
        same_serial = others.filter(
            sequence=OuterRef("sequence"),
            period=OuterRef("period"),
            serial=OuterRef("serial"),
            suffix=OuterRef("suffix"),
        ).exclude(state=State.SKIPPED)
        doubled = Q(origin=Origin.HISTORICAL) & (Exists(same_text) | Exists(same_serial))
        return self.annotate(doubled=Case(When(doubled, then=True), default=False))


class Number(models.Model):
    """One line of the register. It is never deleted; only its state moves on, and never back.

    A skipped line has no text: no such number was ever printed.
    """

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="numbers", verbose_name=_("agency")
    )
    sequence = models.ForeignKey(
        Sequence,
        models.PROTECT,
        null=True,
        related_name="numbers",
        verbose_name=_("sequence"),
    )
    period = models.CharField(_("period"), max_length=9, blank=True)
    serial = models.PositiveIntegerField(_("serial"), null=True)
    suffix = models.CharField(_("suffix"), max_length=1, blank=True)
    text = models.CharField(_("number"), max_length=200, blank=True)
    key = models.CharField(max_length=200, blank=True, db_index=True, editable=False)
    date = models.DateField(_("date of the number"))
    origin = models.CharField(_("origin"), max_length=10, choices=Origin)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.USED)
    taken_at = models.DateTimeField(_("taken at"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("taken by")
    )
    reason = models.TextField(_("reason"), blank=True)
    late = models.BooleanField(
        _("out of order"), default=False, help_text=_("Taken after its period was closed.")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="reservations",
        verbose_name=_("reserved for"),
    )
    expires_at = models.DateTimeField(_("reserved until"), null=True)
    void_reason = models.TextField(_("why it is void"), blank=True)
    voided_at = models.DateTimeField(_("voided at"), null=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("voided by"),
    )

    objects = NumberQuerySet.as_manager()

    if TYPE_CHECKING:
        agency_id: int
        standing: str  # by `with_standing`
        doubled: bool  # by `with_doubles`

    class Meta:
        verbose_name = _("number")
        verbose_name_plural = _("register")
        ordering = [F("taken_at").desc(), "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sequence", "period", "serial", "suffix"],
                condition=~Q(origin=Origin.HISTORICAL),
                name="a_serial_is_taken_once",
            ),
            models.UniqueConstraint(
                fields=["sequence", "period", "key"],
                condition=~Q(origin=Origin.HISTORICAL) & ~Q(key=""),
                name="a_number_is_printed_once",
            ),
            models.CheckConstraint(
                condition=Q(origin=Origin.HISTORICAL)
                | Q(sequence__isnull=False, serial__isnull=False, serial__gte=1),
                name="a_taken_number_has_its_serial",
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values) & Q(origin__in=Origin.values),
                name="a_number_stands_somewhere",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.RESERVED)
                | Q(owner__isnull=False, expires_at__isnull=False, reason__gt=""),
                name="a_reservation_is_for_somebody_and_ends",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SKIPPED, text="", key="", reason__gt="")
                | (~Q(state=State.SKIPPED) & Q(text__gt="", key__gt="")),
                name="only_a_skipped_serial_has_no_number",
            ),
            models.CheckConstraint(
                condition=(~Q(origin=Origin.PAPER) & Q(late=False)) | Q(reason__gt=""),
                name="paper_and_late_numbers_have_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=State.VOID,
                    void_reason__gt="",
                    voided_at__isnull=False,
                    voided_by__isnull=False,
                )
                | (
                    ~Q(state=State.VOID)
                    & Q(void_reason="", voided_at__isnull=True, voided_by__isnull=True)
                ),
                name="a_void_number_says_why",
            ),
        ]
        indexes = [models.Index(fields=["sequence", "period", "serial"], name="number_by_serial")]

    def __str__(self) -> str:
        return self.text or str(self.serial)
