"""Jumping ahead: the serials between are declared skipped, one line each."""

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _

from agencies.models import Agency
from numbering import counters, patterns
from numbering.clock import database_now
from numbering.errors import NumberTaken, PeriodClosed, TooFar
from numbering.models import Counter, Number, Origin, Sequence, State

FARTHEST = 5_000  # serials that one jump may skip; more is rather a mistake in typing

# Sent with `numbers`, the lines of one jump in order: written in bulk, they send no `post_save`.
serials_skipped = Signal()


@transaction.atomic
def jump_ahead(
    sequence: Sequence, on: datetime.date, to: int, by: User, reason: str
) -> list[Number]:
    """Let the next number of a period be a later one.

    Args:
        sequence: whose counter.
        on: a date of the period.
        to: the serial that is to be next.
        by: a registrar of the sequence's agency.
        reason: why; it stands in the register, on every line that is skipped.

    Returns:
        The lines of the skipped serials. None where nothing was counted in the period yet:
        then `to` becomes its opening serial, and what lies below is left to the paper book.

    Raises:
        NotTheRegistrar, ReasonMissing, PeriodClosed, TooFar: see there.
        NumberTaken: the counter stands there or beyond. It never goes down.
    """
    counters.check_registrar(sequence.agency, by)
    reason = counters.check_reason(reason)
    counter = counters.locked(sequence, sequence.period_of(on))
    if counter.closed_at:
        raise PeriodClosed(_("The book of %(period)s is closed.") % {"period": counter.period})
    if to <= counter.last + 1:
        raise NumberTaken(
            _("The next serial is %(next)d already. A counter never goes down.")
            % {"next": counter.last + 1}
        )
    if to > patterns.LARGEST_SERIAL:
        raise TooFar(_("No serial is larger than %(most)d.") % {"most": patterns.LARGEST_SERIAL})
    if not counter.counted:
        open_at(counter, to)
        return []
    return skip_to(counter, to, on, by, sequence.agency, reason)


def open_at(counter: Counter, serial: int) -> None:
    """Let a period in which nothing was counted yet begin at a later serial."""
    counter.opening, counter.last = serial, serial - 1
    counter.save(update_fields=["opening", "last"])


def skip_to(
    counter: Counter, to: int, on: datetime.date, by: User, agency: Agency, reason: str
) -> list[Number]:
    """Declare the serials from the next one up to, but not including, `to` as skipped.

    Args:
        counter: a locked one that has counted.

    Raises:
        TooFar: there are more than FARTHEST of them.
    """
    between = range(counter.last + 1, to)
    if len(between) > FARTHEST:
        raise TooFar(
            _(
                "From %(last)d to %(to)d is too far: at most %(farthest)d serials can be skipped "
                "at once. Look whether the number is typed right."
            )
            % {"last": counter.last, "to": to, "farthest": FARTHEST}
        )
    now = database_now()
    skipped = Number.objects.bulk_create(
        Number(
            agency=agency,
            sequence_id=counter.sequence_id,
            period=counter.period,
            serial=serial,
            date=on,
            origin=Origin.ALLOCATED,
            state=State.SKIPPED,
            reason=reason,
            taken_at=now,
            taken_by=by,
        )
        for serial in between
    )
    counter.last = to - 1
    counter.save(update_fields=["last"])
    if skipped:
        serials_skipped.send(sender=Number, numbers=skipped)
    return skipped
