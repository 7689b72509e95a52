"""Dates as Indonesian and English offices print them.

Spellings follow the Kamus Besar Bahasa Indonesia and the older ones still in use (Pebruari,
Nopember, Jum'at); abbreviations are those met in letters. Numeric dates are day first, as in
Indonesia; which one of two small numbers is the day cannot be known, so such a date is unsure.
"""

import datetime
import re
from dataclasses import dataclass

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari pebruari february feb peb",
            "maret march mar mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agt agust agu ags aug",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "senin monday mon",
            "selasa tuesday tue",
            "rabu wednesday wed",
            "kamis thursday thu",
            "jumat jum'at friday fri",
            "sabtu saturday sat",
            "minggu ahad sunday sun",
        )
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_DATE = re.compile(
    rf"""
    (?<![\w/.–-])
    (?:(?P<weekday>{_WEEKDAY})\b \s? [,/(]? \s?)?
    (?:
        (?P<day>\d{{1,2}}) (?:st|nd|rd|th)? [\s-]{{1,3}} (?:of\s)?
        (?P<month>{_MONTH}) \b [.,]? [\s-]{{0,3}} (?P<year>\d{{4}}|'\d{{2}})
      | (?P<month_first>{_MONTH}) \b \.? \s{{1,3}}
        (?P<day_second>\d{{1,2}}) (?:st|nd|rd|th)? ,? \s{{1,3}} (?P<year_last>\d{{4}})
      | (?P<iso_year>\d{{4}}) - (?P<iso_month>\d{{2}}) - (?P<iso_day>\d{{2}})
      | (?P<first>\d{{1,2}}) \s? (?P<separator>[/.-]) \s? (?P<second>\d{{1,2}})
        \s? (?P=separator) \s? (?P<number_year>\d{{4}}|\d{{2}})
    )
    (?![\w/]|-\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DAY_AND_MONTH = re.compile(
    rf"(?<![\w/.-])(\d{{1,2}})(?:\s?[/-]\s?(\d{{1,2}})|\s({_MONTH}))(?![\w/]|\s?\d)",
    re.IGNORECASE,
)
_WEEKDAY_ALONE = re.compile(rf"\b(?:{_WEEKDAY})\b", re.IGNORECASE)
_LABEL = re.compile(
    r"^\s*(?:hari\s*[/,&]?\s*)?(?:tanggal|tgl|date|dated|hari)\b[\s.:,]*", re.IGNORECASE
)
_PLACE_OR_OFFICE = re.compile(r"[A-Z][\w.'’]*(?:\s[A-Z][\w.'’]*){0,3}")
_TIME = re.compile(
    r"(?:(?:pukul|pkl\.?|jam|at)?\s*\d{1,2}[.:]\d{2}\s*(?:wib|wita|wit|[ap]\.?m\.?)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PrintedDate:
    """A date as it stands in a text.

    `text` is what is printed, `start` and `end` its place; `value` is None for a day that does
    not exist. `wrong_weekday` and `unsure` ask for a person's eye.
    """

    text: str
    start: int
    end: int
    value: datetime.date | None
    wrong_weekday: bool = False
    unsure: bool = False


def find(text: str) -> list[PrintedDate]:
    """Return the complete dates (day, month, year) of `text`, a line or two, in their order."""
    if not any(map(str.isdigit, text)):
        return []
    text = text.replace("’", "'").replace("\u00a0", " ")
    return [_printed(match) for match in _DATE.finditer(text)]


def alone(line: str) -> PrintedDate | None:
    """Return the date of a line that holds no more than label, place, office, date and time."""
    found = find(line) if len(line) <= 90 else []
    if len(found) != 1:
        return None
    parts = place_before(line, found[0])
    if len(parts) > 3 or not all(_PLACE_OR_OFFICE.fullmatch(part) for part in parts):
        return None
    return found[0] if _TIME.fullmatch(line[found[0].end :].strip(" .,)|–-")) else None


def place_before(line: str, date: PrintedDate) -> list[str]:
    """Return the parts of `line` before `date`, labels aside: place and perhaps office."""
    before = _LABEL.sub("", line[: date.start])
    return [part.strip() for part in re.split(r"[,:|(–—-]", before) if part.strip()]


def day_and_month(text: str) -> tuple[int, int] | None:
    """Return the first day and month without a year, as in “(15/3)” or “15 Maret”, or None."""
    match = _DAY_AND_MONTH.search(text)
    if match is None:
        return None
    day, month, name = match.groups()
    found = int(day), MONTHS[name.lower()] if name else int(month)
    return found if 1 <= found[0] <= 31 and 1 <= found[1] <= 12 else None


def without_dates(text: str) -> str:
    """Return `text` without its dates, days and months, and names of weekdays."""
    text = text.replace("’", "'").replace("\u00a0", " ")
    return _WEEKDAY_ALONE.sub("", _DAY_AND_MONTH.sub("", _DATE.sub("", text)))


def _printed(match: re.Match[str]) -> PrintedDate:
    part = match.groupdict()
    unsure = False
    if part["first"]:
        day, month = int(part["first"]), int(part["second"])
        year = int(part["number_year"])
        unsure = (day <= 12 and day != month) or year < 100 or month > 12
        if month > 12:
            day, month = month, day
        if year < 100:
            year += 2000
    elif part["iso_year"]:
        year, month, day = int(part["iso_year"]), int(part["iso_month"]), int(part["iso_day"])
    else:
        day = int(part["day"] or part["day_second"])
        month = MONTHS[(part["month"] or part["month_first"]).lower()]
        year = int((part["year"] or part["year_last"]).replace("'", "20"))
    try:
        value = datetime.date(year, month, day)
    except ValueError:
        value = None
    weekday = part["weekday"]
    return PrintedDate(
        text=match.group().strip(" ,"),
        start=match.start(),
        end=match.end(),
        value=value,
        wrong_weekday=bool(value and weekday and WEEKDAYS[weekday.lower()] != value.weekday()),
        # An office younger than the republic, or a year mistyped: 2202 for 2022.
        unsure=unsure or bool(value and not 1945 <= value.year <= 2100),
    )
