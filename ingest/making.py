"""From a paper that somebody has confirmed to a release: a draft, or one of the old books."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from ingest.models import Paper
from ingest.saving import save_draft
from releases.errors import MoveRefused
from releases.models import Release


@transaction.atomic
def made(paper: Paper, by: User, fields: dict[str, Any], *, historical: bool) -> Release:
    """Make a release of a paper, which goes.

    Args:
        paper: what was read.
        by: who has confirmed it.
        fields: what they have confirmed, as `PaperForm` leaves it.
        historical: hand it to whoever approves at once, with its number of the old books.

    Raises:
        MoveRefused: something that a release must have is missing, or it is here already.
    """
    if historical and not fields["numbers"]:
        raise MoveRefused(_("A historical release has its number. Fill it in, or make a draft."))
    contacts = [one for one in paper.agency.contacts.all() if str(one.pk) in fields["contacts"]]
    release = save_draft(
        paper.agency,
        by,
        language=paper.language,
        letterhead=paper.letterhead,
        pictures=paper.kept_pictures(),
        **fields | {"contacts": contacts},
    )
    paper.delete()
    if historical:
        release.submit(by)
    return release
