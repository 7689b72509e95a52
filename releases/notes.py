"""The thread of a release: its notes, and those of its moves, in one order.

A note of its own stands beside the revisions, not among them: it changes no text, so an
approver who has read the release may still approve what was read.
"""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from agencies.permissions import can
from agencies.roles import Action
from numbering.clock import database_now
from releases.errors import NotPermitted, NotReady

if TYPE_CHECKING:
    from releases.models import Note, Release

WRITERS = (Action.WRITE, Action.SEND_BACK, Action.APPROVE)


@dataclass(frozen=True)
class Said:
    """One entry of the thread. `move` is what was done with it, in a word; "" for a mere note."""

    by: User
    at: datetime.datetime
    text: str
    move: str = ""
    alone: bool = False  # approved without a second person, for this reason


def may_note(user: User, release: "Release") -> bool:
    """Whether a person may add a note: those who work on it, whatever its state."""
    return any(can(user, action, release.agency) for action in WRITERS)


def add(release: "Release", by: User, text: str) -> "Note":
    """Append a note. Text, state and revision stay as they are.

    Raises:
        NotPermitted: their role only lets them read.
        NotReady: it says nothing.
    """
    if not may_note(by, release):
        raise NotPermitted
    if not text.strip():
        raise NotReady(_("Write the note."))
    return release.notes.create(by=by, at=database_now(), text=text.strip())


def thread(release: "Release", most: int | None = None) -> list[Said]:
    """What was said about a release, the newest first.

    Args:
        most: how many entries; None for all.
    """
    moves = release.revisions.exclude(note="").select_related("by").defer("content")
    notes = release.notes.select_related("by")
    said = [Said(one.by, one.at, one.text) for one in notes[:most]]
    said += [
        Said(one.by, one.at, one.note, one.get_action_display(), one.overrides_four_eyes)
        for one in moves[:most]
    ]
    return sorted(said, key=lambda one: one.at, reverse=True)[:most]


def count(release: "Release") -> int:
    """How many entries the thread has."""
    return release.notes.count() + release.revisions.exclude(note="").count()
