"""Many numbers of the old books at once: what `history.enter_historical` does for one.

Nothing is refused here. A number that can't be counted is kept as it was printed, without a
serial, and it is told why.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import Agency
from numbering import counters, patterns
from numbering.clock import database_now
from numbering.models import Counter, Number, Origin, State
from numbering.models import Sequence as Book
from numbering.paper import contradicts
from numbering.skipping import FARTHEST, open_at, serials_skipped


class Uncounted(StrEnum):
    """Why a number has no serial though its sequence reads it."""

    CONTRADICTS = "contradicts"  # it says another day, month or year than its date
    TAKEN = "taken"  # that serial was taken here, for another release
    CLOSED = "closed"  # it would raise the counter of a closed period
    TOO_FAR = "too far"  # it lies so far ahead that it is rather misread


@dataclass
class OldNumber:
    """A number as it was printed, and what becomes of it.

    Attributes:
        sequence: the one whose pattern reads it; None where none does.
        line: its line of the register, once it was entered.
        uncounted: why it has no serial; None where it has, or where no sequence reads it.
    """

    text: str
    agency: Agency
    on: datetime.date
    sequence: Book | None = None
    line: Number = field(init=False)
    uncounted: Uncounted | None = field(init=False, default=None)
    period: str = field(init=False, default="")
    serial: int | None = field(init=False, default=None)
    suffix: str = field(init=False, default="")


@transaction.atomic
def enter_all(numbers: Sequence[OldNumber], by: User) -> None:
    """Enter numbers of the old books into the register, exactly as they were printed.

    Counters are locked in the order of their sequences, and raised once each; serials that are
    passed over are declared skipped.

    Args:
        numbers: in the order in which they are to stand in the register; each is given its line.
        by: who enters them.
    """
    books: dict[tuple[int, str], list[OldNumber]] = defaultdict(list)
    for number in numbers:
        _read(number)
        if number.sequence and number.serial is not None:
            books[number.sequence.pk, number.period].append(number)
    raised = [_raise(books[book]) for book in sorted(books)]
    now = database_now()
    lines = Number.objects.bulk_create(_line(number, by, now) for number in numbers)
    for number, line in zip(numbers, lines, strict=True):
        number.line = line
    for counter, found in raised:
        _step(counter, found, by)


def _read(number: OldNumber) -> None:
    sequence = number.sequence
    parts = patterns.parse(sequence.pattern, number.text) if sequence else None
    if sequence is None or parts is None:
        number.sequence = None
    elif contradicts(parts, number.on):
        number.uncounted = Uncounted.CONTRADICTS
    else:
        number.period = sequence.period_of(number.on)
        number.serial, number.suffix = parts.serial, parts.suffix


def _raise(found: list[OldNumber]) -> tuple[Counter, list[OldNumber]]:
    """Lock a counter, and let what it can't count go without a serial."""
    sequence, period = found[0].sequence, found[0].period
    if sequence is None:
        raise LookupError("a number without a sequence has no counter")
    counter = counters.locked(sequence, period, opening=max(_serials(found)) + 1)
    taken = Number.objects.counted().exclude(state=State.SKIPPED)
    taken = taken.filter(sequence=sequence, period=period, serial__in=_serials(found))
    here = set(taken.values_list("serial", "suffix"))
    for number in found:
        if (number.serial, number.suffix) in here:
            number.uncounted = Uncounted.TAKEN
        elif counter.closed_at and (number.serial or 0) > counter.last:
            number.uncounted = Uncounted.CLOSED
    if counter.counted:
        _leave_out_the_far(counter.last, found)
    return counter, found


def _leave_out_the_far(last: int, found: list[OldNumber]) -> None:
    for number in sorted(_counted(found), key=lambda number: number.serial or 0):
        serial = number.serial or 0
        if serial - last - 1 > FARTHEST:
            number.uncounted = Uncounted.TOO_FAR
        else:
            last = max(last, serial)


def _step(counter: Counter, found: list[OldNumber], by: User) -> None:
    """Let a counter stand at the highest serial, after the lines are there."""
    ahead = {number.serial or 0: number for number in _counted(found)}
    highest = max(ahead, default=0)
    if highest <= counter.last:
        return
    if not counter.counted:
        open_at(counter, highest + 1)
        return
    top, now = ahead[highest], database_now()
    skipped = Number.objects.bulk_create(
        Number(
            agency=top.agency,
            sequence_id=counter.sequence_id,
            period=counter.period,
            serial=serial,
            date=top.on,
            origin=Origin.ALLOCATED,
            state=State.SKIPPED,
            reason=_("Passed over: %(number)s of the old books was entered.")
            % {"number": top.text},
            taken_at=now,
            taken_by=by,
        )
        for serial in range(counter.last + 1, highest)
        if serial not in ahead
    )
    counter.last = highest
    counter.save(update_fields=["last"])
    if skipped:
        serials_skipped.send(sender=Number, numbers=skipped)


def _counted(found: Iterable[OldNumber]) -> list[OldNumber]:
    return [number for number in found if number.uncounted is None]


def _serials(found: Iterable[OldNumber]) -> set[int]:
    return {number.serial for number in found if number.serial is not None}


def _line(number: OldNumber, by: User, now: datetime.datetime) -> Number:
    counted: dict[str, object] = {}
    if number.sequence and number.uncounted is None:
        counted = {
            "sequence": number.sequence,
            "period": number.period,
            "serial": number.serial,
            "suffix": number.suffix,
        }
    return Number(
        text=number.text,
        key=patterns.key(number.text),
        agency=number.agency,
        date=number.on,
        origin=Origin.HISTORICAL,
        taken_at=now,
        taken_by=by,
        **counted,
    )
