"""Sequences, and the counters behind them."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.history import Records
from agencies.models import Agency
from numbering import patterns
from numbering.periods import Reset, period_of


def today() -> datetime.date:
    """Today in the newsroom's own time zone."""
    from django.utils import timezone

    return timezone.localdate()


class SequenceQuerySet(models.QuerySet["Sequence"]):
    def open_to(self, agency: Agency) -> "SequenceQuerySet":
        """The sequences that `agency` may draw from: its own and those shared with it."""
        return self.open_to_any([agency])

    def open_to_any(self, agencies: Iterable[Agency]) -> "SequenceQuerySet":
        """The sequences that at least one of `agencies` may draw from."""
        agencies = list(agencies)
        return self.filter(Q(agency__in=agencies) | Q(shared_with__in=agencies)).distinct()


class Sequence(models.Model):
    """An office's own way of numbering: a pattern, and when it begins again."""

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="sequences", verbose_name=_("agency")
    )
    shared_with = models.ManyToManyField(
        Agency,
        blank=True,
        related_name="shared_sequences",
        verbose_name=_("shared with"),
        help_text=_("Other agencies that take their numbers from this sequence."),
    )
    name = models.CharField(_("name"), max_length=100)
    code = models.SlugField(_("code"), max_length=60, unique=True)
    pattern = models.CharField(
        _("pattern"),
        max_length=100,
        help_text=_("For example {serial}/SP-HMS/{month:02}/{year}"),
    )
    reset = models.CharField(_("begins again"), max_length=10, choices=Reset, default=Reset.NEVER)
    fiscal_start_month = models.PositiveSmallIntegerField(
        _("fiscal year begins in month"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    first_serial = models.PositiveIntegerField(
        _("first serial"), default=1, validators=[MinValueValidator(1)]
    )
    opening_serial = models.PositiveIntegerField(
        _("opening serial"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_(
            "The next number of your paper book on the day you begin here. Empty: the first serial."
        ),
    )
    opened_on = models.DateField(_("opened on"), default=today)

    objects = SequenceQuerySet.as_manager()
    history = Records(m2m_fields=[shared_with])

    class Meta:
        verbose_name = _("sequence")
        verbose_name_plural = _("sequences")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(first_serial__gte=1), name="first_serial_counts"),
            models.CheckConstraint(
                condition=Q(fiscal_start_month__range=(1, 12)), name="fiscal_start_is_a_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.pattern})"

    def clean(self) -> None:
        problems = patterns.check(self.pattern)
        if problems:
            raise ValidationError({"pattern": problems})

    def period_of(self, on: datetime.date) -> str:
        """The period that a release date falls in; see `numbering.periods`."""
        return period_of(on, self.reset, self.fiscal_start_month)

    def start_of(self, period: str) -> int:
        """The first serial that is given in a period."""
        opening = self.period_of(self.opened_on)
        return (period == opening and self.opening_serial) or self.first_serial

    def next_serial(self, on: datetime.date) -> int:
        """The serial that would be taken for a release date if it were approved now.

        It is not promised: another approval may take it first. Where its counters were
        prefetched, those are asked.
        """
        period = self.period_of(on)
        last = next((one.last for one in self.counters.all() if one.period == period), None)
        return self.start_of(period) if last is None else last + 1

    def next_number(self, on: datetime.date) -> str:
        """The number that would be taken now, or why none can be printed."""
        try:
            return self.text_of(self.next_serial(on), on)
        except ValueError as unprintable:
            return str(unprintable)

    def text_of(self, serial: int, on: datetime.date, suffix: str = "") -> str:
        """A serial as it is printed for a release date; an addendum's with its suffix.

        Raises:
            ValueError: the pattern can't print it; the error says why.
        """
        return patterns.format_number(self.pattern, serial, on, self.fiscal_start_month, suffix)

    def around_serial(self, on: datetime.date) -> tuple[str, int, str]:
        """What is printed before a serial, its least digits, and what is printed behind it.

        Raises:
            ValueError: the pattern can't print it; the error says why.
        """
        return patterns.around_serial(self.pattern, on, self.fiscal_start_month)


class Counter(models.Model):
    """The last serial of one sequence in one period. It only ever goes up."""

    sequence = models.ForeignKey(
        Sequence, models.PROTECT, related_name="counters", verbose_name=_("sequence")
    )
    period = models.CharField(_("period"), max_length=9, blank=True)
    opening = models.PositiveIntegerField(
        _("opening serial"), help_text=_("Below it, numbers were given on paper.")
    )
    last = models.PositiveIntegerField(_("last serial"))
    closed_at = models.DateTimeField(_("closed at"), null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("closed by"),
    )

    class Meta:
        verbose_name = _("counter")
        verbose_name_plural = _("counters")
        constraints = [
            models.UniqueConstraint(fields=["sequence", "period"], name="one_counter_a_period"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="a_period_is_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence.code} {self.period}: {self.last}"

    @property
    def counted(self) -> bool:
        """Whether a number was counted here; until then the opening serial may still be raised."""
        return self.last >= self.opening
