"""The head of a release: letterhead, kind, number, date and headline, up to where the body begins.

The kind (“SIARAN PERS”) and the number are the anchors. What stands above them is letterhead,
what stands between them and the body is date and headline; where an office does it otherwise the
lines are taken by their shape, and the reading says so.
"""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from . import closing, dateline, dates, layout, letterhead, numbers
from .layout import Unit

_EMBARGO = re.compile(
    r"(?:strictly\s+)?embargo|(?:tidak\s+untuk|jangan)\s+disiarkan|not\s+for\s+release", re.I
)
_ABOUT = re.compile(r"(?:tentang|perihal|hal|judul|title|subject)\b(?:\s*:\s*|\s+|$)", re.I)
# A letterhead may be long, but the number does not come after a screenful of lines.
_FIRST_ANCHOR_WITHIN = 25
_NEXT_ANCHOR_WITHIN = 6
_LONGEST_HEADLINE = 400
_MOST_HEADLINE_LINES = 6


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
    contacts: list[Unit] = field(default_factory=list)
    body: list[Unit] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass
class _Anchor:
    """A line of kind or number; `place` is its index, `rest` what else the line says."""

    place: int
    numbers: list[str]
    rest: str = ""


def read(lines: list[str]) -> Head:
    """Return the head of the text in `lines`, stripped ones, and its body as units."""
    head = Head()
    anchors = _anchors(head, lines)
    for anchor in anchors:
        head.numbers += [number for number in anchor.numbers if number not in head.numbers]
    above, between, below = _parted(lines, anchors)
    wrapped = layout.is_wrapped(below)
    if wrapped and (broken := layout.broken_words(below)):
        head.warnings.append(
            _("These words were broken at the end of a line; check their hyphens: %(words)s.")
            % {"words": ", ".join(broken[:10])}
        )
    first = _above(head, _single(above), anchored=bool(anchors))
    second = _between(head, _single(between))
    third = _below(head, layout.units(_parting_datelines(below), wrapped=wrapped))
    _settle_title(head, third, second, first)
    return head


def _anchors(head: Head, lines: list[str]) -> list[_Anchor]:
    anchors: list[_Anchor] = []
    has_kind = expecting = False
    since = 0
    for place, line in enumerate(lines):
        if not line:
            continue
        since += 1
        if since > (_NEXT_ANCHOR_WITHIN if anchors else _FIRST_ANCHOR_WITHIN) or _is_body(line):
            break
        found = numbers.read_line(line) if len(line) < 300 else None
        if expecting and numbers.follows_label(line):
            anchors.append(_Anchor(place, [line]))
        elif found is not None and _is_plausible(found):
            has_kind, expecting = has_kind or found.kind, found.label
            head.letterhead += [found.before] if found.before else []
            rest = found.rest
            if rest and not found.label and _names_office(rest):
                head.offices.append(rest)
                rest = ""
            anchors.append(_Anchor(place, found.numbers, rest))
            if found.incomplete:
                head.warnings.append(
                    _("The number is not complete: “%(line)s”. Fill in the whole number.")
                    % {"line": line}
                )
        elif numbers.is_number(line):
            anchors.append(_Anchor(place, [line]))
            if not has_kind:
                head.warnings.append(
                    _("“%(line)s” was read as the number though no label says so; check it.")
                    % {"line": line}
                )
        else:
            # Two numbers of a joint release may have “dan” between their lines.
            expecting = expecting and line.lower() in {"dan", "&", "and"}
            continue
        since = 0
    return anchors


def _is_plausible(found: numbers.NumberLine) -> bool:
    """“Nomor 5 Tahun 2020 tentang …” begins a line of prose, not the number of a release."""
    if found.kind or not found.rest or any(map(numbers.is_number, found.numbers)):
        return True
    return bool(_ABOUT.match(found.rest) or closing.date_line(found.rest))


def _is_body(line: str) -> bool:
    if closing.date_line(line) is not None or numbers.read_line(line[:300]) is not None:
        return False
    return dateline.starts(line) or (len(line) >= 100 and layout.is_prose(line))


def _parted(
    lines: list[str], anchors: list[_Anchor]
) -> tuple[list[str], list[str], list[str]]:
    """Return the lines above, between and below the anchors."""
    if not anchors:
        end = next((place for place, line in enumerate(lines) if _is_body(line)), 0)
        return lines[:end], [], lines[end:]
    between: list[str] = []
    for anchor, following in zip(anchors, anchors[1:], strict=False):
        between += [anchor.rest, *lines[anchor.place + 1 : following.place]]
    last = anchors[-1]
    return lines[: anchors[0].place], between, [last.rest, *lines[last.place + 1 :]]


def _single(lines: list[str]) -> list[Unit]:
    return layout.units(lines, wrapped=False)


def _parting_datelines(lines: list[str]) -> list[str]:
    """Put a blank line before the line with which the body plainly begins.

    Otherwise, in a text broken at a width, a headline right above it would be joined to it.
    """
    for place, line in enumerate(lines[:_FIRST_ANCHOR_WITHIN]):
        if line and closing.date_line(line) is None and dateline.starts(line):
            return [*lines[:place], "", *lines[place:]]
    return lines


def _take_special(head: Head, unit: Unit) -> bool:
    """Take a date or an embargo out of the head; tell whether `unit` was one."""
    if _EMBARGO.match(unit.text):
        head.warnings.append(
            _("The text carries an embargo: “%(line)s”. Set the time of publication by hand.")
            % {"line": unit.text[:200]}
        )
        return True
    date = closing.date_line(unit.text)
    if date is None:
        return False
    head.dated.append(date)
    place = re.sub(r"^(?:tanggal|tgl\.?|date|dated)\b", "", unit.text[: date.start], flags=re.I)
    head.date_place = place.strip(" ,:(–-") or head.date_place
    return True


def _above(head: Head, units: list[Unit], *, anchored: bool) -> list[Unit]:
    """Take the letterhead from the lines above the anchors; return those that may be a headline."""
    units = [unit for unit in units if not _take_special(head, unit)]
    lower = [place for place, unit in enumerate(units) if letterhead.belongs(unit.text)]
    end = lower[-1] + 1 if lower else 0
    if not lower:
        # Without an address, what stands in one block with the name of an office belongs to it.
        offices = {unit.block for unit in units if _names_office(unit.text)}
        while end < len(units) and units[end].block in offices:
            end += 1
        if not anchored and end == len(units):
            end = 0
    elif end < len(units):
        while end < len(units) and _names_office(units[end].text) and len(units) - end > 1:
            end += 1
    head.letterhead += [unit.text for unit in units[:end]]
    return units[end:]


def _names_office(text: str) -> bool:
    return letterhead.is_office(text) and len(text) < 120


def _between(head: Head, units: list[Unit]) -> list[Unit]:
    """Take office lines and dates from between the anchors; return what may be a headline."""
    left = []
    for unit in units:
        if _take_special(head, unit):
            continue
        if letterhead.belongs(unit.text):
            head.letterhead.append(unit.text)
        elif _names_office(unit.text):
            head.offices.append(unit.text)
        else:
            left.append(unit)
    return left


def _below(head: Head, units: list[Unit]) -> list[Unit]:
    """Take the dates from below the anchors and find the body; return what may be a headline."""
    headline: list[Unit] = []
    for place, unit in enumerate(units):
        about = _ABOUT.match(unit.text)
        if _take_special(head, unit):
            continue
        if about and (about.end() == len(unit.text) or ":" in about.group() or place == 0):
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
        if closing.is_contact(unit):
            head.contacts.append(unit)
        elif letterhead.belongs(unit.text) and len(unit.text) < 200:
            head.letterhead.append(unit.text)
        else:
            headline.append(unit)
        length = sum(len(line.text) for line in headline)
        if len(headline) > _MOST_HEADLINE_LINES or length > _LONGEST_HEADLINE:
            break
    return _without_body(head, units, headline)


def _without_body(head: Head, units: list[Unit], headline: list[Unit]) -> list[Unit]:
    """Nothing below the anchors reads like a sentence: the first block is the headline."""
    if not headline:
        return []
    block = headline[0].block
    title = [unit for unit in headline if unit.block == block][:_MOST_HEADLINE_LINES]
    if sum(len(unit.text) for unit in title) > _LONGEST_HEADLINE:
        title = []
    start = units.index(title[-1]) + 1 if title else units.index(headline[0])
    head.body = units[start:]
    if head.body:
        head.warnings.append(
            _(
                "Headline and text could not be told apart with certainty. Check where the "
                "headline ends and that no line is missing."
            )
        )
    return title


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
    if chosen:
        head.title = " ".join(unit.text for unit in chosen)
        if doubtful or _is_doubtful(chosen):
            head.warnings.append(
                _("It is not certain where the headline begins and ends; check it: “%(title)s”.")
                % {"title": head.title}
            )
    others = [*head.aside]
    for group in candidates:
        others += [unit.text for unit in group if group is not chosen]
    others = [line for line in others if line != head.title]
    head.letterhead = [line for line in head.letterhead if line != head.title] + head.offices
    if others:
        head.letterhead += others
        head.warnings.append(
            _("These lines of the head were read as letterhead; check them: %(lines)s.")
            % {"lines": " · ".join(others)[:500]}
        )


def _is_doubtful(lines: list[Unit]) -> bool:
    """A headline over several blocks is plain only when all of it is in capitals."""
    blocks = {unit.block for unit in lines}
    capitals = {layout.is_capitals(unit.text) for unit in lines}
    office = len(blocks) > 1 and letterhead.is_office(lines[0].text) and len(lines[0].text) < 60
    sentence = lines[-1].text.endswith(".") or sum(len(unit.text) for unit in lines) > 250
    return len(capitals) > 1 or (len(blocks) > 1 and capitals != {True}) or office or sentence
