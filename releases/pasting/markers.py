"""What stands before an item of a list: a number, a letter, or a sign."""

import re
from itertools import pairwise
from typing import NamedTuple

# Signs by the level word processors use them at; the Wingdings and Symbol ones come out as
# letters or as characters of the private use area.
SIGNS = ("·•●∙*‣➢➤✓✔❖❑\uf0b7\uf0d8\uf0fc\uf076\uf071lnquvwüØ", "o○◦", "§▪■□\uf0a7", "-–—")
LETTERS = "olnquvwüØ"
PLAIN = "".join(SIGNS).translate(dict.fromkeys(map(ord, LETTERS)))

# The order official Indonesian letters use, I. A. 1. a. 1) a) (1) (a), with small Roman numbers
# after letters; then signs.
FORMS = [
    before + kind + after
    for before, after in (("", "."), ("", ")"), ("(", ")"))
    for kind in "IA1ai"
]

NUMERAL = "(?:[1-9][0-9]{0,2}|[a-z]|[A-Z]|[ivxl]{2,7}|[IVXL]{2,7})"
TYPED = re.compile(
    rf"\s*(?:(?:[{re.escape(PLAIN)}]|\(?{NUMERAL}\)|{NUMERAL}\.)\s+|[{LETTERS}]\s\s+)(?=\S)"
)
# Word's own may be numbers of several levels: "2.1." is the first at its level.
NUMBER = re.compile(
    r"(?P<before>\(?)(?:[0-9]+\.)*(?P<number>[1-9][0-9]{0,3}|[a-zA-Z]{1,7})(?P<after>[.)]?)"
)
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


class Reading(NamedTuple):
    """One way to read a marker: its form, "1." or "(a)" or a sign, and its number, 0 if none."""

    form: str
    number: int = 0


class Typed(NamedTuple):
    """A marker at the beginning of a text, and how many characters it takes."""

    text: str
    length: int


def typed(text: str) -> Typed | None:
    """The marker a text begins with; a letter used as a sign has two blanks after it."""
    found = TYPED.match(text)
    if found is None:
        return None
    return Typed(found[0].strip(), found.end())


def readings(marker: str) -> list[Reading]:
    """The ways to read a marker, the likelier first: "i." is a letter or the Roman 1."""
    found = NUMBER.fullmatch(marker)
    if found is None:
        return [Reading(marker)] if marker else []
    before, number, after = found["before"], found["number"], found["after"]
    if number.isdigit():
        return [Reading(f"{before}1{after}", int(number))]
    if not after:
        return [Reading(marker)]
    ways = []
    small = number.lower()
    if len(number) == 1:
        kind = "a" if number.islower() else "A"
        ways.append(Reading(f"{before}{kind}{after}", ord(small) - ord("a") + 1))
    if small.strip("ivxl") == "":
        kind = "i" if number.islower() else "I"
        ways.append(Reading(f"{before}{kind}{after}", _roman(small)))
    return ways or [Reading(marker)]


def rank(form: str) -> int:
    """How deep a form of marker lies within others."""
    if form in FORMS:
        return FORMS.index(form)
    levels = (level for level, signs in enumerate(SIGNS) if form in signs)
    return len(FORMS) + next(levels, 0)


def _roman(number: str) -> int:
    values = [ROMAN[letter] for letter in number]
    return values[-1] + sum(-value if value < after else value for value, after in pairwise(values))
