"""The period in which a serial is counted, from the date printed on the release.

Never from the clock: in Jakarta the first seven hours of 1 January are still 31 December
in UTC, and a release signed late still belongs to its own date.
"""

import calendar
import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from numbering import patterns


class Reset(models.TextChoices):
    """When a sequence begins again at its first serial."""

    NEVER = "never", _("never")
    YEARLY = "yearly", _("every year")
    MONTHLY = "monthly", _("every month")
    FISCAL = "fiscal", _("every fiscal year")


def period_of(on: datetime.date, reset: str, fiscal_start_month: int = 1) -> str:
    """The period that a release date falls in.

    Args:
        on: the release date, a calendar date in the newsroom's time zone.
        reset: one of Reset.
        fiscal_start_month: the month, 1 to 12, in which a fiscal year begins.

    Returns:
        "" (never reset), "2026", "2026-03", or "2026-2027" for a fiscal year; for one
        that begins in January "2026-2026".
    """
    match reset:
        case Reset.YEARLY:
            return f"{on:%Y}"
        case Reset.MONTHLY:
            return f"{on:%Y-%m}"
        case Reset.FISCAL:
            begins, ends = patterns.fiscal_year(on, fiscal_start_month)
            return f"{begins}-{ends}"
        case _:
            return ""


def last_day(period: str, reset: str, fiscal_start_month: int = 1) -> datetime.date:
    """The last day of a period.

    Args:
        period: as `period_of` gives it for the same rule; not that of "never".
        reset: one of Reset, but not "never".
        fiscal_start_month: the month, 1 to 12, in which a fiscal year begins.
    """
    first, _dash, second = period.partition("-")
    match reset:
        case Reset.YEARLY:
            year, month = int(first), 12
        case Reset.MONTHLY:
            year, month = int(first), int(second)
        case _:
            # It ends in the month before the one that it begins in.
            year, month = int(second), fiscal_start_month - 1 or 12
    return datetime.date(year, month, calendar.monthrange(year, month)[1])
