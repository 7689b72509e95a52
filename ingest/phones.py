"""Telephone and fax numbers, e-mail and web addresses, as a line of an office prints them."""

import re
from dataclasses import dataclass, field

_LABEL = re.compile(
    r"""
    \b(?: (?P<both>(?:telp?|tlp|telepon|phone)\b\.?\s*/\s*(?:fax|faks|faksimili?e?|facsimile))
        | (?P<fax>fax|faks|faksimili?e?|facsimile)
        | (?P<phone>telp?|tlp|telepon|telephone|telefon|phone|hp|ponsel|mobile|seluler
                    |hotline|(?:call|contact)\s+cent(?:er|re)|whatsapp|wa|no\.?\s*(?:hp|telp|telepon))
    )\b \.? \s* (?:/\s*wa\b\.?)? \s* [:.]? \s*
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Groups of digits with one sign between them; X and * stand in numbers masked for publication.
_NUMBER = re.compile(
    r"(?:\+\d{1,3}[ .-]?)?(?:\(\+?\d{1,5}\)[ .-]?)?\d+(?:[ .-]?[\dXx*]{2,}){0,6}"
    r"(?:\s(?:ext|pes)\.?\s?\d{1,5})?"
)
_BETWEEN = re.compile(r"\s*(?:[,;/&|]|\s[–-]\s|\bdan\b|\batau\b|\band\b|\bor\b)\s*", re.IGNORECASE)
# Without a label only what can hardly be anything else: an area code or a mobile's beginning.
_PLAIN = re.compile(
    r"(?<![\w/.-])(?:\+\d{1,3}[ .-]?\d{1,4}|\(0?\d{2,4}\)|08\d{2}|021|0\d{3}(?=-))"
    r"[ .-]?[\dXx*]{3,}(?:[ .-]?[\dXx*]{2,}){0,4}(?![\w/])"
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_WEB = re.compile(
    r"\b(?:https?://|www\.)\S+|\b(?:website|situs|laman|web|portal)\b\s*:", re.IGNORECASE
)
# What is left between numbers once they are taken out.
_ALONE = re.compile(r"(?:^|(?<=\s))(?:dan|atau|and|or|&)(?=\s|$)(?!\s+\w)", re.IGNORECASE)
_WEB_LABEL = re.compile(r"\b(?:e-?mail|surel|pos-?el)\b\s*[:.]?\s*", re.IGNORECASE)


@dataclass
class Reach:
    """How an office or a person is reached, and what of the line says something else."""

    phones: list[str] = field(default_factory=list)
    faxes: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    rest: str = ""

    def __bool__(self) -> bool:
        return bool(self.phones or self.faxes or self.emails)


def read(line: str) -> Reach:
    """Return the telephone and fax numbers and e-mail addresses of `line`, as printed.

    “Telp/Fax” gives the number to both. What is left of the line, labels and signs aside,
    is `rest`.
    """
    reach = Reach(rest=line)
    if not any(character.isdigit() or character == "@" for character in line[:2000]):
        return reach
    line = line[:2000]
    reach.emails = _EMAIL.findall(line)
    if reach.emails:
        line = _WEB_LABEL.sub(" ", _EMAIL.sub(" ", line))
    kept: list[str] = []
    place = 0
    for label in _LABEL.finditer(line):
        if label.start() < place:
            continue
        numbers, end = _run(line, label.end())
        if not numbers:
            continue
        kept.append(line[place : label.start()])
        place = end
        if not label["fax"]:
            reach.phones += numbers
        if not label["phone"]:
            reach.faxes += numbers
    kept.append(line[place:])
    rest = " ".join(kept)
    if not reach.phones:
        reach.phones = [match.group() for match in _PLAIN.finditer(rest)]
        rest = _PLAIN.sub(" ", rest)
    rest = re.sub(r"\(\s*\)", " ", rest)
    reach.rest = re.sub(r"\s+", " ", _ALONE.sub(" ", rest)).strip(" ,;:|/–-") if reach else line
    return reach


def has_web(line: str) -> bool:
    """Tell whether `line` names a web address or a label for one."""
    return _WEB.search(line[:2000]) is not None


def _run(line: str, place: int) -> tuple[list[str], int]:
    """Return the numbers that follow each other from `place`, and where they end."""
    numbers: list[str] = []
    end = place
    while match := _NUMBER.match(line, place):
        if sum(map(str.isdigit, match.group())) < 3:
            break
        numbers.append(match.group())
        end = match.end()
        gap = _BETWEEN.match(line, end)
        if gap is None:
            break
        place = gap.end()
    return numbers, end
