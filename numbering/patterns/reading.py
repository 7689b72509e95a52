"""Numbers read as people copy them: from paper, from a chat, from an address.

There is no list of forgiven spellings. Pattern and text are cut into the same words and
compared word by word.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product
from unicodedata import normalize

from .language import LARGEST_SERIAL, ROMAN, SUFFIXES, Part, letter_after_serial, split, year_meant
from .months import month_named
from .roman import roman_number
from .surroundings import spans
from .unreadable import Misfit, Unreadable

LONGEST_READ = 200  # characters: the longest number, with generous spaces

_WORD = re.compile(r"[^\W\d_]+|\d+")
_ARABIC = {roman: str(month) for month, roman in enumerate(ROMAN, start=1)}

# What one word must be: a literal word, a field, or fields that share a run of digits.
Slot = tuple[Part, ...]

_FISCAL_END = (Part("", "fiscal end"),)
_SUFFIX = (Part("", "suffix"),)


@dataclass(frozen=True)
class Parts:
    """What a number says; None where its pattern does not print that field.

    `fiscal` holds the calendar years in which the fiscal year begins and ends; `suffix` is the
    letter of an addendum, in upper case.
    """

    serial: int
    month: int | None = None
    year: int | None = None
    fiscal: tuple[int, int] | None = None
    suffix: str = ""
    day: int | None = None


def key(text: str) -> str:
    """Reduce a number's text, of whatever pattern, to what survives copying.

    "SP. 139 /HUMAS/PP/HMS.3/03/2018" and "sp-139-humas-pp-hms-3-iii-2018" have the same key,
    SP-139-HUMAS-PP-HMS-3-3-2018. The key of a key is that key.

    Args:
        text: any text. Limit what comes from outside to LONGEST_READ characters: Unicode
            normalisation takes quadratic time over a run of combining marks.

    Returns:
        The text in NFKC (Unicode Standard Annex 15) and upper case; its runs of letters and
        runs of digits, joined by "-", and nothing else of it. Digits have no leading zeros, and
        the Roman months I to XII are 1 to 12. Names of months stay.
    """
    # A key is made without a pattern, and MAR, MEI or JUN may as well be an office's letters:
    # two offices' numbers would become one. Nor does copying turn a name into a number.
    return "-".join(_plain(word) for word in _words(text))


def keys_in(text: str) -> list[str]:
    """The keys of the number that a printed line holds, with what stands around it and without.

    Args:
        text: any text; limit it as for `key`.

    Returns:
        At most six, none of them empty.
    """
    words = _words(text)
    plain = list(map(_plain, words))
    found = dict.fromkeys("-".join(plain[start:end]) for start, end in spans(words))
    return [key for key in found if key]


def read(pattern: str, text: str) -> Parts:
    """Read a number by its pattern, forgiving the spelling and what stands around it on paper.

    Case, spaces, leading zeros, the signs between words, full-width digits, and Roman for
    Arabic months do not matter; a month may be a name, in Indonesian or English. As a pattern
    does not know where a fiscal year begins, {fiscal} reads 2026-2027, 2026-27 and, for one that
    is the calendar year, 2026. A label such as "Siaran Pers Nomor:" may stand before the number,
    and its date or "Tentang …" behind it; where a line holds several numbers between "|", the
    one that fits is read.

    Args:
        pattern: one that `check` accepts; what any other reads has no meaning.
        text: any text. More than LONGEST_READ characters are not read, so the time is bounded.

    Returns:
        The fields that the pattern prints.

    Raises:
        Unreadable: the text does not fit; the message says why and what is expected.
    """
    found = _read(pattern, text)
    if isinstance(found, Misfit):
        raise Unreadable(found.sentence(pattern))
    return found


@lru_cache(maxsize=2_000)
def parse(pattern: str, text: str) -> Parts | None:
    """Read as `read` does, but return None where the text does not fit. Never raises."""
    found = _read(pattern, text)
    return None if isinstance(found, Misfit) else found


def _read(pattern: str, text: str) -> Parts | Misfit:
    if len(text) > LONGEST_READ:
        return Misfit(0, "long", expected=str(LONGEST_READ))
    shapes = _shapes_of(pattern)
    whole = _read_line(shapes, text)
    if "|" not in text or isinstance(whole, Parts):
        return whole
    found = [_read_line(shapes, piece) for piece in text.split("|")]
    fitting = [parts for parts in found if isinstance(parts, Parts)]
    if len(fitting) > 1:
        return Misfit(0, "several")
    return fitting[0] if fitting else _closest(found)


def _read_line(shapes: list[list[Slot]], line: str) -> Parts | Misfit:
    words = _words(line)
    found: list[Parts | Misfit] = []
    for start, end in spans(words):
        possible = [shape for shape in shapes if _has_suffix(shape, words[start:end])]
        # Where none has as many slots as there are words, all are tried for the best reason.
        exact = [shape for shape in possible if len(shape) == end - start]
        for shape in exact or possible:
            found.append(_fit(shape, words[:end], start))
            if isinstance(found[-1], Parts):
                return found[-1]
    return _closest(found)


def _closest(found: list[Parts | Misfit]) -> Misfit:
    return max((one for one in found if isinstance(one, Misfit)), key=lambda one: one.place)


def _words(text: str) -> list[str]:
    # Upper case can take a letter and its accent apart, and the accent would cut the word.
    return _WORD.findall(normalize("NFKC", normalize("NFKC", text).upper()))


def _plain(word: str) -> str:
    if word.isdecimal():
        # Digit by digit: int() of a whole word refuses more than 4,300 of them.
        return "".join(str(int(digit)) for digit in word).lstrip("0") or "0"
    return _ARABIC.get(word, word)


@lru_cache(maxsize=500)
def _shapes_of(pattern: str) -> list[list[Slot]]:
    return _shapes(split(pattern))


def _shapes(parts: list[Part]) -> list[list[Slot]]:
    """What the words must be: without and with the end of a fiscal year, and a suffix.

    Of two shapes of one length at most one fits: a suffix is a letter, and where it stands in
    the one shape the other has a number (or a Roman volume beside a fiscal year, which would be
    two years in one number).
    """
    suffixes = (False,) if letter_after_serial(parts) else (False, True)
    ends = (False, True) if any(part.kind == "fiscal" for part in parts) else (False,)
    return [_slots(parts, suffix, end) for suffix, end in product(suffixes, ends)]


def _slots(parts: list[Part], suffix: bool, fiscal_end: bool) -> list[Slot]:
    slots: list[Slot] = []
    before = None
    for part in parts:
        if part.kind == "literal":
            slots += [(Part(word, "literal"),) for word in _WORD.findall(part.text)]
        elif before and before.digits and part.digits:
            slots[-1] += (part,)
        else:
            slots.append((part,))
        if suffix and part.kind == "serial":
            slots.append(_SUFFIX)
        if fiscal_end and part.kind == "fiscal":
            slots.append(_FISCAL_END)
        before = part
    return slots


def _has_suffix(shape: list[Slot], words: list[str]) -> bool:
    """Whether a suffix stands where the shape has one, if it has one."""
    if _SUFFIX not in shape:
        return True
    at = shape.index(_SUFFIX)
    return at < len(words) and words[at] in SUFFIXES


def _fit(shape: list[Slot], words: list[str], start: int) -> Parts | Misfit:
    said: dict[str, int] = {}
    for place, (slot, word) in enumerate(zip(shape, words[start:], strict=False), start):
        if why := _take(slot, word, said):
            return Misfit(place, why, word, "".join(part.text for part in slot))
    end = start + len(shape)
    if len(words) < end:
        return Misfit(len(words), "few", expected=shape[len(words) - start][0].text)
    if len(words) > end:
        return Misfit(end, "many", found=words[end])
    if "serial" not in said:
        return Misfit(end, "pattern")
    if not _is_day(said):
        return Misfit(end, "date", found=str(said["day"]))
    return _parts(said, words[start + shape.index(_SUFFIX)] if _SUFFIX in shape else "")


def _take(slot: Slot, word: str, said: dict[str, int]) -> str:
    """Note what the word says in that place; return why it can't stand there, if it can't."""
    [first, *more] = slot
    if first.kind == "literal":
        return "" if _plain(word) == _plain(first.text.upper()) else "literal"
    if slot is _SUFFIX:
        return ""
    if more:
        return _take_digits(slot, _plain(word), said)
    number = _number(first, word, said)
    if number is None:
        return first.kind if first.is_field or slot is _FISCAL_END else "pattern"
    said[first.kind] = number
    return ""


def _take_digits(fields: Slot, digits: str, said: dict[str, int]) -> str:
    width = sum(field.digits for field in fields)
    digits = digits.zfill(width)
    if len(digits) != width:
        return "digits"
    at = 0
    for field in fields:
        if _take((field,), digits[at : at + field.digits], said):
            return "digits"
        at += field.digits
    return ""


def _number(field: Part, word: str, said: dict[str, int]) -> int | None:
    """What the word says in the place of the field, if it says anything there."""
    if field.kind == "month" and (month := month_named(word)):
        return month
    if field.constant and field.is_roman and (volume := roman_number(word)):
        return year_meant(field, volume)
    digits = _plain(word)
    # No field prints more digits than the largest serial.
    if not digits.isdecimal() or len(digits) > len(str(LARGEST_SERIAL)):
        return None
    number = int(digits)
    match field.kind:
        case "serial":
            return number or None
        case "month":
            return number if 1 <= number <= 12 else None
        case "day":
            return number if 1 <= number <= 31 else None
        case "year" | "fiscal":
            return year_meant(field, number)
        case "fiscal end":
            last = said["fiscal"] + 1
            return last if number in (last, last % 100) else None
        case _:
            return None


def _is_day(said: dict[str, int]) -> bool:
    """Whether the day, if there is one, stands in a calendar; 2000 has a 29 February."""
    try:
        date(said.get("year", 2000), said.get("month", 1), said.get("day", 1))
    except ValueError:
        return False
    return True


def _parts(said: dict[str, int], suffix: str) -> Parts:
    fiscal = None
    if first := said.get("fiscal"):
        fiscal = first, said.get("fiscal end", first)
    return Parts(
        said["serial"], said.get("month"), said.get("year"), fiscal, suffix, said.get("day")
    )
