"""What the demo's registrar enters into the register besides the releases."""

import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from numbering.closing import close
from numbering.models import Number, Sequence
from numbering.paper import enter_from_paper
from numbering.reservations import reserve
from numbering.voiding import void


def enter(row: dict[str, Any], registrar: User, staff: dict[str, User]) -> str:
    """Make one entry, by the verb that `act` names; what to say of it."""
    sequence = Sequence.objects.get(code=row["sequence"])
    match row["act"]:
        case "paper":
            numbers = enter_from_paper(
                sequence, row["numbers"], row["date"], registrar, reason=row["reason"]
            )
            return f"{', '.join(map(str, numbers))}: given on paper"
        case "close":
            return f"{close(sequence, row['period'], registrar)}: closed"
        case "reserve":
            return f"{_reserved(sequence, row, registrar, staff)}: reserved"
        case "void":
            number = _reserved(sequence, row, registrar, staff)
            return f"{void(number, row['void_reason'], registrar)}: void"
        case unknown:
            raise ValueError(f"The demo knows no act {unknown}.")


def _reserved(
    sequence: Sequence, row: dict[str, Any], registrar: User, staff: dict[str, User]
) -> Number:
    now = timezone.localtime()
    return reserve(
        sequence,
        now.date(),
        registrar,
        owner=staff[row["owner"]],
        reason=row["reason"],
        expires_at=now + datetime.timedelta(days=row["days"]),
    )
