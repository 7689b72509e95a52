"""Counters: locked, stepped on, and never ahead of the register.

A number enters the register first, with the serial that follows its counter; then the
counter steps over it. The database refuses both another serial and a step over a serial
that is not there, so that a gap can't be committed. The counter's row stays locked until
the surrounding transaction ends: do nothing slow after it.
"""

import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from agencies.models import Agency
from agencies.permissions import can
from agencies.roles import Action
from numbering import patterns
from numbering.clock import database_now
from numbering.errors import NotTheRegistrar, PeriodClosed, ReasonMissing, Unprintable
from numbering.models import Counter, Number, Sequence, State


def locked(sequence: Sequence, period: str, opening: int = 0) -> Counter:
    """The counter of a period, locked until the transaction ends; begun where there is none.

    Args:
        sequence: whose counter.
        period: as `Sequence.period_of` gives it.
        opening: the least serial to begin with, if the counter is new.
    """
    opening = max(opening, sequence.start_of(period))
    counter, _created = Counter.objects.get_or_create(
        sequence=sequence, period=period, defaults={"opening": opening, "last": opening - 1}
    )
    return Counter.objects.select_for_update().get(pk=counter.pk)


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
        fields: what else the line says: agency, state, reason and the like; its `text`
            where it was printed on paper.

    Raises:
        PeriodClosed, NotTheRegistrar: the period is closed; `by` may take no late number.
        Unprintable: the pattern can't print it.
    """
    counter = locked(sequence, sequence.period_of(on))
    if counter.closed_at:
        _check_late(sequence, counter, by, late_reason)
        fields = {"reason": late_reason.strip()} | fields | {"late": True}
    serial = counter.last + 1
    text = fields.pop("text", None) or printed(sequence, serial, on)
    number = Number.objects.create(
        **{"agency": sequence.agency, "state": State.USED} | fields,
        sequence=sequence,
        period=counter.period,
        serial=serial,
        text=text,
        key=patterns.key(text),
        date=on,
        taken_at=database_now(),
        taken_by=by,
    )
    counter.last = serial
    counter.save(update_fields=["last"])
    return number


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
