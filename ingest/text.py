"""A press release given as text → its fields.

What is not found is None or empty, what is unsure is a warning, and nothing is guessed in
silence: a person confirms the reading before anything is saved.

Which date is the release's is our own rule. A date line in the head comes first. Otherwise the
place and date above the closing names: in Indonesian official letters it is the day of signing,
while a dateline may carry the day of the event reported. The dateline's date comes last. Where
they differ, a warning shows them all.
"""

import datetime

from django.utils.translation import gettext as _

from . import closing, dateline, dates, encoding, head, letterhead, numbers
from .closing import Closing
from .dateline import Dateline
from .head import Head
from .layout import Unit
from .reading import Reading

_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f", " "))
_LONGEST_LIST = 600


def parse(text: str) -> Reading:
    """Return the fields read of `text`, a whole release as printed.

    Arguments: `text`, of at most encoding.MAX_SIZE characters.
    Raises encoding.TooLong above that size; whatever else the text is, a Reading is returned.
    """
    encoding.check_size(text)
    # Word writes no-break blanks where the office typed a blank; nobody can see the difference.
    text = encoding.clean(text).translate(_BLANKS)
    lines = [line.strip() for line in text.split("\n")]
    if not any(lines):
        return Reading(warnings=[_("The text is empty. Paste the text of a release.")])
    found = head.read(lines)
    warnings = found.warnings
    if encoding.looks_mangled(text):
        warnings.append(
            _(
                "Some characters look broken, such as “â€œ” for a quotation mark. Save the file "
                "as UTF-8 and read it again, or correct them by hand."
            )
        )
    body, opening = _without_dateline(found.body, warnings)
    paragraphs, end = _without_closing(body, found, warnings)
    sheet, left = letterhead.read(found.letterhead)
    if left:
        warnings.append(_left_out(_("Not kept from the letterhead: %(lines)s."), left))
    date = _date(found, opening, end, warnings)
    below = [number for number in end.numbers if number not in found.numbers]
    if below:
        found.numbers += below
        warnings.append(
            _("%(numbers)s stands below the text and was read as its number; check it.")
            % {"numbers": ", ".join(below)}
        )
    _check(found, date, opening, paragraphs, warnings)
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


def _without_dateline(
    body: list[Unit], warnings: list[str]
) -> tuple[list[Unit], Dateline | None]:
    """Take the dateline off the first paragraph."""
    found = dateline.read(body[0].text) if body else None
    if found is None:
        return body, None
    if found.place is None:
        warnings.append(
            _(
                "The text begins with “%(start)s”. If this is a dateline, move it to its field."
            )
            % {"start": found.head}
        )
        return body, found
    if found.unsure:
        warnings.append(
            _("“%(place)s” was read as the dateline; check that it is a place.")
            % {"place": found.place}
        )
    if found.dropped:
        warnings.append(
            _("Left out of the dateline, which holds the place only: %(text)s.")
            % {"text": found.dropped}
        )
    first = [Unit(found.rest, (found.rest,), body[0].block)] if found.rest else []
    return [*first, *body[1:]], found


def _without_closing(
    body: list[Unit], found: Head, warnings: list[str]
) -> tuple[list[str], Closing]:
    """Part the paragraphs from the closing lines, and read those."""
    kept, closing_units = closing.split(body)
    late = [unit for unit in closing_units if closing.is_text(unit)]
    closing_units = [unit for unit in closing_units if unit not in late]
    end = closing.read([*found.contacts, *closing_units])
    paragraphs = [unit.text for unit in [*kept, *late]]
    if late:
        warnings.append(
            _("This stands below the closing lines and was kept as text; check it: “%(text)s”.")
            % {"text": late[0].text[:100]}
        )
    left = end.left
    if kept:
        last = len(kept) - 1
        paragraphs[last], mark = closing.without_end_mark(paragraphs[last])
        left = [mark, *left] if mark else left
    if left:
        warnings.append(_left_out(_("Left out of the text: %(lines)s."), left))
    return paragraphs, end


def _date(
    found: Head, opening: Dateline | None, end: Closing, warnings: list[str]
) -> datetime.date | None:
    """Choose the date of the release and say what is doubtful about it."""
    printed = [*found.dated]
    if end.date:
        printed.append(end.date)
    if opening and opening.date:
        printed.append(opening.date)
    for date in {date.text: date for date in printed}.values():
        if date.value is None:
            warnings.append(
                _("“%(date)s” is no day of the calendar; correct the date.") % {"date": date.text}
            )
        elif date.wrong_weekday:
            warnings.append(
                _("“%(date)s” fell on another day of the week; check the date.")
                % {"date": date.text}
            )
        elif date.unsure and not any(
            other.value == date.value for other in printed if not other.unsure
        ):
            warnings.append(
                _("“%(date)s” was read as %(iso)s; check day, month and year.")
                % {"date": date.text, "iso": date.value.isoformat()}
            )
    if printed and printed[0].value is None:
        return None
    values = [date.value for date in printed if date.value]
    if len(set(values)) > 1:
        warnings.append(
            _("The text carries different dates: %(dates)s. %(taken)s was taken; check it.")
            % {
                "dates": ", ".join(dict.fromkeys(date.text for date in printed)),
                "taken": values[0].isoformat(),
            }
        )
    return values[0] if values else None


def _check(
    found: Head,
    date: datetime.date | None,
    opening: Dateline | None,
    paragraphs: list[str],
    warnings: list[str],
) -> None:
    """Say what is missing, and which fields do not agree with each other."""
    if not found.numbers:
        warnings.append(_("No number was found. Fill it in if the release carries one."))
    if date is None and opening and opening.day_and_month:
        warnings.append(
            _("Only the dateline has a date, %(day)s/%(month)s without a year. Fill in the date.")
            % {"day": opening.day_and_month[0], "month": opening.day_and_month[1]}
        )
    elif date is None and not found.dated:
        warnings.append(_("No date was found. Fill in the date of the release."))
    if not found.title:
        warnings.append(_("No headline was found. Write one."))
    if not paragraphs:
        warnings.append(_("No text was found below the head. Paste the whole release."))
    if found.date_place and not (opening and opening.place):
        warnings.append(
            _(
                "The date line names “%(place)s”, but the text itself begins without a dateline; "
                "fill in the dateline if this is one."
            )
            % {"place": found.date_place}
        )
    if date is None:
        return
    for number in found.numbers:
        if numbers.contradicts(number, date):
            warnings.append(
                _("Month or year in the number %(number)s differ from the date %(date)s.")
                % {"number": number, "date": date.isoformat()}
            )
    if opening and opening.day_and_month and opening.day_and_month != (date.day, date.month):
        warnings.append(
            _("The dateline says %(day)s/%(month)s, but the date is %(date)s; check both.")
            % {
                "day": opening.day_and_month[0],
                "month": opening.day_and_month[1],
                "date": date.isoformat(),
            }
        )


def _left_out(sentence: str, lines: list[str]) -> str:
    """Fill the list of `lines` into `sentence`; nothing is left out without a word."""
    shown = ""
    for count, line in enumerate(lines):
        if len(shown) + len(line) > _LONGEST_LIST:
            shown += f"{line[:100]} … (+{len(lines) - count})"
            break
        shown += ("; " if shown else "") + line
    return sentence % {"lines": shown}
