"""A weekday that is not the one of the date behind it: “Senin, 28 Maret 2020” was a Saturday.

Read are dates that follow their weekday, in Indonesian or English, the month as a word or a
number. Spans of days are left alone: which of them the weekday means can't be told.
"""

import datetime
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from numbering.patterns.months import month_named
from releases.checks.rule import Level, Rule
from releases.differences import blocks

if TYPE_CHECKING:
    from releases.models import Release

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "senin monday",
            "selasa tuesday",
            "rabu wednesday",
            "kamis thursday",
            "jumat jum'at friday",
            "sabtu saturday",
            "minggu ahad sunday",
        )
    )
    for name in names.split()
}
# With a capital, because “minggu” is also a week; “malam Minggu” is the night before Sunday.
NAMES = "|".join(form for name in WEEKDAYS for form in (name.capitalize(), name.upper()))
DATE = re.compile(
    rf"""
    (?<![\w–-]) (?<![Mm]alam\ )
    (?P<weekday>{NAMES})
    (?:\s(?:dini|hari|pagi|siang|sore|petang|malam|lalu|kemarin|ini|besok|depan|mendatang
        |morning|afternoon|evening|night))*
    ,?\s?(?P<opened>\()?(?:(?:tanggal|tgl\.?|the|on)\s)?
    (?:
        (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>[A-Za-z]{{3,9}})
            (?:,?\s(?P<year>(?:19|20)\d\d))?+
      | (?P<month_first>[A-Z][a-z]{{2,8}})\s(?P<day_second>\d{{1,2}})(?:st|nd|rd|th)?+
            (?:,?\s(?P<year_last>(?:19|20)\d\d))?+
      | (?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})(?:/(?P<number_year>(?:19|20)?\d\d))?+
      | (?P<first_full>\d{{1,2}})(?P<sign>[.-])(?P<second_full>\d{{1,2}})
            (?P=sign)(?P<full_year>(?:19|20)\d\d)
    )
    (?!\w) (?!\s?[-–/]\s?\d) (?!\.\d) (?(opened)\)?)
    """,
    re.VERBOSE,
)


def find(release: "Release") -> Iterator[str]:
    found = {}
    for paragraph in blocks(release.body):
        for match in DATE.finditer(paragraph.replace("’", "'")):
            days = list(_meant(match, release))
            weekday = WEEKDAYS[match["weekday"].lower()]
            if days and all(day.weekday() != weekday for day in days):
                found[paragraph[match.start() : match.end()]] = days[0]
    for text, day in found.items():
        yield (
            _("“%(text)s”: the calendar says %(date)s. Correct the weekday or the date.")
            % {"text": text, "date": date_format(day, "l, j F Y")}
        )


def _meant(match: re.Match[str], release: "Release") -> Iterator[datetime.date]:
    """The days that a printed date can mean, the likeliest first; none where it is no date."""
    part = match.groupdict()
    number = part["first"] or part["first_full"]
    if number:
        second = int(part["second"] or part["second_full"])
        readings = [(int(number), second)]
        if release.language == "en":
            readings.append((second, int(number)))
    else:
        month = month_named((part["month"] or part["month_first"]).upper())
        readings = [(int(part["day"] or part["day_second"]), month or 0)]
    printed = part["year"] or part["year_last"] or part["number_year"] or part["full_year"]
    for day, month in readings:
        for year in [int(f"20{printed}"[-4:])] if printed else _years(month, release):
            with suppress(ValueError):
                yield datetime.date(year, month, day)


def _years(month: int, release: "Release") -> list[int]:
    """The years of a date without one: the release's own, and the next one around New Year."""
    year, ahead = release.date.year, month - release.date.month
    return [year, *([year - 1] if ahead > 6 else [year + 1] if ahead < -6 else [])]


RULE = Rule(
    code="weekday",
    name=gettext_lazy("Weekday against date"),
    reason=gettext_lazy("Where weekday and date disagree, people come on the wrong day."),
    level=Level.WARNING,
    field="body",
    find=find,
)
