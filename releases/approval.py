"""Approval: the one transaction in which a release gets its number and is sealed.

Order inside it, the same everywhere so that nothing deadlocks: the desk's row, the time
(after that lock), the counter and its number, then the edition.
"""

import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import FourEyes, Letterhead
from agencies.permissions import can
from agencies.roles import Action
from numbering import patterns
from numbering.allocation import NumberTaken, allocate, enter_historical
from numbering.clock import database_now, in_milliseconds
from numbering.models import Number, Origin, Sequence
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
) -> "Edition":
    """Give a release its number and seal it, at once or for a moment to come.

    Args:
        release: what is approved; refreshed in place.
        by: who approves.
        revision: the revision that was read.
        publish_at: an aware time from which it is public; None for at once.
        override_reason: why whoever wrote it also approves it, where the agency asks.

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
    letterhead = release.agency.letterhead_on(release.date)
    problems = what_is_missing(release)
    now = database_now()
    public_from = now if publish_at is None else in_milliseconds(publish_at)
    if public_from < now:
        problems.append(_("The moment of publication has passed. Choose one to come, or none."))
    if problems or letterhead is None:
        raise NotReady(*problems)
    numbers = _numbers(release, by)
    edition = _seal(release, numbers, letterhead, public_from, now)
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


def what_is_missing(release: "Release") -> list[str]:
    """Everything the paper lacks for approval, one sentence each."""
    problems = []
    if not release.title.strip():
        problems.append(_("Write the headline."))
    if not release.body.strip():
        problems.append(_("Write the body."))
    if release.agency.letterhead_on(release.date) is None:
        problems.append(
            _("%(agency)s has no letterhead for the release date. Add one to the agency.")
            % {"agency": release.agency}
        )
    return problems + what_its_number_lacks(release)


def what_its_number_lacks(release: "Release") -> list[str]:
    """Everything that stands between the release and its number, one sentence each."""
    taken = release.numbers.filter(origin=Origin.ALLOCATED).select_related("sequence").first()
    if taken and taken.sequence and taken.sequence.period_of(release.date) != taken.period:
        return [
            _(
                "It holds number %(number)s, taken for %(period)s. "
                "Put its date back into that period."
            )
            % {"number": taken.text, "period": taken.period}
        ]
    if taken or release.paper_numbers:
        return []
    sequence = release.drawn_sequence()
    if sequence is None:
        return [_("It is not clear which sequence the number comes from. Choose one, or add one.")]
    try:
        sequence.text_of(sequence.next_serial(release.date), release.date)
    except ValueError as unprintable:
        return [str(unprintable)]
    return []


def _numbers(release: "Release", by: User) -> list[Number]:
    """The release's numbers: those it holds, those of its paper, or a new one."""
    held = list(release.numbers.order_by("releasenumber__position"))
    if held:
        return held
    if release.paper_numbers:
        numbers = _from_the_old_books(release, by)
    elif sequence := release.drawn_sequence():
        numbers = [allocate(sequence, release.date, by, release.agency)]
    for position, number in enumerate(numbers, start=1):
        release.releasenumber_set.create(number=number, position=position)
    return numbers


def _from_the_old_books(release: "Release", by: User) -> list[Number]:
    try:
        return [
            enter_historical(
                text, release.agency, release.date, by, sequence_of_old_number(release, text)
            )
            for text in release.paper_numbers.splitlines()
        ]
    except NumberTaken as taken:
        raise NotReady(str(taken)) from taken


def sequence_of_old_number(release: "Release", text: str) -> Sequence | None:
    """The sequence that a number of the old books was taken from: the one that reads it.

    Raises:
        NotReady: several do, and the release does not say which. Left open, the number
            would not be counted, and could be given a second time.
    """
    readers = [
        sequence
        for sequence in Sequence.objects.open_to(release.agency)
        if patterns.parse(sequence.pattern, text)
    ]
    if release.sequence in readers:
        return release.sequence
    if len(readers) > 1:
        raise NotReady(
            _("Several sequences read number %(number)s. Choose the one it was taken from.")
            % {"number": text}
        )
    return readers[0] if readers else None


def _seal(
    release: "Release",
    numbers: list[Number],
    letterhead: Letterhead,
    public_from: datetime.datetime,
    now: datetime.datetime,
) -> "Edition":
    earlier = release.editions.order_by("position").last()
    if not release.editions.history(now).exists():
        release.path = _free_path(release, numbers)
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
        numbers_json=canonical([number.text for number in numbers]),
        letterhead_json=canonical(letterhead.copy()),
        contacts_json=canonical(
            [contact.copy() for contact in release.contacts.filter(public=True)]
        ),
        published_at=_published_at(release, numbers, public_from),
        public_from=public_from,
        sealed_at=now,
        previous_sha256=earlier.sha256 if earlier else "",
    )
    edition.sha256 = fingerprint(edition)
    edition.save(force_insert=True)
    return edition


def _published_at(
    release: "Release", numbers: list[Number], public_from: datetime.datetime
) -> datetime.datetime:
    """The moment it sorts by: a release of the old books stands at its own day."""
    if any(number.origin == Origin.ALLOCATED for number in numbers):
        return public_from
    midnight = datetime.datetime.combine(
        release.date, datetime.time.min, timezone.get_default_timezone()
    )
    return min(in_milliseconds(midnight), public_from)


def _free_path(release: "Release", numbers: list[Number]) -> str:
    """An address of its own. It may still change while the public has never seen it."""
    others = type(release).objects.exclude(pk=release.pk)
    tails = ["", *(str(number.serial) for number in numbers if number.serial), release.uid.hex]
    paths = (path_of(release.date, release.title, tail) for tail in tails)
    return next(path for path in paths if not others.filter(path=path).exists())
