"""What contradicts itself in the numbers of a row. Without a database."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ingest import numbers
from ingest.archive.entries import Entry
from ingest.archive.flags import Flag
from numbering import patterns
from numbering.paper import contradicts

# Letters that stand together as words do, four times or more, with no stroke among them.
_SENTENCE = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]{2,}+[\s,.'’]++){3,}[^\W\d_]{2}")
_SEVERAL = re.compile(r"\d.*(?:[;,&]|\band\b|\bdan\b).*\d", re.IGNORECASE)
_OPEN_END = re.compile(r"^\s*[-–/]|[-–/]\s*\.?\s*$|[-–/]\s*[-–/]|\(\s*\)|\.{3}|…|\bx{2,}\b", re.I)
# Blanks beside a stroke, a full stop in its place, or a sign after the end.
_ODD = re.compile(r"\s[-–/]|[-–/]\s|[.,;:]\s*$|^\d{1,2}\.\d+$")
_YEAR_FIRST = re.compile(r"(\d{2})\s?[-–.]\s?\d{1,5}\.?")
HABIT = 0.8  # of its short numbers: then an archive puts the year first
FEW = 20


@dataclass
class Habit:
    """Whether an archive's short numbers begin with the year: `13-558` of 2013."""

    fitting: int = 0
    seen: int = 0

    def learn(self, entry: Entry) -> None:
        for text in entry.numbers:
            match = _YEAR_FIRST.fullmatch(text)
            if match and entry.date:
                self.seen += 1
                self.fitting += int(match[1]) == entry.date.year % 100

    @property
    def year_first(self) -> bool:
        return self.seen >= FEW and self.fitting >= HABIT * self.seen


def judge(entry: Entry, readers: Iterable[str], habit: Habit) -> None:
    """Flag what is odd about the numbers of a row.

    Args:
        entry: its flags are added to.
        readers: the patterns of the sequences that they may come from.
        habit: what was learnt from all rows.
    """
    readers = list(readers)
    for text in entry.numbers:
        read = next(
            (
                (pattern, parts)
                for pattern in readers
                if (parts := patterns.parse(pattern, text)) is not None
            ),
            None,
        )
        if read:
            _judge_read(entry, text, *read)
        else:
            _judge_unread(entry, text, bool(readers), habit)


def _judge_read(entry: Entry, text: str, pattern: str, parts: patterns.Parts) -> None:
    if entry.date is None:
        return
    if contradicts(parts, entry.date):
        _flag_year(entry, text)
        if _ODD.search(text):
            entry.flag(Flag.SPELLING, text)
        return
    try:
        written = patterns.format_number(pattern, parts.serial, entry.date, 1, parts.suffix)
    except ValueError:
        return
    if written != text and "{fiscal" not in pattern:
        entry.flag(
            Flag.SPELLING,
            _("“%(text)s” instead of %(number)s") % {"text": text, "number": written},
        )


def _judge_unread(entry: Entry, text: str, asked: bool, habit: Habit) -> None:
    if _SENTENCE.search(text) or text.casefold() == entry.title.casefold():
        entry.flag(Flag.HEADLINE, text)
    elif _SEVERAL.search(text):
        entry.flag(Flag.SEVERAL, text)
    elif _OPEN_END.search(text) or not any(map(str.isdigit, text)):
        entry.flag(Flag.INCOMPLETE, text)
    else:
        if asked:
            entry.flag(Flag.UNREAD, text)
        if _ODD.search(text):
            entry.flag(Flag.SPELLING, text)
    if entry.date and _says_another_year(text, entry.date, habit):
        _flag_year(entry, text)


def _says_another_year(text: str, date: datetime.date, habit: Habit) -> bool:
    first = _YEAR_FIRST.fullmatch(text)
    if first:
        return habit.year_first and int(first[1]) != date.year % 100
    return numbers.contradicts(text, date)


def _flag_year(entry: Entry, text: str) -> None:
    on = date_format(entry.date) if entry.date else "–"
    entry.flag(Flag.YEAR, _("%(number)s of %(date)s") % {"number": text, "date": on})
