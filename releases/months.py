"""A month: its first and last day, and its weeks."""

from calendar import monthrange
from datetime import date


def days_of(day: date) -> tuple[date, date]:
    """The first and the last day of the month that a day lies in."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
