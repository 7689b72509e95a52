"""Receipts: where every chain of editions and every counter stood at one moment.

A chain of hashes tells what was changed within it, but not that its end was cut off: a database
that was rolled back is whole in itself. A receipt that is kept elsewhere finds that out.

The format is our own: one JSON object with `format`, `made`, `chains` and `counters`.
"""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from numbering.clock import database_now
from numbering.examination import Finding
from numbering.models import Counter
from releases.models import Edition
from releases.sealing import moment

FORMAT = 1


class NoReceipt(ValueError):
    """A text is no receipt; the error says why."""


@transaction.atomic
def receipt() -> dict[str, Any]:
    """The present state, in plain values."""
    return {
        "format": FORMAT,
        "made": moment(database_now()),
        "chains": [
            {"release": uid, "editions": len(hashes), "head": hashes[-1]}
            for uid, hashes in _chains().items()
        ],
        "counters": [
            {"sequence": code, "period": period, "last": last}
            for (code, period), last in sorted(_counters().items())
        ],
    }


def read(text: str) -> dict[str, Any]:
    """A receipt, of its text.

    Raises:
        NoReceipt: it is none, or of a format that is not known here.
    """
    try:
        said = json.loads(text)
        known = said["format"] == FORMAT
        chains = [(one["release"], one["editions"] + 0, one["head"]) for one in said["chains"]]
        counters = [(one["sequence"], one["period"], one["last"] + 0) for one in said["counters"]]
    except (ValueError, TypeError, KeyError) as error:
        raise NoReceipt(_("This file is no receipt of a newsroom.")) from error
    if not known:
        raise NoReceipt(_("This receipt has a format that this newsroom does not know."))
    return {"made": str(said.get("made", "")), "chains": chains, "counters": counters}


def compared(said: dict[str, Any]) -> Iterator[Finding]:
    """What the database has lost, or says otherwise, since a receipt was made.

    Args:
        said: what `read` gave.
    """
    remedy = _(
        "The database is older than the receipt of %(made)s, or was changed from outside: restore "
        "it from a later backup before anything is approved."
    ) % {"made": said["made"]}
    chains = _chains()
    for release, editions, head in said["chains"]:
        hashes = chains.get(release, [])
        if len(hashes) < editions:
            problem = _(
                "Of release %(release)s there are %(found)d editions, but the receipt knows "
                "%(editions)d."
            )
        elif editions and hashes[editions - 1] != head:
            problem = _("Edition %(editions)d of release %(release)s is not that of the receipt.")
        else:
            continue
        found = {"release": release, "found": len(hashes), "editions": editions}
        yield Finding("receipt", problem % found, remedy)
    counters = _counters()
    for code, period, last in said["counters"]:
        standing = counters.get((code, period), 0)
        if standing < last:
            problem = _(
                "The counter of %(book)s stands at %(found)d, but the receipt says %(last)d."
            ) % {"book": f"{code} {period}".strip(), "found": standing, "last": last}
            yield Finding("receipt", problem, remedy)


def _chains() -> dict[str, list[str]]:
    """The hashes of every release's editions, in their order, by the release's identity."""
    rows = Edition.objects.order_by("uid", "position").values_list("uid", "sha256")
    grouped = groupby(rows.iterator(chunk_size=2000), key=lambda row: row[0])
    return {str(uid): [sha256 for _uid, sha256 in editions] for uid, editions in grouped}


def _counters() -> dict[tuple[str, str], int]:
    rows = Counter.objects.values_list("sequence__code", "period", "last")
    return {(code, period): last for code, period, last in rows}
