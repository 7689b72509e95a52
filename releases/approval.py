"""Approval: the one transaction in which a release gets its numbers and is sealed.

Order inside it, the same everywhere so that nothing deadlocks: the desk's row, the time
(after that lock), the counters and their numbers, then the edition.
"""

import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import Agency, FourEyes
from agencies.permissions import can
from agencies.roles import Action
from numbering.clock import database_now, in_milliseconds
from numbering.models import Number
from releases import numbers
from releases.errors import (
    NotPermitted,
    NotReady,
    ReasonNeeded,
    SecondPersonNeeded,
    TextHasMovedOn,
    WrongState,
)
from releases.moves import MOVES, begin, finish
from releases.paths import path_of
from releases.sealing import canonical, fingerprint

if TYPE_CHECKING:
    from releases.models import Edition, Release


@transaction.atomic
def approve(
    release: "Release",
    by: User,
    revision: int,
    publish_at: datetime.datetime | None = None,
    override_reason: str = "",
    late_reason: str = "",
) -> "Edition":
    """Give a release its numbers and seal it, at once or for a moment to come.

    Args:
        release: what is approved; refreshed in place.
        by: who approves.
        revision: the revision that was read.
        publish_at: an aware time from which it is public; None for at once.
        override_reason: why whoever wrote it also approves it, where the agency asks.
        late_reason: why it still takes a number of a period that is closed.

    Returns:
        The sealed edition.

    Raises:
        NotPermitted, WrongState: it is not theirs to approve, or not now.
        TextHasMovedOn: the text is not the one that was read.
        SecondPersonNeeded, ReasonNeeded: they wrote or submitted it themselves.
        NotReady: the paper lacks something; every problem at once.
    """
    begin(release, MOVES["approve"], by)
    if release.revision != revision:
        raise TextHasMovedOn
    check_four_eyes(release, by, override_reason)
    problems = what_is_missing(release, by)
    now = database_now()
    public_from = now if publish_at is None else in_milliseconds(publish_at)
    if public_from < now:
        problems.append(_("The moment of publication has passed. Choose one to come, or none."))
    if problems:
        raise NotReady(*problems)
    edition = _seal(release, numbers.take(release, by, late_reason), public_from, now)
    finish(release, MOVES["approve"], by, override_reason)
    return edition


@transaction.atomic
def cancel(release: "Release", by: User, reason: str) -> None:
    """Take back a publication whose time has not come. The release keeps its number.

    Args:
        release: an approved release; refreshed in place.
        by: who cancels.
        reason: why, for the desk's memory.

    Raises:
        NotPermitted, WrongState: it is not theirs to cancel, or it is public already.
        NotReady: no reason was given.
    """
    begin(release, MOVES["cancel"], by)
    if not reason.strip():
        raise NotReady(_("Write down why it is cancelled."))
    edition = release.current_edition()
    if edition is None or edition.public_from <= database_now():
        raise WrongState(_("It is public already, so its publication can't be cancelled."))
    edition.public_until = edition.public_from
    edition.save(update_fields=["public_until"])
    finish(release, MOVES["cancel"], by, reason)


def own_work(release: "Release", by: User) -> bool:
    """Whether `by` last edited or submitted the release."""
    return by.pk in (release.edited_by_id, release.submitted_by_id)


def check_four_eyes(release: "Release", by: User, reason: str) -> None:
    """Refuse that people approve their own work, as far as the agency refuses it."""
    rule = release.agency.four_eyes
    if rule == FourEyes.OFF or not own_work(release, by):
        return
    if rule == FourEyes.STRICT:
        raise SecondPersonNeeded
    if not can(by, Action.OVERRIDE, release.agency):
        raise NotPermitted
    if not reason.strip():
        raise ReasonNeeded


def what_is_missing(release: "Release", by: User | None = None) -> list[str]:
    """Everything the paper lacks for approval, one sentence each.

    Args:
        by: who is to approve; None where that is not known yet.
    """
    problems = []
    if not release.title.strip():
        problems.append(_("Write the headline."))
    if not release.body.strip():
        problems.append(_("Write the body."))
    problems += [
        _("%(agency)s has no letterhead for the release date. Add one to the agency.")
        % {"agency": agency}
        for agency in release.issuers()
        if agency.letterhead_on(release.date) is None
    ]
    return problems + numbers.what_is_missing(release, by)


def _seal(
    release: "Release",
    borne: list[Number],
    public_from: datetime.datetime,
    now: datetime.datetime,
) -> "Edition":
    earlier = release.editions.order_by("position").last()
    if not release.editions.history(now).exists():
        release.path = _free_path(release, borne)
    edition = release.editions.model(
        release=release,
        position=earlier.position + 1 if earlier else 1,
        uid=release.uid,
        path=release.path,
        agency=release.agency,
        language=release.language,
        date=release.date,
        title=release.title,
        summary=release.summary,
        dateline=release.dateline,
        body=release.body,
        numbers_json=canonical([number.text for number in borne]),
        letterhead_json=canonical(_letterhead(release.agency, release)),
        joint_json=canonical(
            [
                {
                    "agency": agency.slug,
                    "name": agency.name,
                    "short_name": agency.short_name,
                    "letterhead": _letterhead(agency, release),
                }
                for agency in release.issuers()[1:]
            ]
        ),
        contacts_json=canonical(
            [contact.copy() for contact in release.contacts.filter(public=True)]
        ),
        published_at=_published_at(release, public_from),
        public_from=public_from,
        sealed_at=now,
        previous_sha256=earlier.sha256 if earlier else "",
    )
    edition.sha256 = fingerprint(edition)
    edition.save(force_insert=True)
    return edition


def _letterhead(agency: Agency, release: "Release") -> dict[str, object]:
    letterhead = agency.letterhead_on(release.date)
    if letterhead is None:
        raise LookupError(f"{agency} has no letterhead, though that was asked before")
    return letterhead.copy()


def _published_at(release: "Release", public_from: datetime.datetime) -> datetime.datetime:
    """The moment it sorts by: a release that was issued on paper stands at its own day."""
    if not release.paper_numbers:
        return public_from
    midnight = datetime.datetime.combine(
        release.date, datetime.time.min, timezone.get_default_timezone()
    )
    return min(in_milliseconds(midnight), public_from)


def _free_path(release: "Release", borne: list[Number]) -> str:
    """An address of its own. It may still change while the public has never seen it."""
    others = type(release).objects.exclude(pk=release.pk)
    tails = ["", *(str(number.serial) for number in borne if number.serial), release.uid.hex]
    paths = (path_of(release.date, release.title, tail) for tail in tails)
    return next(path for path in paths if not others.filter(path=path).exists())
