"""A month of the calendar: its days in weeks, each with how much is dated on it."""

from calendar import Calendar, monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR

NAMES = [(WEEKDAYS[nth], WEEKDAYS_ABBR[nth]) for nth in range(7)]  # Monday first


@dataclass(frozen=True)
class Day:
    """A day, with how many releases it has."""

    date: date
    count: int
    today: bool


def days_of(day: date) -> tuple[date, date]:
    """The first and the last day of the month that a day lies in."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def weeks(first: date, counts: Mapping[date, int], today: date) -> list[list[Day | None]]:
    """The weeks of a month from Monday to Sunday; None for what is not of this month.

    Args:
        first: its first day.
        counts: how many releases there are, by their day.
    """
    # By numbers: the last week of the year 9999 has days that are none.
    return [
        [_day(first.replace(day=nth), counts, today) if nth else None for nth in week]
        for week in Calendar().monthdayscalendar(first.year, first.month)
    ]


def _day(day: date, counts: Mapping[date, int], today: date) -> Day:
    return Day(day, counts.get(day, 0), day == today)
