"""Taking a number for a release: the next one, or an addendum's.

No `MAX() + 1`, which doubles under load; no database SEQUENCE, which leaves a gap at every
rollback. The promise is ours, and is told in docs/numbers.md.
"""

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import Agency
from numbering import counters, patterns
from numbering.clock import database_now
from numbering.errors import NotOpen, NumberTaken
from numbering.models import Number, Origin, Sequence, State


def allocate(
    sequence: Sequence,
    on: datetime.date,
    by: User,
    agency: Agency | None = None,
    late_reason: str = "",
) -> Number:
    """Take the next number of a sequence.

    The counter's row stays locked until the surrounding transaction ends: take the number
    as late as possible, and do nothing slow after it. Whoever takes several, as for a
    joint release, takes them in the order of the sequences' primary keys; otherwise two
    of them wait for each other.

    Args:
        sequence: where to take it from.
        on: the release date, which decides the period and is printed.
        by: who takes it.
        agency: for whom; None for the sequence's own.
        late_reason: why it is still taken where the period is closed. It is flagged as
            out of order.

    Returns:
        The new line of the register. If the transaction is rolled back, it was never taken.

    Raises:
        PeriodClosed, NotTheRegistrar: the period is closed, and no reason was given; or
            `by` is no registrar of the sequence's agency.
        Unprintable: the pattern can't print it.
    """
    return counters.take(
        sequence,
        on,
        by,
        late_reason,
        origin=Origin.ALLOCATED,
        agency=agency or sequence.agency,
    )


@transaction.atomic
def allocate_addendum(original: Number, suffix: str, by: User, agency: Agency) -> Number:
    """Take the number of an addendum: its original's, with a letter behind the serial.

    It counts nothing: the counter stays where it is, and so does the period.

    Args:
        original: a number in use, with a serial.
        suffix: one letter; see `patterns.check_suffix`.
        by: who takes it.
        agency: for whom.

    Raises:
        NotOpen: the original is not in use, or has no serial; or it is itself an addendum
            to such a number.
        NumberTaken: that addendum has been issued.
        Unprintable: the pattern can't print it with a suffix.
    """
    sequence = original.sequence
    if sequence is None or original.serial is None:
        raise _not_in_use(original)
    counters.locked(sequence, original.period)
    same_serial = Number.objects.filter(
        sequence=sequence, period=original.period, serial=original.serial
    )
    in_use = same_serial.filter(state=State.USED)
    # An addendum may follow another one, but not without the number that both belong to.
    if not in_use.filter(pk=original.pk).exists() or not in_use.filter(suffix="").exists():
        raise _not_in_use(original)
    text = counters.printed(sequence, original.serial, original.date, suffix)
    if same_serial.filter(suffix=suffix).exists():
        raise NumberTaken(
            _("Addendum %(number)s has been issued. Choose the next letter.") % {"number": text}
        )
    return Number.objects.create(
        agency=agency,
        sequence=sequence,
        period=original.period,
        serial=original.serial,
        suffix=suffix,
        text=text,
        key=patterns.key(text),
        date=original.date,
        origin=Origin.ALLOCATED,
        taken_at=database_now(),
        taken_by=by,
    )


def _not_in_use(original: Number) -> NotOpen:
    return NotOpen(
        _("Number %(number)s is not in use, so it can have no addendum.") % {"number": original}
    )
