"""Numbers written exactly as their pattern says."""

from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from .checking import check, check_suffix
from .language import LARGEST_SERIAL, ROMAN, Part, split, year_meant
from .months import month_name
from .roman import LARGEST_ROMAN, roman


def format_number(
    pattern: str, serial: int, on: date, fiscal_start_month: int = 1, suffix: str = ""
) -> str:
    """Write the text of a number.

    {year} is always the calendar year of `on`. Where the fiscal year is the calendar year
    (start month 1), {fiscal} prints that one year: 2026, never 2026-2026.

    Args:
        pattern: one that `check` accepts.
        serial: the running number, 1 to LARGEST_SERIAL.
        on: the release date.
        fiscal_start_month: the month, 1 to 12, in which a fiscal year begins.
        suffix: for an addendum, a letter that `check_suffix` accepts: A in 1158A/SP-HMS/03/2020.

    Returns:
        At most LONGEST_NUMBER characters of printable ASCII, which `parse` reads back.

    Raises:
        ValueError: where the pattern, the suffix, the serial or the start month is refused, or a
            field cannot print this year: {year:2} and {fiscal:2} outside 2000-2099, a volume
            before its first year, any year before 1000.
    """
    before, digits, after = around_serial(pattern, on, fiscal_start_month)
    if problems := check_suffix(pattern, suffix):
        raise ValueError(" ".join(problems))
    if not 1 <= serial <= LARGEST_SERIAL:
        raise ValueError(_("Use a serial from 1 to %(largest)d.") % {"largest": LARGEST_SERIAL})
    return f"{before}{str(serial).zfill(digits)}{suffix}{after}"


@lru_cache(maxsize=500)
def around_serial(pattern: str, on: date, fiscal_start_month: int = 1) -> tuple[str, int, str]:
    """Write a number but for its serial, which may not be known yet.

    What stands around a serial never touches it with a digit. So the key of the number is the
    key of what stands before, the serial, and the key of what stands behind it.

    Args:
        pattern, on, fiscal_start_month: as for `format_number`.

    Returns:
        What is printed before the serial, its least digits, and what is printed behind it.

    Raises:
        ValueError: as `format_number` does, but for the serial and the suffix.
    """
    if problems := check(pattern):
        raise ValueError(" ".join(problems))
    fiscal = fiscal_year(on, fiscal_start_month)
    parts = split(pattern)
    place = next(place for place, part in enumerate(parts) if part.kind == "serial")
    before, after = (
        "".join(_written(part, on, fiscal) for part in some)
        for some in (parts[:place], parts[place + 1 :])
    )
    return before, int(parts[place].style[1:] or 1), after


def fiscal_year(on: date, start_month: int) -> tuple[int, int]:
    """Find the fiscal year of a day.

    Args:
        on: a calendar day.
        start_month: the month, 1 to 12, on whose first day a fiscal year begins.

    Returns:
        The calendar years in which it begins and ends: (2026, 2027) from April 2026 to March
        2027 where it begins in April; (2026, 2026) where it begins in January.

    Raises:
        ValueError: where start_month is not a month.
    """
    if not 1 <= start_month <= 12:
        raise ValueError(_("Begin the fiscal year in a month from 1 to 12."))
    first = on.year if on.month >= start_month else on.year - 1
    return first, first if start_month == 1 else first + 1


def _written(part: Part, on: date, fiscal: tuple[int, int]) -> str:
    match part.kind:
        case "month" if part.style == ":roman":
            return ROMAN[on.month - 1]
        case "month" if part.is_in_letters:
            return month_name(on.month, part.style)
        case "month":
            return f"{on.month:02}" if part.style else str(on.month)
        case "day":
            return f"{on.day:02}" if part.style else str(on.day)
        case "year":
            return _written_year(part, on.year)
        case "fiscal":
            return _written_fiscal(part, *fiscal)
        case _:
            return part.text


def _written_year(field: Part, year: int) -> str:
    number = year % 100 if field.style == ":2" else year - field.constant
    if year_meant(field, number) != year or (field.is_roman and number > LARGEST_ROMAN):
        raise ValueError(
            _("%(field)s cannot print the year %(year)d: change the date or the pattern.")
            % {"field": field.text, "year": year}
        )
    if field.is_roman:
        return roman(number)
    return f"{number:02}" if field.style == ":2" else str(number)


def _written_fiscal(field: Part, first: int, last: int) -> str:
    text = _written_year(field, first)
    if last == first:
        return text
    return f"{text}-{last % 100:02}" if field.style else f"{text}-{last}"
