"""A text reduced to what survives copying: letters, digits and signs that mean something.

Case, blanks, line ends, most punctuation and hyphens are left out; ligatures and full-width digits
are what they stand for. So a text is the same however it was set, wrapped or saved. What stands
between two digits counts: 10,5 is neither 105 nor 10.5, and "1 | 25" is not "12 | 5".

Which letters are alike says Unicode (NFKC, Standard Annex 15, and case folding); all else is ours.
"""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, field

INNER = set(".,:/-")
MEANT = set("%‰°□")
SET_ASIDE = set("|~^`´¨¯¸")  # signs of mathematics by Unicode, but not on paper
MINUS = "−"

# Unicode sorts a run of combining marks in quadratic time.
_PIECE = re.compile(r"\S{1,500}|\s+")

# What stands between two digits that follow each other.
TOUCHING, BLANK, LINE_END, OTHER = "", " ", "\n", "|"


@dataclass
class Letters:
    """A reduced text.

    Attributes:
        text: as it is shown, with ligatures undone.
        bare: the letters, digits and signs alone.
        places: for each of `bare`, where in `text` it stands.
        joints: for each of `bare`, what stands between it and the digit before, if both are digits:
            one of INNER, TOUCHING, BLANK, OTHER, or a sign of INNER and LINE_END. None otherwise.
    """

    text: str
    bare: str
    places: list[int]
    joints: list[str | None]
    digits: list[int] = field(default_factory=list)  # where joints stand

    def raw(self, start: int, end: int) -> str:
        """The text that `bare[start:end]` stands for, as whole words."""
        if start >= end:
            return ""
        first, last = self.places[start], self.places[end - 1] + 1
        while first > 0 and not self.text[first - 1].isspace():
            first -= 1
        while last < len(self.text) and not self.text[last].isspace():
            last += 1
        return " ".join(self.text[first:last].split())

    def begins_word(self, at: int) -> bool:
        place = self.places[at]
        return place == 0 or not self.text[place - 1].isalnum()

    def ends_word(self, at: int) -> bool:
        """Whether a word ends before `at`."""
        place = self.places[at - 1] + 1
        return place >= len(self.text) or not self.text[place].isalnum()


def reduced(text: str) -> Letters:
    """A text without what copying changes."""
    said = "".join(unicodedata.normalize("NFKC", piece) for piece in _PIECE.findall(text))
    bare: list[str] = []
    places: list[int] = []
    joints: list[str | None] = []
    digits: list[int] = []
    last_digit = -1
    for place, letter in enumerate(said):
        kept = _kept(letter)
        if kept == "-":
            kept = MINUS if _is_minus(said, place) else ""
        for one in kept:
            joint = None
            if one.isdecimal():
                if bare and last_digit == len(bare) - 1:
                    joint = _joint(said[places[-1] + 1 : place])
                    digits.append(len(bare))
                last_digit = len(bare)
            bare.append(one)
            places.append(place)
            joints.append(joint)
    return Letters(said, "".join(bare), places, joints, digits)


class _Kept(dict):
    """What is kept of a letter; "-" for every kind of dash."""

    def __missing__(self, letter: str) -> str:
        category = unicodedata.category(letter)
        said = ""
        if category == "Pd" or letter == MINUS:
            said = "-"
        elif category[0] in "LN" or letter in MEANT:
            said = letter.casefold()
        elif category[0] == "M":
            said = "" if _is_variation(letter) else letter
        elif category in ("Sc", "Sm") and letter not in SET_ASIDE:
            said = letter
        self[letter] = said
        return said


_KEPT = _Kept()


def _kept(letter: str) -> str:
    return _KEPT[letter]


def _is_variation(letter: str) -> bool:
    return 0xFE00 <= ord(letter) <= 0xFE0F or 0xE0100 <= ord(letter) <= 0xE01EF


def _is_minus(said: str, place: int) -> bool:
    before, after = said[place - 1 : place], said[place + 1 : place + 2]
    return after.isdecimal() and (not before or before.isspace() or before == "(")


def _joint(between: str) -> str:
    if not between:
        return TOUCHING
    stripped = between.strip()
    if not stripped:
        return BLANK
    sign = "-" if _KEPT[stripped[0]] == "-" else stripped
    if sign in INNER and len(stripped) == 1:
        if len(between) == 1:
            return sign
        if not between.replace(stripped, "").strip("\r\n\f"):
            return sign + LINE_END
    return OTHER


def same_joint(published: str | None, found: str | None) -> bool:
    """Whether two digits stand to each other as they were published."""
    if published == found or published is None or found is None:
        return True
    apart = {BLANK, OTHER}
    if published == TOUCHING:
        return found == BLANK  # what reads a PDF may see a blank where there is none
    if found.endswith(LINE_END):
        return published in apart or published == found[0]
    if published.endswith(LINE_END):
        return found in apart or found == published[0]
    return published in apart and found in apart


def same_run(published: Letters, j: int, found: Letters, i: int, most: int) -> int:
    """How many letters from `j` on are the same as those from `i` on, up to a number."""
    length = _common(published.bare, j, found.bare, i, most)
    start = bisect_left(published.digits, j + 1)
    for at in published.digits[start:]:
        if at >= j + length:
            break
        if not same_joint(published.joints[at], found.joints[i + at - j]):
            return at - j
    return length


def _common(a: str, j: int, b: str, i: int, most: int) -> int:
    most = min(most, len(a) - j, len(b) - i)
    done, step = 0, 32
    while done < most:
        step = min(step, most - done)
        if a[j + done : j + done + step] == b[i + done : i + done + step]:
            done += step
            step *= 2
        elif step == 1:
            break
        else:
            step = max(1, step // 4)
    return done
