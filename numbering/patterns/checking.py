"""What a pattern must be, so that its numbers can be read back: one rule, one function."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from .language import KNOWN_FIELDS, SUFFIXES, Part, letter_after_serial, split

LONGEST_NUMBER = 100  # characters

_WIDEST = {
    "serial": 10,  # nine digits and the suffix of an addendum
    "day": 2,
    "month": 2,
    "month:roman": 4,
    "month:name": 9,
    "month:abbr": 3,
    "year": 4,
    "year:roman": 15,  # MMMDCCCLXXXVIII
    "year:2": 2,
    "fiscal": 9,
    "fiscal:2": 5,
}


def check(pattern: str) -> list[str]:
    """Say all that is wrong with a pattern, at once.

    A calendar year and a fiscal year may stand in one pattern: they say different things, and
    their places tell them apart.

    Args:
        pattern: as the registrar typed it, of any length and content.

    Returns:
        Full sentences in the reader's language that say what to do. An empty list means that
        `format_number` can write the pattern and `parse` reads back each of its fields.
    """
    parts = split(pattern)
    rules = (
        _braces_have_partners,
        _fields_are_known,
        _literals_can_be_typed,
        _no_space_around,
        _one_serial,
        _no_field_twice,
        _fields_stand_apart,
        _volume_has_begun,
        _short_enough,
    )
    return [problem for rule in rules for problem in rule(parts)]


def check_suffix(pattern: str, suffix: str) -> list[str]:
    """Say all that is wrong with the letter of an addendum, at once.

    Args:
        pattern: one that `check` accepts.
        suffix: what shall stand directly behind the serial; nothing is always right.

    Returns:
        Full sentences in the reader's language that say what to do. An empty list means that
        `format_number` can write the suffix and `parse` reads it back.
    """
    if not suffix:
        return []
    problems = []
    if suffix not in SUFFIXES:
        problems.append(
            _("Use one capital letter from A to Z, but not I, V or X: they read as Roman months.")
        )
    if pair := letter_after_serial(split(pattern)):
        problems.append(
            _(
                "Give the addendum a number of its own: %(pair)s prints a letter directly after "
                "the serial, so that a suffix could not be read apart from it."
            )
            % {"pair": pair}
        )
    return problems


def _braces_have_partners(parts: list[Part]) -> Iterator[str]:
    if any(part.kind == "brace" for part in parts):
        yield _(
            "A brace has no partner: write each field between one opening and one closing brace, "
            "such as %(field)s. Braces themselves cannot be printed."
        ) % {"field": "{serial}"}


def _fields_are_known(parts: list[Part]) -> Iterator[str]:
    for part in parts:
        if part.kind == "unknown":
            yield _("%(field)s is not a field: use one of %(known)s.") % {
                "field": part.text,
                "known": KNOWN_FIELDS,
            }


def _literals_can_be_typed(parts: list[Part]) -> Iterator[str]:
    literals = "".join(part.text for part in parts if part.kind == "literal")
    strange = dict.fromkeys(char for char in literals if not " " <= char <= "~")
    if strange:
        names = [f"{char} (U+{ord(char):04X})" for char in strange]
        yield _(
            "Replace %(characters)s: a number may hold only unaccented letters, digits and the "
            "signs of a plain keyboard, so that everyone can type it."
        ) % {"characters": ", ".join(names)}


def _no_space_around(parts: list[Part]) -> Iterator[str]:
    if parts and (parts[0].text[0].isspace() or parts[-1].text[-1].isspace()):
        yield _("Remove the spaces before and after the pattern.")


def _one_serial(parts: list[Part]) -> Iterator[str]:
    if not any(part.kind == "serial" for part in parts):
        yield _("Add %(field)s where the running number stands.") % {"field": "{serial}"}


def _no_field_twice(parts: list[Part]) -> Iterator[str]:
    counts = Counter(part.kind for part in parts if part.is_field)
    for kind, count in counts.items():
        if count > 1:
            repeated = ", ".join(part.text for part in parts if part.kind == kind)
            yield _("Keep only one of %(fields)s: they say the same thing.") % {"fields": repeated}


def _fields_stand_apart(parts: list[Part]) -> Iterator[str]:
    # Reading cuts a text where digits and letters meet, so only like touching like is a problem.
    for left, right in pairwise(parts):
        end, start = left.last_char, right.first_char
        if left.digits and right.digits:
            continue  # {year}{month:02}{day:02} is cut by counting
        if (end.isdigit() and start.isdigit()) or (end.isalpha() and start.isalpha()):
            pair = (left.text if left.is_field else end) + (right.text if right.is_field else start)
            yield _(
                "Put a sign such as / inside %(pair)s: side by side, the two could not be read "
                "apart."
            ) % {"pair": pair}


def _volume_has_begun(parts: list[Part]) -> Iterator[str]:
    year = date.today().year
    for part in parts:
        if part.constant >= year:
            yield _(
                "%(field)s would print %(volume)d in %(year)d: subtract a year before %(year)d."
            ) % {"field": part.text, "volume": year - part.constant, "year": year}


def _short_enough(parts: list[Part]) -> Iterator[str]:
    length = sum(_widest(part) for part in parts)
    if length > LONGEST_NUMBER:
        yield _(
            "Shorten the pattern: a number with a serial of nine digits and a letter would have "
            "%(length)d characters, and %(limit)d is the most."
        ) % {"length": length, "limit": LONGEST_NUMBER}


def _widest(part: Part) -> int:
    if part.is_field:
        style = ":roman" if part.is_roman else part.style.lower().removesuffix("-en")
        return _WIDEST.get(part.kind + style, _WIDEST[part.kind])
    return len(part.text)
