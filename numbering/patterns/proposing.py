"""A pattern proposed from numbers that an office has used: the registrar pastes two or three.

Each number is cut into words (runs of letters, runs of digits) and the signs between them. The
words at one point of all the numbers are a place. What differs from number to number must be a
field; what stays the same is printed as it stands, unless it looks like a year or a month. The
rules, and the penalties that rank them, are our own.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from unicodedata import category, normalize

from django.utils.translation import gettext as _

from .checking import LONGEST_NUMBER, check
from .doubts import doubts, no_pattern, spelt_otherwise
from .language import ROMAN
from .months import month_name
from .places import Place, Roles, Years
from .reading import LONGEST_READ, parse

MOST_TEXTS = 10
MOST_PROPOSALS = 5

_CANDIDATES_TRIED = 50  # so that the time is bounded; the likely ones come first
_FARTHEST = 2  # how much worse than the best a proposal may be and still be worth reading
_WORD = re.compile(r"[^\W\d_]+|\d+")
_LABEL = re.compile(r"\A[^\d:]*:\s*")  # "Nomor:"
_NAMES = (":name", ":NAME", ":abbr", ":ABBR", ":name-en", ":NAME-en", ":abbr-en", ":ABBR-en")

Option = tuple[int, Roles]  # a penalty, 0 for the likeliest, and what it assumes


class Unproposable(ValueError):
    """No pattern can be proposed; the message says what to do."""


@dataclass(frozen=True)
class Proposal:
    """A pattern that `check` accepts and that reads every given text."""

    pattern: str
    serials: tuple[int, ...]  # what it reads from each text, in the order given
    doubts: tuple[str, ...]  # full sentences: what the texts leave open


def propose(texts: Sequence[str], years: Sequence[int | None] = ()) -> list[Proposal]:
    """Propose patterns for an office from numbers that it has used.

    Args:
        texts: 1 to MOST_TEXTS numbers of one kind; a label that ends in a colon is dropped.
        years: the calendar year of each text, None where it is not known. They are needed only
            to recognise a volume, which counts the years of an office.

    Returns:
        1 to MOST_PROPOSALS proposals, the likeliest first.

    Raises:
        Unproposable: where the texts are too many, too long, not alike or without digits, or
            where no pattern fits them all.
    """
    _refuse_count(texts)
    cleaned = [_cleaned(text) for text in texts]
    places = _places(cleaned)
    signs = [_most_common(column) for column in zip(*map(_WORD.split, cleaned), strict=True)]
    known = tuple([*years, *[None] * len(texts)][: len(texts)])
    found: dict[str, Proposal] = {}
    candidates = sorted(_candidates(places, known), key=lambda option: option[0])
    problems: list[str] = []
    for penalty, roles in islice(candidates, _CANDIDATES_TRIED):
        if (found and penalty > candidates[0][0] + _FARTHEST) or len(found) == MOST_PROPOSALS:
            break
        pattern, printed = _written(places, signs, roles)
        wrong = check(pattern)
        problems = problems or wrong
        read = [parse(pattern, text) for text in cleaned]
        serials = tuple(parts.serial for parts in read if parts)
        if not wrong and len(serials) == len(texts):
            left_open = (*doubts(places, roles, known), *spelt_otherwise(cleaned, printed))
            found.setdefault(pattern, Proposal(pattern, serials, left_open))
    if not found:
        raise Unproposable(" ".join(problems) or no_pattern(places))
    return list(found.values())


def _refuse_count(texts: Sequence[str]) -> None:
    if not texts:
        raise Unproposable(_("Paste at least one number that the office has used."))
    if len(texts) > MOST_TEXTS:
        raise Unproposable(_("Paste at most %(limit)d numbers.") % {"limit": MOST_TEXTS})


def _cleaned(text: str) -> str:
    """The text without its label, in plain signs and single spaces."""
    # The first limit keeps normalisation short, which takes quadratic time at worst.
    plain = normalize("NFKC", text) if len(text) <= LONGEST_READ else text
    dashed = "".join("-" if category(char) == "Pd" or char == "−" else char for char in plain)
    cleaned = _LABEL.sub("", " ".join(dashed.split()))
    if len(cleaned) > LONGEST_NUMBER:
        raise Unproposable(
            _("“%(start)s…” is too long: paste only the number, at most %(limit)d characters.")
            % {"start": cleaned[:20], "limit": LONGEST_NUMBER}
        )
    if not re.search(r"\d", cleaned):
        raise Unproposable(
            _("“%(text)s” has no digits: paste the whole number, as printed.") % {"text": cleaned}
        )
    return cleaned


def _places(cleaned: list[str]) -> list[Place]:
    rows = [_WORD.findall(text) for text in cleaned]
    for text, row in zip(cleaned, rows, strict=True):
        if len(row) != len(rows[0]) or not all(map(_alike, rows[0], row)):
            raise Unproposable(
                _("“%(text)s” is not built like “%(first)s”: paste numbers of one kind.")
                % {"text": text, "first": cleaned[0]}
            )
    return [Place(column) for column in zip(*rows, strict=True)]


def _alike(first: str, other: str) -> bool:
    pair = Place((first, other))
    return not pair.varies or bool(pair.months) or (first.isdecimal() and other.isdecimal())


def _most_common(spellings: Iterable[str]) -> str:
    return Counter(spellings).most_common(1)[0][0]  # of equals, the first given


def _candidates(places: list[Place], known: Years) -> Iterator[Option]:
    for year_penalty, year in _year_options(places, known):
        for month_penalty, month in _month_options(places, year):
            for serial_penalty, serial in _serial_options(places, year | month):
                yield year_penalty + month_penalty + serial_penalty, year | month | serial


def _year_options(places: list[Place], known: Years) -> Iterator[Option]:
    """Fiscal years, years of four digits, then what is a year only where those are missing."""
    years = [at for at, place in enumerate(places) if _is_year(place, known)]
    full = [at for at in years if places[at].has_width(4)]
    fiscal = [at for at, pair in enumerate(pairwise(places)) if _is_fiscal(*pair, known)]
    for at in fiscal:
        both = {at: "fiscal", at + 1: "fiscal end"}
        yield from ((0, both | {year: "year"}) for year in full if year not in both)
        yield 0, both
    for at in full:
        yield 4 if fiscal else 0, {at: "year"}
    for at, place in enumerate(places):
        if at in years and at not in full:
            yield 3 if full or fiscal else 0, {at: "year:2"}
        elif constant := _volume_constant(place, known):
            certain = len({year for year in known if year}) > 1
            yield 0 if certain else 3, {at: f"year-{constant}"}
    yield 4 if full or fiscal else 2, {}


def _is_year(place: Place, known: Years) -> bool:
    return bool(place.years) and all(
        year in (None, read) for read, year in zip(place.years, known, strict=True)
    )


def _is_fiscal(start: Place, end: Place, known: Years) -> bool:
    if not start.years or not end.numbers:
        return False
    return all(
        last in (first + 1, (first + 1) % 100) and year in (None, first, first + 1)
        for first, last, year in zip(start.years, end.numbers, known, strict=True)
    )


def _volume_constant(place: Place, known: Years) -> int:
    """The years that a volume leaves out, or 0 where the known years do not show one."""
    pairs = zip(place.numbers, known, strict=True) if place.numbers else ()
    constants = {year - number for number, year in pairs if year}
    shown = len(constants) == 1 and max(place.numbers) < 1000
    return max(0, *constants) if shown else 0


def _month_options(places: list[Place], year: Roles) -> Iterator[Option]:
    """Before the calendar year, then beside any year or varying, last what never varies."""
    for at, place in enumerate(places):
        if at in year or not place.months:
            continue
        if year.get(at + 1, "").startswith("year"):
            yield 0, {at: "month"}
        elif at - 1 in year or at + 1 in year or place.varies:
            yield 1, {at: "month"}
        elif year and (not place.numbers or place.has_width(2)):
            yield 3, {at: "month"}
    yield 2, {}


def _serial_options(places: list[Place], taken: Roles) -> Iterator[Option]:
    """What else varies; where nothing else does, the longest number first."""
    free = [at for at in range(len(places)) if at not in taken]
    varying = [at for at in free if places[at].varies]
    if len(varying) > 1:
        return
    numbers = [at for at in varying or free if places[at].numbers]
    numbers.sort(key=lambda at: -max(map(len, places[at].words)))
    repeated = 0 if varying or not any(place.varies for place in places) else 4
    for rank, at in enumerate(numbers):
        yield repeated + rank, {at: "serial"}


def _written(places: list[Place], signs: list[str], roles: Roles) -> tuple[str, list[str]]:
    """The pattern, and each text as the pattern would print it."""
    pattern = signs[0]
    printed = [signs[0]] * len(places[0].words)
    for at, (place, sign) in enumerate(zip(places, signs[1:], strict=True)):
        if roles.get(at) == "fiscal":
            sign = ""  # the field prints its own hyphen
        field, words = _field(place, roles.get(at, ""))
        pattern += field + sign
        printed = [text + word + sign for text, word in zip(printed, words, strict=True)]
    return pattern, printed


def _field(place: Place, role: str) -> tuple[str, list[str]]:
    """What stands in the pattern for a place, and what it prints in each text."""
    match role:
        case "serial":
            zeros = {len(word) for word in place.words if word.startswith("0")}
            styles = {"{serial}": [str(number) for number in place.numbers]}
            for width in sorted(zeros):
                styles[f"{{serial:{width}}}"] = [str(n).zfill(width) for n in place.numbers]
        case "month":
            styles = {"{month:02}": [f"{month:02}" for month in place.months]}
            styles["{month}"] = [str(month) for month in place.months]
            styles["{month:roman}"] = [ROMAN[month - 1] for month in place.months]
            for style in _NAMES if place.has_names else ():
                styles[f"{{month{style}}}"] = [month_name(month, style) for month in place.months]
        case "fiscal" if place.has_width(2):
            styles = {"{fiscal:2}": [f"{n:02}-{(n + 1) % 100:02}" for n in place.numbers]}
        case "fiscal":
            styles = {"{fiscal}": [f"{n}-{n + 1}" for n in place.numbers]}
        case "fiscal end":
            styles = {"": [""] * len(place.words)}
        case "":
            word = _most_common(place.words)
            styles = {word: [word] * len(place.words)}
        case _:
            styles = {f"{{{role}}}": list(place.words)}
    return max(styles.items(), key=lambda style: sum(map(_likeness, style[1], place.words)))


def _likeness(printed: str, given: str) -> int:
    """Of two words: 2 where they are equal, 1 where only their case differs."""
    return (printed == given) + (printed.upper() == given.upper())
