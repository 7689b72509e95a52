"""Taking numbers: one counter row a period, advanced by one in the transaction that approves.

No `MAX() + 1`, which doubles under load; no database SEQUENCE, which leaves a gap at every
rollback. The promise is ours, and is told in docs/numbers.md.
"""

import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import Agency
from numbering import patterns
from numbering.clock import database_now
from numbering.models import Counter, Number, Origin, Sequence


class NumberTaken(Exception):
    """A number of the old books is one that was taken here."""


@transaction.atomic
def allocate(sequence: Sequence, on: datetime.date, by: User, agency: Agency) -> Number:
    """Take the next number of a sequence.

    The counter's row stays locked until the surrounding transaction ends: take the number
    as late as possible, and do nothing slow after it.

    Args:
        sequence: where to take it from.
        on: the release date, which decides the period and is printed.
        by: who takes it.
        agency: for whom.

    Returns:
        The new line of the register. If the transaction is rolled back, it was never taken.
    """
    period = sequence.period_of(on)
    counter = _locked_counter(sequence, period, sequence.start_of(period))
    counter.last += 1
    counter.save(update_fields=["last"])
    text = sequence.text_of(counter.last, on)
    return Number.objects.create(
        agency=agency,
        sequence=sequence,
        period=period,
        serial=counter.last,
        text=text,
        key=patterns.key(text),
        date=on,
        origin=Origin.ALLOCATED,
        taken_at=database_now(),
        taken_by=by,
    )


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
            that the next number follows. None, or one whose pattern does not read the
            text, or reads another month or year than `on` has: the number is kept
            without a serial, and counts for nothing.

    Returns:
        The new line of the register. Two of the old books may be the same: they were.

    Raises:
        NumberTaken: that serial was taken here, for another release.
    """
    parts = patterns.parse(sequence.pattern, text) if sequence else None
    if sequence is None or parts is None or _contradicts(parts, on):
        return _enter(text, agency, on, by)
    period = sequence.period_of(on)
    counter = _locked_counter(sequence, period, opening=parts.serial + 1)
    taken_here = Number.objects.filter(
        sequence=sequence, period=period, serial=parts.serial, origin=Origin.ALLOCATED
    )
    if taken_here.exists():
        raise NumberTaken(
            _("Number %(number)s was taken here for another release.") % {"number": text}
        )
    number = _enter(text, agency, on, by, sequence=sequence, period=period, serial=parts.serial)
    if parts.serial > counter.last:
        if counter.last < counter.opening:  # nothing was taken here yet
            counter.opening = parts.serial + 1
        counter.last = parts.serial
        counter.save(update_fields=["last", "opening"])
    return number


def _contradicts(parts: patterns.Parts, on: datetime.date) -> bool:
    """Whether a number says another month or year than its release's date does."""
    return parts.month not in (None, on.month) or parts.year not in (None, on.year)


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


def _locked_counter(sequence: Sequence, period: str, opening: int) -> Counter:
    """The counter of a period, locked until the transaction ends; begun where there is none."""
    opening = max(opening, sequence.start_of(period))
    counter, _created = Counter.objects.get_or_create(
        sequence=sequence, period=period, defaults={"opening": opening, "last": opening - 1}
    )
    return Counter.objects.select_for_update().get(pk=counter.pk)
