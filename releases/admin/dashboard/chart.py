"""How many releases each agency has published in each of the last twelve months, counted once."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.permissions import agencies_where
from agencies.roles import Action
from releases.models import Edition
from releases.models.edition import Kind

MONTHS = 12
AGENCIES = 6  # with a pattern of their own; the rest is drawn as one

Month = datetime.date  # its first day


@dataclass(frozen=True)
class Series:
    """What one agency has published, month by month."""

    name: str
    counts: list[int]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class Published:
    """The last months, and the agencies that published in them, the busiest first."""

    months: list[Month]
    series: list[Series]

    @property
    def totals(self) -> list[int]:
        """Of each month, over all agencies."""
        return [sum(counts) for counts in zip(*(one.counts for one in self.series), strict=True)]

    @property
    def total(self) -> int:
        return sum(one.total for one in self.series)

    @property
    def rows(self) -> list[tuple[Month, list[int], int]]:
        """A row for each month: the count of each agency, and their sum."""
        counts = zip(*(one.counts for one in self.series), strict=True)
        return [
            (month, list(row), sum(row)) for month, row in zip(self.months, counts, strict=True)
        ]


def published(user: User, now: datetime.datetime) -> Published:
    """Count the releases that became public, of agencies that a person may see.

    A release counts once, in the month in which it was published: its corrections and
    translations do not count again, and one that was withdrawn since counts still.
    """
    months = last_months(timezone.localdate(now))
    begins = timezone.make_aware(datetime.datetime.combine(months[0], datetime.time.min))
    rows = (
        Edition.objects.history(now)
        .filter(
            kind=Kind.RELEASE,
            published_at__gte=begins,
            release__translation_of=None,
            release__agency__in=agencies_where(user, Action.VIEW),
        )
        .annotate(published_in=TruncMonth("published_at"))
        .values_list("agency__short_name", "agency_id", "published_in")
        .annotate(releases=Count("release", distinct=True))
        .order_by("agency__short_name", "agency_id")
    )
    counted: dict[int, Counter[Month]] = {}
    names = {}
    for name, agency, month, releases in rows:
        names[agency] = name
        counted.setdefault(agency, Counter())[timezone.localdate(month)] += releases
    busiest = sorted(counted, key=lambda agency: -counted[agency].total())
    series = [_series(names[agency], counted[agency], months) for agency in busiest[:AGENCIES]]
    if rest := busiest[AGENCIES:]:
        summed = sum((counted[agency] for agency in rest), Counter[Month]())
        name = _("other (%(count)d agencies)") % {"count": len(rest)}
        series.append(_series(name, summed, months))
    return Published(months, series)


def last_months(today: datetime.date) -> list[Month]:
    """The first days of the last months, this one included, the oldest first."""
    this = today.year * 12 + today.month - 1
    return [datetime.date(at // 12, at % 12 + 1, 1) for at in range(this - MONTHS + 1, this + 1)]


def _series(name: str, counted: "Counter[Month]", months: list[Month]) -> Series:
    return Series(name, [counted[month] for month in months])
