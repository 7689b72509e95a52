"""What is missing in a reading, what is doubtful, and which of its fields contradict each other.

Which date is the release's is our own rule. A date line in the head comes first. Otherwise the
place and date above the closing names: in Indonesian official letters that is the day of signing,
while a dateline may carry the day of the event reported. The dateline's date comes last.
"""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ingest import numbers
from ingest.dateline import Dateline
from ingest.dates import PrintedDate
from ingest.reading import Contact, Doubt


def settle_date(printed: list[PrintedDate]) -> datetime.date | None:
    """Return the date of the release from all that are printed, the most telling first.

    A first date that does not exist leaves the release without one: a person must correct it.
    """
    return printed[0].value if printed else None


def date_doubts(printed: list[PrintedDate]) -> Iterator[str]:
    """Yield a sentence for each date that cannot be right or was read with doubt."""
    for date in {date.text: date for date in printed}.values():
        if date.value is None:
            yield _("“%(date)s” is no day of the calendar; correct the date.") % {"date": date.text}
        elif date.wrong_weekday:
            yield _("“%(date)s” fell on another day of the week; check the date.") % {
                "date": date.text
            }
        elif date.unsure and not any(
            other.value == date.value for other in printed if not other.unsure
        ):
            yield _("“%(date)s” was read as %(iso)s; check day, month and year.") % {
                "date": date.text,
                "iso": date.value.isoformat(),
            }
    if len({date.value for date in printed if date.value}) > 1:
        taken = printed[0].value
        yield _("The text carries different dates: %(dates)s. Taken was: %(taken)s; check it.") % {
            "dates": ", ".join(dict.fromkeys(date.text for date in printed)),
            "taken": taken.isoformat() if taken else _("none"),
        }


def missing(
    *, number: bool, date: bool, title: bool, text: bool, opening: Dateline | None
) -> Iterator[Doubt]:
    """Yield a sentence for each field of a release that was not found."""
    if not number:
        yield Doubt("numbers", _("No number was found. Fill it in if the release carries one."))
    if not date and opening and opening.day_and_month:
        yield Doubt(
            "date",
            _("Only the dateline has a date, %(day)s/%(month)s without a year. Fill in the date.")
            % {"day": opening.day_and_month[0], "month": opening.day_and_month[1]},
        )
    elif not date:
        yield Doubt("date", _("No date was found. Fill in the date of the release."))
    if not title:
        yield Doubt("title", _("No headline was found. Write one."))
    if not text:
        yield Doubt("body", _("No text was found below the head. Paste the whole release."))


def contradictions(
    printed_numbers: list[str], date: datetime.date, opening: Dateline | None
) -> Iterator[str]:
    """Yield a sentence for each number or dateline that tells another day than `date`."""
    for number in printed_numbers:
        if numbers.contradicts(number, date):
            yield _("Month or year in the number %(number)s differ from the date %(date)s.") % {
                "number": number,
                "date": date.isoformat(),
            }
    if opening and opening.day_and_month and opening.day_and_month != (date.day, date.month):
        yield _("The dateline says %(day)s/%(month)s, but the date is %(date)s; check both.") % {
            "day": opening.day_and_month[0],
            "month": opening.day_and_month[1],
            "date": date.isoformat(),
        }


def contact_doubts(contacts: list[Contact]) -> Iterator[str]:
    """Yield a sentence for each contact of which no more than a position was read."""
    for contact in contacts:
        if contact == Contact(position=contact.position):
            yield _("The contact “%(position)s” has no name, telephone or e-mail; check it.") % {
                "position": contact.position
            }


def dateline_doubts(opening: Dateline) -> Iterator[str]:
    """Yield a sentence for what is unsure about a dateline, or was left out of it."""
    if opening.place is None:
        yield _(
            "The text begins with “%(start)s”. If this is a dateline, move it to its field."
        ) % {"start": opening.head}
        return
    if opening.unsure:
        yield _("“%(place)s” was read as the dateline; check that it is a place.") % {
            "place": opening.place
        }
    if opening.dropped:
        yield _("Left out of the dateline, which holds the place only: %(text)s.") % {
            "text": opening.dropped
        }
