"""Redaction: the one way to take text out of a sealed edition.

A court order or a person's right asks for it. The record says on whose word and why; the
guard demands it. Numbers, dates and the hash stay, so that the chain has a gap with a name.
"""

from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from numbering.clock import database_now
from releases.edition_guards import REDACTABLE
from releases.errors import NotReady
from releases.moves import MOVES, begin, finish
from releases.publication import UNSAID
from releases.search import index

if TYPE_CHECKING:
    from releases.models import Edition, Release
    from releases.models.kin import Redaction


@transaction.atomic
def redact(
    release: "Release", by: User, edition: "Edition", authority: str, reason: str
) -> "Redaction":
    """Remove the text of a sealed edition, for good.

    The desk's own text is not touched: correct it as well, where it is still to be used.

    Args:
        release: whose edition it is.
        by: who may redact; a superuser, as no role includes it.
        edition: refreshed in place.
        authority: on whose word, such as a court and its file number.
        reason: why; the public reads both.

    Raises:
        NotPermitted, WrongState: `by` may not, or nothing of it was ever sealed.
        NotReady: authority or reason is missing, or it is redacted already.
    """
    from releases.models.kin import Redaction

    begin(release, MOVES["redact"], by)
    problems = []
    if not authority.strip():
        problems.append(_("Write down on whose word it is removed."))
    if not reason.strip():
        problems.append(_("Write down the reason that the public is to read."))
    if edition.release_id != release.pk:
        problems.append(_("Choose an edition of this release."))
    if Redaction.objects.filter(edition=edition).exists():
        problems.append(_("The text of this edition is removed already."))
    if problems:
        raise NotReady(*problems)
    record = Redaction.objects.create(
        edition=edition,
        authority=authority.strip(),
        reason=reason.strip(),
        at=database_now(),
        by=by,
    )
    for name in REDACTABLE:
        setattr(edition, name, UNSAID.get(name, ""))
    edition.save(update_fields=REDACTABLE)
    index.forget(edition)
    finish(release, MOVES["redact"], by, reason)
    return record
