"""A press release given as text → its fields.

What is not found is None or empty, what is unsure is a warning, and nothing is guessed in
silence: a person confirms the reading before anything is saved.
"""

import re

from django.utils.translation import gettext as _

from ingest import checking, closing, dateline, encoding, head, letterhead
from ingest.closing import Closing
from ingest.dateline import Dateline
from ingest.head import Head
from ingest.layout import Unit
from ingest.reading import Doubt, Reading, doubts

# Word writes no-break blanks where the office typed a blank; nobody can see the difference.
_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f", " "))
# Releases sent by chat have *bold* lines and places; the signs are no words of the text.
_BOLD = re.compile(r"^(\*{1,2}|__?)(?=[^\s*_])([^*]{1,400}?)(?<=[^\s*_])\1(?=$|\s*[-–—,(])")
_LONGEST_LIST = 600


def parse(text: str, *, wrapped: bool | None = None) -> Reading:
    """Return the fields read of `text`, a whole release as printed.

    Arguments: `text`, of at most encoding.MAX_SIZE characters; `wrapped`, whether its lines were
    broken at a width, None for a text that has to be looked at for that.
    Raises encoding.TooLong above that size; whatever else the text is, a Reading is returned.
    """
    encoding.check_size(text)
    text = encoding.clean(text).translate(_BLANKS)
    lines = [_BOLD.sub(r"\2", line.strip()) for line in text.split("\n")]
    if not any(lines):
        return Reading(warnings=[_("The text is empty. Paste the text of a release.")])
    found = head.read(lines, wrapped=wrapped)
    warnings = found.warnings
    if encoding.looks_mangled(text):
        warnings.append(
            Doubt(
                "body",
                _(
                    "Some characters look broken, such as “â€œ” for a quotation mark. Save the "
                    "file as UTF-8 and read it again, or correct them by hand."
                ),
            )
        )
    body, opening = _without_dateline(found, warnings)
    paragraphs, end = _without_closing(body, found, opening, warnings)
    sheet, left = letterhead.read(found.letterhead)
    if left:
        warnings.append(
            Doubt(
                "letterhead",
                _("Not kept from the letterhead: %(lines)s.") % {"lines": _listed(left)},
            )
        )
    if sheet.postcode and not sheet.city:
        warnings.append(
            Doubt(
                "letterhead",
                _(
                    "The city of the postcode %(postcode)s could not be told from the street. Fill "
                    "in the city."
                )
                % {"postcode": sheet.postcode},
            )
        )
    printed = [*found.dated, *([end.date] if end.date else [])]
    if opening and opening.date:
        printed.append(opening.date)
    date = checking.settle_date(printed)
    warnings += doubts("date", checking.date_doubts(printed))
    warnings += checking.missing(
        number=bool(found.numbers),
        date=bool(printed),
        title=bool(found.title),
        text=bool(paragraphs),
        opening=opening,
    )
    warnings += doubts("contacts", checking.contact_doubts(end.contacts))
    if date is not None:
        warnings += doubts("date", checking.contradictions(found.numbers, date, opening))
    return Reading(
        numbers=found.numbers,
        date=date,
        title=found.title,
        dateline=opening.place if opening else None,
        paragraphs=paragraphs,
        letterhead=sheet,
        contacts=end.contacts,
        warnings=warnings,
    )


def _without_dateline(found: Head, warnings: list[str]) -> tuple[list[Unit], Dateline | None]:
    """Take the dateline off the first paragraph."""
    body = found.body
    opening = dateline.read(body[0].text) if body else None
    if found.date_place and (opening is None or opening.place is None):
        warnings.append(
            Doubt(
                "dateline",
                _(
                    "The date line names “%(place)s”, but the text itself begins without a "
                    "dateline; fill in the dateline if this is one."
                )
                % {"place": found.date_place},
            )
        )
    if opening is None:
        return body, None
    warnings += doubts("dateline", checking.dateline_doubts(opening))
    first = [Unit(opening.rest, (opening.rest,), body[0].block)] if opening.rest else []
    return [*first, *body[1:]], opening


def _without_closing(
    body: list[Unit], found: Head, opening: Dateline | None, warnings: list[str]
) -> tuple[list[str], Closing]:
    """Part the paragraphs from the closing lines, and read those."""
    kept, late, below = closing.split(body)
    end = closing.read([*found.contact_lines, *below])
    paragraphs = [unit.text for unit in kept]
    left = [*end.left]
    place = opening.place.lower() if opening and opening.place else None
    if end.date and not (place and end.date_line.lower().startswith(place)):
        left.append(end.date_line)
    if paragraphs:
        last, mark = closing.without_end_mark(paragraphs.pop())
        paragraphs += [last] if last else []
        left = [mark, *left] if mark else left
    if left:
        warnings.append(
            Doubt("body", _("Left out of the text: %(lines)s.") % {"lines": _listed(left)})
        )
    if late:
        warnings.append(
            Doubt(
                "body",
                _("This stands below the closing lines and was kept as text; check it: “%(text)s”.")
                % {"text": late[0].text[:100]},
            )
        )
    added = [number for number in end.numbers if number not in found.numbers]
    if added:
        found.numbers += added
        warnings.append(
            Doubt(
                "numbers",
                _("%(numbers)s stands below the text and was read as its number; check it.")
                % {"numbers": ", ".join(added)},
            )
        )
    return paragraphs + [unit.text for unit in late], end


def _listed(lines: list[str]) -> str:
    """Return `lines` as one list to show; of a very long one its beginning and a count."""
    shown: list[str] = []
    for count, line in enumerate(lines):
        if sum(map(len, shown)) + len(line) > _LONGEST_LIST:
            return "; ".join([*shown, f"{line[:100]} … (+{len(lines) - count})"])
        shown.append(line)
    return "; ".join(shown)
