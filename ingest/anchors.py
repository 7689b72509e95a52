"""The lines of kind and number: the anchors by which the rest of the head is told apart."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ingest import dateline, dates, layout, letterhead, numbers

# “TENTANG” needs no colon before a headline; “Hal” without one is a word of it.
ABOUT = re.compile(
    r"(?i:perihal|hal|judul|title|subject|tentang)\s*:\s*|(?i:tentang)(?:\s+(?=[A-Z“\"])|$)"
)
# A letterhead may be long, but the number does not come after a screenful of lines.
_FIRST_WITHIN = 25
_NEXT_WITHIN = 6


@dataclass
class Anchor:
    """A line of kind or number; `place` is its index among the lines.

    `rest` is what else the line says, `before` and `office` the offices it names first or last,
    `doubt` a sentence for the reader.
    """

    place: int
    numbers: list[str] = field(default_factory=list)
    rest: str = ""
    before: str = ""
    office: str = ""
    doubt: str = ""


def find(lines: list[str]) -> list[Anchor]:
    """Return the anchors at the beginning of `lines`, the blank ones included."""
    anchors: list[Anchor] = []
    has_kind = expecting = False
    since = 0
    for place, line in enumerate(lines):
        if not line:
            continue
        since += 1
        if since > (_NEXT_WITHIN if anchors else _FIRST_WITHIN) or is_body(line):
            break
        found = numbers.read_line(line) if len(line) < 300 else None
        if found is None and expecting and numbers.follows_label(line):
            anchors.append(Anchor(place, [line]))
        elif found is not None and (_is_plausible(found) or (has_kind and len(line) < 80)):
            has_kind, expecting = has_kind or found.kind, found.label
            anchors.append(_anchor(place, line, found))
        elif numbers.is_number(line):
            anchors.append(Anchor(place, [line], doubt="" if has_kind else _unlabelled(line)))
        elif has_kind and since == 1 and numbers.is_short(line):
            anchors.append(Anchor(place, [line], doubt=_unlabelled(line)))
        else:
            # Two numbers of a joint release may have “dan” between their lines.
            expecting = expecting and line.lower() in {"dan", "&", "and"}
            continue
        since = 0
    return anchors


def is_body(line: str) -> bool:
    """Tell whether the body plainly begins with `line`."""
    if dates.alone(line) is not None or numbers.read_line(line[:300]) is not None:
        return False
    return dateline.starts(line) or (len(line) >= 100 and layout.is_prose(line))


def names_office(line: str) -> bool:
    """Tell whether `line` can be the name of an office and nothing more."""
    return letterhead.is_office(line) and len(line) < 120


def _anchor(place: int, line: str, found: numbers.NumberLine) -> Anchor:
    anchor = Anchor(place, found.numbers, found.rest, found.before)
    if found.incomplete:
        anchor.doubt = _("The number is not complete: “%(line)s”. Fill in the whole number.") % {
            "line": line
        }
    elif not _is_plausible(found):
        # “Nomor: 12 Tahun 2020” below “SIARAN PERS”: odd, but it says that it is the number.
        anchor.numbers = [line[line.index(found.numbers[0]) :]]
        anchor.rest = ""
        anchor.doubt = _("“%(number)s” has an unusual form; check the number.") % {
            "number": anchor.numbers[0]
        }
    elif not found.label and names_office(found.rest):
        anchor.office, anchor.rest = found.rest, ""
    return anchor


def _is_plausible(found: numbers.NumberLine) -> bool:
    """“Nomor 5 Tahun 2020 tentang …” begins a line of prose, not the number of a release."""
    if found.kind or not found.rest or any(map(numbers.is_number, found.numbers)):
        return True
    return bool(ABOUT.match(found.rest) or dates.alone(found.rest))


def _unlabelled(line: str) -> str:
    return _("“%(line)s” was read as the number though no label says so; check it.") % {
        "line": line
    }
