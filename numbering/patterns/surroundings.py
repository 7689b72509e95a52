"""What stands around a number on paper: a heading and "Nomor:" before it, its date after it."""

import re
from collections.abc import Iterator

from .months import month_named

# Whole phrases only: PERS or SP alone may be the first word of another pattern.
_LABEL = re.compile(
    r"((?:(?:SIARAN|KETERANGAN|RILIS) PERS (?:BERSAMA )?"
    r"|(?:JOINT )?(?:PRESS|NEWS|MEDIA) (?:RELEASE|STATEMENT) )?)"
    r"(?:(?:NOMOR|NO|NUMBER|NR) )?"
)
_AFTER_IT = ("TANGGAL", "TGL", "DATE", "DATED", "TENTANG")
_WEEKDAYS = ("SENIN", "SELASA", "RABU", "KAMIS", "JUMAT", "SABTU", "MINGGU")


def spans(words: list[str]) -> Iterator[tuple[int, int]]:
    """Say where a number may begin and end.

    Args:
        words: those of one printed line, in upper case.

    Yields:
        The indexes of a number's first word and of the word after its last: at most six pairs,
        the whole line among them. A pattern may itself begin with "No." or print "Tanggal".
    """
    heading, label = _label(words)
    cut = next((at for at, word in enumerate(words) if word in _AFTER_IT), _before_date(words))
    for start in dict.fromkeys((0, heading, label)):
        for end in dict.fromkeys((max(start, cut), len(words))):
            yield start, end


def _before_date(words: list[str]) -> int:
    """How many words stand before a date that ends the line without a word to announce it."""
    match words:
        case [*number, weekday, day, month, year] if weekday in _WEEKDAYS and _is_date(
            day, month, year
        ):
            return len(number)
        case [*number, day, month, year] if _is_date(day, month, year):
            return len(number)
    return len(words)


def _is_date(day: str, month: str, year: str) -> bool:
    digits = day.isdecimal() and year.isdecimal()
    return digits and len(day) <= 2 and len(year) == 4 and month_named(month) is not None


def _label(words: list[str]) -> tuple[int, int]:
    """How many words the heading has, and how many with "Nomor" behind it."""
    found = _LABEL.match("".join(f"{word} " for word in words))
    return (found[1].count(" "), found[0].count(" ")) if found else (0, 0)
