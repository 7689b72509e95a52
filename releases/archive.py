"""The archive: every year and month that something public is dated in, with how many releases."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.dates import MONTHS
from django.utils.translation import get_language
from django.views.generic import ListView

from releases.models import Tally


@dataclass
class Month:
    """A month: its name, what stands for it in addresses, and its count."""

    name: str
    path: str
    count: int


@dataclass
class Year:
    """A year with its twelve months."""

    number: int
    months: list[Month]

    @property
    def count(self) -> int:
        return sum(month.count for month in self.months)


def years(counts: Mapping[int, int]) -> list[Year]:
    """The years in which there is anything, newest first.

    Args:
        counts: how many releases there are, by months such as 202005.
    """
    names = {nth: str(name) for nth, name in MONTHS.items()}
    return [
        Year(
            year,
            [
                Month(name, f"{nth:02}", counts.get(100 * year + nth, 0))
                for nth, name in names.items()
            ],
        )
        for year in sorted({month // 100 for month in counts}, reverse=True)
    ]


class Archive(ListView):
    template_name = "releases/archive.html"

    def get_queryset(self) -> list[Year]:
        return years(Tally.objects.by_month(get_language() or "id"))
