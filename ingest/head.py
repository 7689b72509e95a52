"""The head of a release: letterhead, kind, number, date and headline, up to where the body begins.

The kind (“SIARAN PERS”) and the number are the anchors. What stands above them is letterhead,
what stands between them and the body is date and headline; where an office does it otherwise the
lines are taken by their shape, and the reading says so.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.translation import gettext as _

from ingest import anchors, contacts, dateline, dates, layout, letterhead, phones
from ingest.anchors import Anchor
from ingest.layout import Unit
from ingest.reading import Doubt

_EMBARGO = re.compile(
    r"(?:strictly\s+)?embargo|(?:tidak\s+untuk|jangan)\s+disiarkan|not\s+for\s+release", re.I
)
_LONGEST_HEADLINE = 400
_MOST_HEADLINE_LINES = 6
_MOST_HEAD_LINES = 60


@dataclass
class Head:
    """The head as read; `body` holds the units from the first sentence on.

    `offices` are lines among the anchors that begin like the name of an office, `aside` lines
    that fit nowhere: what they are is settled once the headline is known.
    """

    numbers: list[str] = field(default_factory=list)
    dated: list[dates.PrintedDate] = field(default_factory=list)
    date_place: str | None = None
    title: str | None = None
    letterhead: list[str] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    contact_lines: list[Unit] = field(default_factory=list)
    body: list[Unit] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read(lines: list[str], *, wrapped: bool | None = None) -> Head:
    """Return the head of the text in `lines`, stripped ones, and its body as units.

    `wrapped` says whether the lines were broken at a width; None: that has to be told from them.
    """
    head = Head()
    found = anchors.find(lines)
    for anchor in found:
        head.numbers += [number for number in anchor.numbers if number not in head.numbers]
        head.letterhead += [anchor.before] if anchor.before else []
        head.offices += [anchor.office] if anchor.office else []
        head.warnings += [Doubt("numbers", anchor.doubt)] if anchor.doubt else []
    above, between, below = _parted(lines, found)
    unsure = False
    if wrapped is None:
        wrapped, unsure = layout.wrapping(below)
    if wrapped and (broken := layout.broken_words(below)):
        head.warnings.append(
            Doubt(
                "body",
                _("These words were broken at the end of a line; check their hyphens: %(words)s.")
                % {"words": ", ".join(broken[:10])},
            )
        )
    first = _above(head, _single(above), anchored=bool(found))
    second = _between(head, _single(between))
    third = _below(head, layout.units(_parting_datelines(below), wrapped=wrapped))
    _settle_title(head, third, second, first)
    blocks = {unit.block for unit in head.body}
    if unsure or (wrapped and len(blocks) == 1 and sum(len(u.lines) for u in head.body) > 6):
        head.warnings.append(
            Doubt(
                "body",
                _(
                    "No blank lines part the paragraphs, so where they begin had to be told from "
                    "the length of the lines. Check the paragraphs."
                ),
            )
        )
    return head


def _parted(lines: list[str], found: list[Anchor]) -> tuple[list[str], list[str], list[str]]:
    """Return the lines above, between and below the anchors."""
    if not found:
        first = enumerate(lines[:_MOST_HEAD_LINES])
        end = next((place for place, line in first if anchors.is_body(line)), 0)
        return lines[:end], [], lines[end:]
    between: list[str] = []
    for anchor, following in pairwise(found):
        between += [anchor.rest, *lines[anchor.place + 1 : following.place]]
    last = found[-1]
    return lines[: found[0].place], between, [last.rest, *lines[last.place + 1 :]]


def _single(lines: list[str]) -> list[Unit]:
    return layout.units(lines, wrapped=False)


def _parting_datelines(lines: list[str]) -> list[str]:
    """Put a blank line before the line with which the body plainly begins.

    Otherwise, in a text broken at a width, a headline right above it would be joined to it.
    """
    for place, line in enumerate(lines[:_MOST_HEAD_LINES]):
        if line and dates.alone(line) is None and dateline.starts(line):
            return [*lines[:place], "", *lines[place:]]
    return lines


def _take_special(head: Head, unit: Unit) -> bool:
    """Take a date or an embargo out of the head; tell whether `unit` was one."""
    if _EMBARGO.match(unit.text):
        head.warnings.append(
            Doubt(
                "date",
                _("The text carries an embargo: “%(line)s”. Set the time of publication by hand.")
                % {"line": unit.text[:200]},
            )
        )
        return True
    date = dates.alone(unit.text)
    if date is None:
        return False
    head.dated.append(date)
    head.date_place = ", ".join(dates.place_before(unit.text, date)) or head.date_place
    return True


def _above(head: Head, units: list[Unit], *, anchored: bool) -> list[Unit]:
    """Take the letterhead from the lines above the anchors; return those that may be a headline."""
    units = [unit for unit in units if not _take_special(head, unit)]
    lower = [place for place, unit in enumerate(units) if letterhead.may_belong(unit.text)]
    end = lower[-1] + 1 if lower else 0
    if not lower:
        # Without an address, what stands in one block with the name of an office belongs to it.
        offices = {unit.block for unit in units if anchors.names_office(unit.text)}
        while end < len(units) and units[end].block in offices:
            end += 1
        if not anchored and end == len(units):
            end = 0
    elif end < len(units):
        while end < len(units) and anchors.names_office(units[end].text) and len(units) - end > 1:
            end += 1
    head.letterhead += [unit.text for unit in units[:end]]
    return units[end:]


def _between(head: Head, units: list[Unit]) -> list[Unit]:
    """Take office lines and dates from between the anchors; return what may be a headline."""
    left = []
    for unit in units:
        if _take_special(head, unit):
            continue
        if letterhead.belongs(unit.text):
            head.letterhead.append(unit.text)
        elif anchors.names_office(unit.text):
            head.offices.append(unit.text)
        else:
            left.append(unit)
    return left


def _below(head: Head, units: list[Unit]) -> list[Unit]:
    """Take the dates from below the anchors and find the body; return what may be a headline."""
    headline: list[Unit] = []
    for place, unit in enumerate(units[:_MOST_HEAD_LINES]):
        about = anchors.ABOUT.match(unit.text)
        if _take_special(head, unit):
            continue
        if about:
            head.aside += [earlier.text for earlier in headline]
            rest = unit.text[about.end() :]
            headline = [Unit(rest, (rest,), unit.block)] if rest else []
            continue
        if dateline.starts(unit.text) or layout.is_prose(unit.text):
            if not headline and _is_headline_above(units, place):
                headline.append(unit)
                continue
            head.body = units[place:]
            return headline
        if contacts.is_asking(unit.text) and (":" in unit.text or phones.read(unit.text)):
            head.contact_lines.append(unit)
        elif letterhead.belongs(unit.text):
            head.letterhead.append(unit.text)
        else:
            headline.append(unit)
        if len(headline) > _MOST_HEADLINE_LINES or _length(headline) > _LONGEST_HEADLINE:
            return _without_body(head, headline, units[place + 1 :])
    return _without_body(head, headline, units[_MOST_HEAD_LINES:])


def _without_body(head: Head, headline: list[Unit], rest: list[Unit]) -> list[Unit]:
    """Nothing below the anchors reads like a sentence: the first block is the headline."""
    first = [unit for unit in headline if unit.block == headline[0].block]
    title = first[:_MOST_HEADLINE_LINES]
    if _length(title) > _LONGEST_HEADLINE:
        title = []
    head.body = headline[len(title) :] + rest
    if head.body:
        head.warnings.append(
            Doubt(
                "title",
                _(
                    "Headline and text could not be told apart with certainty. Check where the "
                    "headline ends and that no line is missing."
                ),
            )
        )
    return title


def _length(units: list[Unit]) -> int:
    return sum(len(unit.text) for unit in units)


def _is_headline_above(units: list[Unit], place: int) -> bool:
    """Tell whether a sentence is the headline, because a dateline begins right below it."""
    return (
        place + 1 < len(units)
        and len(units[place].text) < 200
        and not dateline.starts(units[place].text)
        and dateline.starts(units[place + 1].text)
    )


def _settle_title(head: Head, *candidates: list[Unit]) -> None:
    """Make the headline of the first group that has lines; the other groups are letterhead."""
    chosen = next((group for group in candidates if group), [])
    doubtful = False
    # Only “PEMERINTAH KOTA RESMIKAN PASAR RAKYAT” can be the headline of a text without another.
    if not chosen and head.offices and head.offices[-1].count(" ") >= 4:
        line = head.offices.pop()
        chosen = [Unit(line, (line,), 0)]
        doubtful = True
    if not chosen and head.letterhead and _reads_like_one(head.letterhead[-1]):
        line = head.letterhead.pop()
        chosen = [Unit(line, (line,), 0)]
        doubtful = True
    if chosen:
        head.title = " ".join(unit.text for unit in chosen)
        if doubtful or _is_doubtful(chosen):
            head.warnings.append(
                Doubt(
                    "title",
                    _(
                        "It is not certain where the headline begins and ends; check it: "
                        "“%(title)s”."
                    )
                    % {"title": head.title},
                )
            )
    others = [*head.aside]
    for group in candidates:
        others += [unit.text for unit in group if group is not chosen]
    others = [line for line in others if line != head.title]
    head.letterhead = [line for line in head.letterhead if line != head.title] + head.offices
    if others:
        head.letterhead = others + head.letterhead
        head.warnings.append(
            Doubt(
                "letterhead",
                _("These lines of the head were read as letterhead; check them: %(lines)s.")
                % {"lines": " · ".join(others)[:500]},
            )
        )


def _reads_like_one(line: str) -> bool:
    """Whether a line at the end of the letterhead is rather the headline of a text without any."""
    return (
        line.count(" ") >= 3
        and not line.isupper()
        and not letterhead.may_belong(line)
        and not letterhead.is_office(line)
    )


def _is_doubtful(lines: list[Unit]) -> bool:
    """A headline over several blocks is plain only when all of it is in capitals."""
    blocks = {unit.block for unit in lines}
    capitals = {layout.is_capitals(unit.text) for unit in lines}
    cases = {layout.is_headline_case(unit.text) for unit in lines}
    office = len(blocks) > 1 and letterhead.is_office(lines[0].text) and len(lines[0].text) < 60
    sentence = lines[-1].text.endswith(".") or _length(lines) > 250
    return (
        len(capitals) > 1
        or len(cases) > 1
        or (len(blocks) > 1 and capitals != {True})
        or office
        or sentence
    )
