"""Numbers of the old books, entered exactly as they were printed."""

import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import Agency
from numbering import counters, patterns
from numbering.clock import database_now
from numbering.errors import NumberTaken, PeriodClosed
from numbering.models import Counter, Number, Origin, Sequence, State
from numbering.paper import contradicts
from numbering.skipping import open_at, skip_to


@transaction.atomic
def enter_historical(
    text: str, agency: Agency, on: datetime.date, by: User, sequence: Sequence | None
) -> Number:
    """Enter a number of the old books into the register, exactly as it was printed.

    Args:
        text: the number, verbatim.
        agency: whose release it was.
        on: the release date.
        by: who enters it.
        sequence: the agency's sequence; its counter is raised, in that period only, so
            that the next number follows, and serials that are passed over are declared
            skipped. None, or one whose pattern does not read the text, or reads another
            month or year than `on` has: the number is kept without a serial, and counts
            for nothing.

    Returns:
        The new line of the register. Two of the old books may be the same: they were.

    Raises:
        NumberTaken: that serial was taken here, for another release.
        PeriodClosed: it would raise the counter of a closed period.
        TooFar: it lies so far ahead that it is rather misread.
    """
    parts = patterns.parse(sequence.pattern, text) if sequence else None
    if sequence is None or parts is None or contradicts(parts, on):
        return _enter(text, agency, on, by)
    period = sequence.period_of(on)
    counter = counters.locked(sequence, period, opening=parts.serial + 1)
    same = Number.objects.counted().filter(
        sequence=sequence, period=period, serial=parts.serial, suffix=parts.suffix
    )
    # A serial that was declared skipped may turn up in the old books after all.
    if same.exclude(state=State.SKIPPED).exists():
        raise NumberTaken(
            _("Number %(number)s was taken here for another release.") % {"number": text}
        )
    if parts.serial > counter.last:
        _raise(counter, parts.serial, on, by, agency, text)
    number = _enter(
        text,
        agency,
        on,
        by,
        sequence=sequence,
        period=period,
        serial=parts.serial,
        suffix=parts.suffix,
    )
    if parts.serial > counter.last:
        counter.last = parts.serial
        counter.save(update_fields=["last"])
    return number


def raised_by(text: str, on: datetime.date, sequence: Sequence) -> tuple[int, int] | None:
    """What entering a number of the old books would do to its counter.

    Returns:
        The next serial before and after; None where it stays.
    """
    parts = patterns.parse(sequence.pattern, text)
    if parts is None or contradicts(parts, on):
        return None
    before = sequence.next_serial(on)
    return (before, parts.serial + 1) if parts.serial >= before else None


def _raise(
    counter: Counter, serial: int, on: datetime.date, by: User, agency: Agency, text: str
) -> None:
    """Let a counter stand just below a serial, so that it can follow."""
    if counter.closed_at:
        raise PeriodClosed(
            _("The book of %(period)s is closed, and %(number)s lies beyond its last number.")
            % {"period": counter.period, "number": text}
        )
    if not counter.counted:
        open_at(counter, serial + 1)
    elif serial > counter.last + 1:
        reason = _("Passed over: %(number)s of the old books was entered.") % {"number": text}
        skip_to(counter, serial, on, by, agency, reason)


def _enter(text: str, agency: Agency, on: datetime.date, by: User, **counted: Any) -> Number:
    return Number.objects.create(
        text=text,
        key=patterns.key(text),
        agency=agency,
        date=on,
        origin=Origin.HISTORICAL,
        taken_at=database_now(),
        taken_by=by,
        **counted,
    )
