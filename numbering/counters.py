"""Counters: locked, stepped on, and never ahead of the register.

A number enters the register first, with the serial that follows its counter; then the
counter steps over it. The database refuses both another serial and a step over a serial
that is not there, so that a gap can't be committed. The counter's row stays locked until
the surrounding transaction ends: do nothing slow after it. On PostgreSQL `numbering.stepping`
does all of it in one statement, wherever nothing has to be begun or refused.
"""

import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import Agency
from agencies.permissions import can
from agencies.roles import Action
from numbering import patterns
from numbering.clock import database_now
from numbering.errors import NotTheRegistrar, PeriodClosed, ReasonMissing, Unprintable
from numbering.models import Counter, Number, Sequence, State
from numbering.stepping import take_at_once


def locked(sequence: Sequence, period: str, opening: int = 0) -> Counter:
    """The counter of a period, locked until the transaction ends; begun where there is none.

    Args:
        sequence: whose counter.
        period: as `Sequence.period_of` gives it.
        opening: the least serial to begin with, if the counter is new.
    """
    counters = Counter.objects.select_for_update().filter(sequence=sequence, period=period)
    if counter := counters.first():
        return counter
    opening = max(opening, sequence.start_of(period))
    Counter.objects.get_or_create(
        sequence=sequence, period=period, defaults={"opening": opening, "last": opening - 1}
    )
    return counters.get()


def take(
    sequence: Sequence, on: datetime.date, by: User, late_reason: str = "", **fields: Any
) -> Number:
    """Enter the next serial into the register, and step the counter over it.

    Args:
        sequence: where to take it from.
        on: the release date, which decides the period and is printed.
        by: who takes it.
        late_reason: why it is still taken where the period is closed. The line is flagged
            as out of order, and says so unless `fields` hold a reason of their own.
        fields: what else the line says: its agency, state, reason and the like; its `text`
            where it was printed on paper.

    Raises:
        PeriodClosed, NotTheRegistrar: the period is closed; `by` may take no late number.
        Unprintable: the pattern can't print it.
    """
    number = Number(
        **{"state": State.USED} | fields,
        sequence=sequence,
        period=sequence.period_of(on),
        date=on,
        taken_by=by,
    )
    if not take_at_once(sequence, number):
        _take_in_steps(sequence, number, by, late_reason)
    return number


@transaction.atomic
def _take_in_steps(sequence: Sequence, number: Number, by: User, late_reason: str) -> None:
    counter = locked(sequence, number.period)
    if counter.closed_at:
        _check_late(sequence, counter, by, late_reason)
        number.late, number.reason = True, number.reason or late_reason.strip()
    number.serial = counter.last + 1
    number.text = number.text or printed(sequence, number.serial, number.date)
    number.key = patterns.key(number.text)
    number.taken_at = database_now()
    number.save(force_insert=True)
    counter.last = number.serial
    counter.save(update_fields=["last"])


def printed(sequence: Sequence, serial: int, on: datetime.date, suffix: str = "") -> str:
    """A number's text.

    Raises:
        Unprintable: the pattern can't print it.
    """
    try:
        return sequence.text_of(serial, on, suffix)
    except ValueError as unprintable:
        raise Unprintable(str(unprintable)) from unprintable


def check_registrar(agency: Agency, by: User) -> None:
    """Refuse what only a registrar of the agency that owns a sequence may do.

    Raises:
        NotTheRegistrar: `by` is none.
    """
    if not can(by, Action.REGISTER, agency):
        raise NotTheRegistrar


def check_reason(reason: str) -> str:
    """The reason, without blanks around it.

    Raises:
        ReasonMissing: there is none.
    """
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()


def _check_late(sequence: Sequence, counter: Counter, by: User, reason: str) -> None:
    if not reason.strip():
        raise PeriodClosed(
            _(
                "The book of %(period)s is closed. A registrar may take a late number with a "
                "reason, or reserve one for this release."
            )
            % {"period": counter.period}
        )
    check_registrar(sequence.agency, by)
