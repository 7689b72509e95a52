"""Official numbers as printed: found by their label or by their shape, kept to the letter.

The forms are those of `numbering`: serial first or second, Roman months, blanks where none belong.
Here nothing is parsed into parts; a number is only recognised and taken as it stands.
"""

import datetime
import re
from dataclasses import dataclass, field

from ingest import dates, phones
from ingest.places import unspace

_KIND = re.compile(
    r"""
    (?: (?:joint\s+)?
        (?: (?:siaran|rilis|keterangan|pernyataan|berita)\s*pers
          | berita\s+resmi(?:\s+statistik)? | pers\s+rilis
          | (?:press|news|media)\s+(?:release|statement) | rilis\s+media )
        (?:\s+bersama)?
      | for\s+(?:immediate\s+)?release
      | untuk\s+(?:segera\s+)?(?:disiarkan|diterbitkan|dipublikasikan)(?:\s+segera)?
    ) \b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_OFFICE_AND_KIND = re.compile(
    rf"(\S[^-–|:]{{2,60}}?)\s*[-–|:]\s*{_KIND.pattern}", re.IGNORECASE | re.VERBOSE
)
_LABEL = re.compile(
    r"(?:release\s+)?(?:nomor|number|no|nr|num)\b\s*(?:(?:siaran\s+pers|release|surat|ref)\b\.?)?\s*[.:=]{0,2}\s*",
    re.IGNORECASE,
)
_CHUNK = r"[A-Za-z0-9(][A-Za-z0-9.()&_]*"
# A blank beside a slash is common (“SP. 139 /HUMAS”); a dash between blanks joins only digits
# (“18 - 476”), otherwise it parts the number from the headline.
_JOINT = r"(?:\s{0,2}/\s{0,2}|[-–]|\s{1,2}[-–]\s{0,2}(?=\d)|[-–]\s{1,2}(?=\d))"
_NUMBER = re.compile(
    rf"(?:[A-Za-z]{{1,10}}[.:]?\s{{1,3}})?{_CHUNK}(?:{_JOINT}{_CHUNK})*(?:(?<=[Tt]h\.)\s?[IVXLC]+\b)?"
)
_AND = re.compile(r"\s*(?:[,;|&]|\bdan\b|\band\b)\s*", re.IGNORECASE)
_INCOMPLETE = re.compile(r"^(?:[/.…_-]|\(|x{2,})", re.IGNORECASE)
_SHORT = re.compile(r"\d{2}\s?[-–.]\s?\d{2,4}\.?|\d{3,4}-[A-Z]{2}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6} | {
    "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12
}  # fmt: skip


@dataclass(frozen=True)
class NumberLine:
    """A line of the head that names the kind of text, or carries numbers, or both.

    `rest` is what follows on the same line: a date, a headline, the name of the office; `before`
    is an office named first. A number is incomplete where its serial was never filled in.
    """

    kind: bool = False
    label: bool = False
    numbers: list[str] = field(default_factory=list)
    rest: str = ""
    before: str = ""
    incomplete: bool = False


def read_line(line: str) -> NumberLine | None:
    """Return what `line` says of kind and number, or None when it begins with neither."""
    kind = _KIND.match(line)
    if kind is None and (together := unspace(line)) != line and _KIND.fullmatch(together):
        return NumberLine(kind=True)
    if kind is None and (after_office := _OFFICE_AND_KIND.fullmatch(line)):
        return NumberLine(kind=True, before=after_office[1])
    rest = line[kind.end() :].lstrip(" \t:–-|,") if kind else line
    label = _LABEL.match(rest)
    if not kind and not label:
        return None
    if not label:
        if is_number(rest):
            return NumberLine(kind=True, numbers=[rest])
        # “Siaran pers ini …” opens a sentence, not a release.
        return None if rest[:1].islower() else NumberLine(kind=True, rest=rest)
    rest = rest[label.end() :]
    numbers, left = _numbers(rest)
    if not numbers and rest and not _INCOMPLETE.match(rest):
        return NumberLine(kind=True, rest=line[kind.end() :].strip()) if kind else None
    return NumberLine(
        kind=kind is not None,
        label=True,
        numbers=numbers,
        rest=left if numbers else "",
        incomplete=bool(rest) and not numbers,
    )


def is_number(line: str) -> bool:
    """Tell whether the whole line has the shape of a number, needing no label to be one."""
    return (
        len(line) <= 80
        and any(character.isdigit() for character in line)
        and (
            "/" in line or re.search(r"[A-Za-z].*[-–].*[-–]|[-–].*[A-Za-z].*[-–]", line) is not None
        )
        and not dates.find(line)
        and not phones.read(line)
        and _NUMBER.fullmatch(line) is not None
    )


def follows_label(line: str) -> bool:
    """Tell whether the whole line can be a number when the label stands in the line above."""
    return (
        len(line) <= 80
        and any(character.isdigit() for character in line)
        and not dates.find(line)
        and _NUMBER.fullmatch(line) is not None
    )


def is_short(line: str) -> bool:
    """Tell whether the whole line is one of the short numbers: “18 - 476”, “13-963.”, “1479-AG”.

    Such a line is too little to be a number but beside the kind or below the text.
    """
    return _SHORT.fullmatch(line) is not None


def alone(line: str) -> list[str]:
    """Return the numbers of a line that says nothing else, labels aside."""
    if len(line) > 100:
        return []
    if is_number(line) or is_short(line):
        return [line]
    found = read_line(line)
    return found.numbers if found and not found.rest else []


def contradicts(number: str, date: datetime.date) -> bool:
    """Tell whether year or month printed in `number` plainly differ from `date`.

    The first group is a serial even when it looks like a year. A month counts only directly
    before the year (`…/03/2020`, `…/XI/2018`): elsewhere it may be a constant, as the 04 in
    `125.Pers/04/SJI/2022`, which was March.
    """
    groups = [group.strip() for group in re.split(r"[/–-]", number)]
    years = [int(group) for group in groups if _YEAR.fullmatch(group)]
    later = [place for place, group in enumerate(groups) if place and _YEAR.fullmatch(group)]
    if not later:
        return False
    if date.year not in years:
        return True
    before = groups[later[-1] - 1].upper()
    month = _ROMAN.get(before) or (int(before) if re.fullmatch(r"0?[1-9]|1[0-2]", before) else 0)
    # “1/2020” is a serial and a year, not a month and a year.
    return bool(month and later[-1] > 1 and month != date.month)


def _numbers(text: str) -> tuple[list[str], str]:
    """Return the numbers at the start of `text`, and what follows them."""
    found = dates.find(text[:300])
    end = found[0].start if found else len(text)
    numbers: list[str] = []
    place = 0
    while match := _NUMBER.match(text, place, end):
        if not any(character.isdigit() for character in match.group()):
            break
        numbers.append(match.group().strip())
        place = match.end()
        gap = _AND.match(text, place, end)
        if gap is None:
            break
        label = _LABEL.match(text, gap.end(), end)
        place = label.end() if label else gap.end()
    return numbers, text[place:].strip(" \t:;,.|–-")
