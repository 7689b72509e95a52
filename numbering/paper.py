"""Numbers given on paper while this newsroom could not be asked, entered afterwards."""

import datetime
from collections.abc import Sequence as Several
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agencies.models import Agency
from numbering import counters, patterns
from numbering.clock import in_milliseconds
from numbering.errors import NotNext, NumberTaken, RegisterRefused
from numbering.models import Counter, Number, Origin, Sequence, State
from numbering.reservations import check_expiry


@transaction.atomic
def enter_from_paper(
    sequence: Sequence,
    texts: Several[str],
    on: datetime.date,
    by: User,
    *,
    reason: str,
    agency: Agency | None = None,
    owner: User | None = None,
    expires_at: datetime.datetime | None = None,
) -> list[Number]:
    """Enter numbers that were given on paper: all of them, or none.

    Together they must follow the last number of the register without a gap, in whatever
    order they come. Where one in between was never given, jump ahead first: that declares
    it skipped.

    Args:
        sequence: whose numbers they are.
        texts: the numbers, verbatim.
        on: the date of their releases.
        by: a registrar of the sequence's agency.
        reason: how they came to be given on paper; it stands in the register.
        agency: whose releases bear them; None for the sequence's own.
        owner: for whom they are reserved; None where their releases went out on paper.
        expires_at: until when they are reserved.

    Raises:
        NotTheRegistrar, ReasonMissing: see there.
        NumberTaken: one stands in the register already.
        NotNext: they do not follow the register.
        RegisterRefused: they can't be read by the pattern; every problem at once.
    """
    counters.check_registrar(sequence.agency, by)
    reason = counters.check_reason(reason)
    fields: dict[str, Any] = {"agency": agency or sequence.agency, "reason": reason}
    if owner:
        if expires_at is None:
            raise RegisterRefused(_("Write down until when the numbers are reserved."))
        check_expiry(expires_at)
        fields |= {"state": State.RESERVED, "owner": owner}
        fields["expires_at"] = in_milliseconds(expires_at)
    serials = _read(sequence, texts, on)
    counter = counters.locked(sequence, sequence.period_of(on))
    _check_order(sorted(serials), counter)
    return [
        counters.take(sequence, on, by, reason, origin=Origin.PAPER, text=serials[serial], **fields)
        for serial in sorted(serials)
    ]


def _read(sequence: Sequence, texts: Several[str], on: datetime.date) -> dict[int, str]:
    """The texts by their serials."""
    serials: dict[int, str] = {}
    problems = [] if texts else [_("Write down at least one number.")]
    for text in texts:
        try:
            parts = patterns.read(sequence.pattern, text)
        except patterns.Unreadable as unreadable:
            problems.append(f"“{text}”: {unreadable}")
            continue
        if parts.suffix:
            problems.append(
                _("Number %(number)s is an addendum. Read its release in, as one of the old books.")
                % {"number": text}
            )
        if contradicts(parts, on):
            problems.append(
                _("Number %(number)s says another day, month or year than the date %(date)s.")
                % {"number": text, "date": date_format(on)}
            )
        if parts.serial in serials:
            problems.append(_("Number %(number)s stands there twice.") % {"number": text})
        serials[parts.serial] = text
    if problems:
        raise RegisterRefused(*problems)
    return serials


def contradicts(parts: patterns.Parts, on: datetime.date) -> bool:
    """Whether a number says another day, month or year than its release's date does."""
    said = ((parts.day, on.day), (parts.month, on.month), (parts.year, on.year))
    return any(printed not in (None, dated) for printed, dated in said)


def _check_order(serials: list[int], counter: Counter) -> None:
    if serials[0] < counter.opening:
        raise NotNext(
            _(
                "%(serial)d lies below the opening serial %(opening)d. Read its release in, as "
                "one of the old books."
            )
            % {"serial": serials[0], "opening": counter.opening}
        )
    if serials[0] <= counter.last:
        raise NumberTaken(
            _("%(serial)d stands in the register already: its last serial is %(last)d.")
            % {"serial": serials[0], "last": counter.last}
        )
    for expected, serial in enumerate(serials, start=counter.last + 1):
        if serial != expected:
            raise NotNext(
                _(
                    "%(serial)d does not follow: %(expected)d comes first. Enter it as well, or "
                    "jump ahead to %(serial)d if it was never given."
                )
                % {"serial": serial, "expected": expected}
            )
