"""Who has a release, and since when: told from its revisions, stored nowhere else."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.utils import timezone

if TYPE_CHECKING:
    from releases.models import Release, Revision

IN_WORK = ("draft", "submitted", "sent_back")
# It comes back to whoever submitted it, until somebody takes it up.
COMES_BACK = ("send_back", "cancel")
# Somebody takes it up: what they do after that does not begin their turn anew.
TAKES_UP = ("correct", "recover")
WORKS = ("edit", "restore", "submit", *TAKES_UP)


@dataclass(frozen=True)
class Holding:
    """Who has it. `person` is None where it waits for any approver."""

    person: User | None
    since: datetime.datetime
    overdue: bool = False


def held(release: "Release", turns: "Iterable[Revision]") -> Holding | None:
    """Who has a release now.

    Args:
        release: one of any state; nobody has what is approved, withdrawn or discarded.
        turns: its revisions, the last first.
    """
    if release.state not in IN_WORK:
        return None
    if release.state == "submitted":
        handed_in = next((one.at for one in turns if one.action == "submit"), None)
        if handed_in is None:
            return None
        return Holding(None, handed_in, _too_long(release.agency.review_hours, handed_in))
    return _author(release, turns)


def _author(release: "Release", turns: "Iterable[Revision]") -> Holding | None:
    """Whoever worked on it last, since their turn began; or whoever it came back to."""
    holding: Holding | None = None
    for one in turns:
        if one.action in COMES_BACK:
            submitter = release.submitted_by
            theirs = holding is None or holding.person == submitter
            return Holding(submitter, one.at) if submitter and theirs else holding
        if one.action not in WORKS:
            continue
        if holding and holding.person != one.by:
            return holding
        holding = Holding(one.by, one.at)
        if one.action in TAKES_UP:
            return holding
    return holding


def _too_long(hours: int | None, since: datetime.datetime) -> bool:
    return hours is not None and timezone.now() - since > datetime.timedelta(hours=hours)
