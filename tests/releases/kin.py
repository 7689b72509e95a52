"""Translations as the desk makes them, and texts that are worded anew."""

from datetime import timedelta

from django.contrib.auth.models import User

from numbering.clock import database_now
from releases.models import Release
from tests.releases.editing import rewritten

ENGLISH = {"title": "Governor opens reading garden", "body": "<p>The garden is open.</p>"}
TOMORROW = timedelta(days=1)


def rendered(original: Release, author: User, **fields: object) -> Release:
    """A translation into English that was submitted."""
    return rewritten(original.translate(author, "en"), author, **(ENGLISH | fields))


def translated(
    original: Release, author: User, approver: User, days: int = 0, **fields: object
) -> Release:
    """A translation into English that was approved, for now or for some days from now."""
    translation = rendered(original, author, **fields)
    moment = database_now() + days * TOMORROW if days else None
    translation.approve(approver, translation.revision, moment)
    return translation


def reworded(release: Release, author: User, approver: User, **fields: object) -> None:
    """A correction of a release that is public, public at once."""
    rewritten(release, author, **fields)
    release.approve(approver, release.revision, correction_note="Ada yang dibetulkan.")
