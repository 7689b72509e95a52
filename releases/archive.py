"""The archive: every year and month that something public is dated in, with how many releases."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.views.generic import ListView

from releases.models import Tally


@dataclass
class Year:
    """A year with its twelve months, each with its first day and its count."""

    number: int
    months: list[tuple[datetime.date, int]]

    @property
    def count(self) -> int:
        return sum(count for _month, count in self.months)


def years(counts: Mapping[datetime.date, int]) -> list[Year]:
    """The years in which there is anything, newest first.

    Args:
        counts: how many releases there are, by the first day of their month.
    """
    filled = sorted({month.year for month in counts}, reverse=True)
    return [Year(year, [_month(counts, year, nth) for nth in range(1, 13)]) for year in filled]


def _month(counts: Mapping[datetime.date, int], year: int, nth: int) -> tuple[datetime.date, int]:
    first = datetime.date(year, nth, 1)
    return first, counts.get(first, 0)


class Archive(ListView):
    template_name = "releases/archive.html"

    def get_queryset(self) -> list[Year]:
        months: Counter[datetime.date] = Counter()
        for day, count in Tally.objects.by_date(get_language() or "id").items():
            months[day.replace(day=1)] += count
        return years(months)
