"""Reservations: a number set aside for somebody, until a moment.

At that moment an unused one is void, by itself: no job has to come by, and it never goes
back to the pool.
"""

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import Agency
from numbering import counters
from numbering.clock import database_now, in_milliseconds
from numbering.errors import NotOpen, RegisterRefused
from numbering.models import Number, Origin, Sequence, State


@transaction.atomic
def reserve(
    sequence: Sequence,
    on: datetime.date,
    by: User,
    *,
    owner: User,
    reason: str,
    expires_at: datetime.datetime,
    agency: Agency | None = None,
    late: bool = False,
) -> Number:
    """Set the next number of a sequence aside.

    Args:
        sequence: where to take it from.
        on: the date that is printed and decides the period.
        by: a registrar of the sequence's agency.
        owner: for whom.
        reason: what for; it stands in the register.
        expires_at: an aware time from which it is void if it was not used.
        agency: whose release is to bear it; None for the sequence's own.
        late: whether it is taken even where the period is closed, for that reason.

    Raises:
        NotTheRegistrar, ReasonMissing, PeriodClosed, Unprintable: see there.
        RegisterRefused: it would have expired already.
    """
    counters.check_registrar(sequence.agency, by)
    reason = counters.check_reason(reason)
    check_expiry(expires_at)
    return counters.take(
        sequence,
        on,
        by,
        reason if late else "",
        origin=Origin.ALLOCATED,
        state=State.RESERVED,
        agency=agency or sequence.agency,
        owner=owner,
        expires_at=in_milliseconds(expires_at),
        reason=reason,
    )


def check_expiry(expires_at: datetime.datetime) -> None:
    """Refuse a reservation that would be over before it began."""
    if expires_at <= database_now():
        raise RegisterRefused(_("The reservation would be over already. Choose a later day."))


@transaction.atomic
def use(number: Number, on: datetime.date) -> Number:
    """Use a reserved number for a release.

    Args:
        number: the reservation; refreshed in place.
        on: the release date, which must lie in the number's period.

    Raises:
        NotOpen: it is used, void or expired by now, or of another period.
    """
    number.refresh_from_db(from_queryset=Number.objects.select_for_update(of=("self",)))
    if number.state != State.RESERVED or not number.expires_at:
        raise NotOpen(
            _("Number %(number)s is %(state)s by now. Choose another, or none.")
            % {"number": number, "state": number.get_state_display()}
        )
    if number.expires_at <= database_now():
        raise NotOpen(
            _("The reservation of number %(number)s has expired. Choose another, or none.")
            % {"number": number}
        )
    if number.sequence and number.sequence.period_of(on) != number.period:
        raise NotOpen(
            _(
                "Number %(number)s was reserved for %(period)s. Put the release date into that "
                "period, or choose another number."
            )
            % {"number": number, "period": number.period}
        )
    number.state = State.USED
    number.save(update_fields=["state"])
    return number
