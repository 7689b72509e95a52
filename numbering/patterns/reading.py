"""Numbers read as people copy them: from paper, from a chat, from an address.

There is no list of forgiven spellings. Pattern and text are cut into the same words and
compared word by word, so a text reads as any other text with the same key does.
"""

import re
from dataclasses import dataclass
from unicodedata import normalize

from .language import LARGEST_SERIAL, ROMAN, Part, split, year_meant

LONGEST_READ = 200  # characters: the longest number, with generous spaces

_WORD = re.compile(r"[^\W\d_]+|\d+")
_ARABIC = {roman: str(month) for month, roman in enumerate(ROMAN, start=1)}
_FISCAL_END = Part("", "fiscal end")


@dataclass(frozen=True)
class Parts:
    """What a number says; None where its pattern does not print that field.

    `fiscal` holds the calendar years in which the fiscal year begins and ends.
    """

    serial: int
    month: int | None = None
    year: int | None = None
    fiscal: tuple[int, int] | None = None


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
        the Roman months I to XII are 1 to 12.
    """
    return "-".join(_words(text))


def parse(pattern: str, text: str) -> Parts | None:
    """Read a number by its pattern, forgiving the spelling.

    Case, spaces, leading zeros, the signs between words, full-width digits, and Roman for
    Arabic months do not matter. As a pattern does not know where a fiscal year begins, {fiscal}
    reads 2026-2027, 2026-27 and, for one that is the calendar year, 2026.

    Args:
        pattern: one that `check` accepts; what any other reads has no meaning.
        text: any text. More than LONGEST_READ characters are not read, so the time is bounded.

    Returns:
        The fields that the pattern prints, or None where the text does not fit. Never raises.
    """
    if len(text) > LONGEST_READ:
        return None
    words = _words(text)
    slots = _slots(split(pattern))
    if len(words) < len(slots):
        slots = [slot for slot in slots if slot is not _FISCAL_END]
    if len(words) != len(slots):
        return None
    found: dict[str, int] = {}
    for slot, word in zip(slots, words, strict=True):
        if isinstance(slot, str):
            if slot != word:
                return None
        elif (number := _number(slot, word)) is not None:
            found[slot.kind] = number
        else:
            return None
    return _parts(found)


def _words(text: str) -> list[str]:
    # Upper case can take a letter and its accent apart, and the accent would cut the word.
    normal = normalize("NFKC", normalize("NFKC", text).upper())
    return [_plain(word) for word in _WORD.findall(normal)]


def _plain(word: str) -> str:
    if word.isdecimal():
        # Digit by digit: int() of a whole word refuses more than 4,300 of them.
        return "".join(str(int(digit)) for digit in word).lstrip("0") or "0"
    return _ARABIC.get(word, word)


def _slots(parts: list[Part]) -> list[Part | str]:
    """What each word must be: a literal word, or the number of a field."""
    slots: list[Part | str] = []
    for part in parts:
        if part.kind == "literal":
            slots += _words(part.text)
        elif part.kind == "fiscal":
            slots += [part, _FISCAL_END]
        else:
            slots.append(part)
    return slots


def _number(field: Part, word: str) -> int | None:
    """What the word says in the place of the field, if it says anything there."""
    # No field prints more digits than the largest serial.
    if not word.isdecimal() or len(word) > len(str(LARGEST_SERIAL)):
        return None
    number = int(word)
    match field.kind:
        case "serial":
            return number or None
        case "month":
            return number if 1 <= number <= 12 else None
        case "year" | "fiscal":
            return year_meant(field, number)
        case "fiscal end":
            return number
        case _:
            return None


def _parts(found: dict[str, int]) -> Parts | None:
    if "serial" not in found:
        return None
    fiscal = None
    if "fiscal" in found:
        first = found["fiscal"]
        fiscal = first, first
        if "fiscal end" in found:
            if found["fiscal end"] not in (first + 1, (first + 1) % 100):
                return None
            fiscal = first, first + 1
    return Parts(found["serial"], found.get("month"), found.get("year"), fiscal)
