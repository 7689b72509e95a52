"""Void: a number that will never be used, or no longer. Its line stays in the register."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from numbering import counters
from numbering.clock import database_now
from numbering.errors import NotOpen
from numbering.models import Number, State


@transaction.atomic
def void(number: Number, reason: str, by: User) -> Number:
    """Void a reserved or used number, for good.

    Whether a release bears it, and the public sees it, is not known here: ask
    `releases.voiding`, which does. The database refuses it anyway.

    Args:
        number: refreshed in place.
        reason: why; it stands in the register.
        by: a registrar of the sequence's agency; for a number without a sequence, of its own.

    Raises:
        NotTheRegistrar, ReasonMissing: see there.
        NotOpen: it is void, skipped or expired already.
    """
    number.refresh_from_db(from_queryset=Number.objects.select_for_update(of=("self",)))
    keeper = number.sequence.agency if number.sequence else number.agency
    counters.check_registrar(keeper, by)
    reason = counters.check_reason(reason)
    now = database_now()
    expired = number.state == State.RESERVED and number.expires_at and number.expires_at <= now
    if expired or number.state not in (State.RESERVED, State.USED):
        raise NotOpen(
            _("Number %(number)s is %(state)s already.")
            % {
                "number": number,
                "state": State.VOID.label if expired else number.get_state_display(),
            }
        )
    number.state = State.VOID
    number.void_reason, number.voided_at, number.voided_by = reason, now, by
    number.save(update_fields=["state", "void_reason", "voided_at", "voided_by"])
    return number
