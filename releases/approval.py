"""Approval: the one transaction in which a release gets its numbers and is sealed.

Order inside it, the same everywhere so that nothing deadlocks: the desk's row, the time
(after that lock), the editions that make way, the tallies, new words, the revision; then the
counters and their numbers, the edition, its row of the search index, its shelves, and the desk's
row written. While a counter is locked everybody who draws from it waits, so all that needs no
number stands before it, and behind it nothing is read but whether an address is free.
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
from releases import number_checks, numbers, timeline
from releases.checks.examining import examine
from releases.checks.rule import Level
from releases.errors import (
    NotPermitted,
    NotReady,
    ReasonNeeded,
    SecondPersonNeeded,
    TextHasMovedOn,
)
from releases.models.edition import Kind
from releases.moves import MOVES, begin
from releases.paths import path_of
from releases.publication import complete, moment_at_once, prepare, spans
from releases.sealing import canonical

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
    correction_note: str = "",
) -> "Edition":
    """Give a release its numbers and seal it, at once or for a moment to come.

    Where an edition of it is public before that moment, the new one corrects it.

    Args:
        release: what is approved; refreshed in place.
        by: who approves.
        revision: the revision that was read.
        publish_at: an aware time from which it is public; None for at once.
        override_reason: why whoever wrote it also approves it, where the agency asks.
        late_reason: why it still takes a number of a period that is closed.
        correction_note: what was corrected, for the public; only a correction has one.

    Returns:
        The sealed edition.

    Raises:
        NotPermitted, WrongState: it is not theirs to approve, or not now: what is scheduled and
            would make way is about to become public.
        TextHasMovedOn: the text is not the one that was read.
        SecondPersonNeeded, ReasonNeeded: they wrote or submitted it themselves.
        NotReady: the paper lacks something; every problem at once.
    """
    begin(release, MOVES["approve"], by)
    if release.revision != revision:
        raise TextHasMovedOn
    overrides = check_four_eyes(release, by, override_reason)
    with release.read_at_once():
        problems = what_is_missing(release, by)
        problems += [finding.message for finding in examine(release, only=Level.ERROR)]
        now = database_now()
        before = spans(release)
        public_from = (
            moment_at_once(before, now) if publish_at is None else in_milliseconds(publish_at)
        )
        if public_from < now:
            problems.append(_("The moment of publication has passed. Choose one to come, or none."))
        original = release.translation_of
        if original and not timeline.public_at(spans(original), public_from):
            problems.append(_("Its original is not public by then. Choose a later moment."))
        corrected = edition_before(release, before, public_from)
        if corrected and not correction_note.strip():
            problems.append(_("Write down what was corrected. The public reads it."))
        if problems:
            raise NotReady(*problems)
        edition = _edition(release, [], public_from)
        if corrected:
            edition.kind, edition.note = Kind.CORRECTION, correction_note.strip()
            edition.path, edition.published_at = corrected.path, corrected.published_at
        prepared = prepare(edition, before, now)
        remembered = release.revised(by, "approve", override_reason, overrides)
        remembered.save(force_insert=True)
        borne = numbers.take(release, by, late_reason)
    # From here on a counter is locked. All that is still read is the address: two releases of one
    # headline that wait for one counter would both have found it free.
    edition.numbers_json = canonical([number.text for number in borne])
    edition.path = edition.path or free_path(release, borne)
    complete(prepared, borne)
    release.state = MOVES["approve"].ends
    release.path = release.path if corrected else edition.path
    release.follow(remembered)
    return edition


def edition_before(
    release: "Release", editions: list[timeline.Span], moment: datetime.datetime
) -> "Edition | None":
    """The edition that one from `moment` on would correct: the last one public before it.

    Args:
        editions: the intervals of the release's.
    """
    before = timeline.before(editions, moment)
    return release.editions.get(position=before.position) if before else None


def own_work(release: "Release", by: User) -> bool:
    """Whether `by` last edited or submitted the release."""
    return by.pk in (release.edited_by_id, release.submitted_by_id)


def check_four_eyes(release: "Release", by: User, reason: str) -> bool:
    """Refuse that people approve their own work, as far as the agency refuses it.

    Returns:
        Whether they override the rule, with a reason.
    """
    rule = release.agency.four_eyes
    if rule == FourEyes.OFF or not own_work(release, by):
        return False
    if rule == FourEyes.STRICT:
        raise SecondPersonNeeded
    if not can(by, Action.OVERRIDE, release.agency):
        raise NotPermitted
    if not reason.strip():
        raise ReasonNeeded
    return True


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
    original = release.translation_of
    if original and original.language == release.language:
        problems.append(_("Choose another language than the original’s."))
    others = release.translations.filter(language=release.language)
    if others.exclude(state="discarded").exists():
        problems.append(_("There is a translation into this language already."))
    problems += [
        _("%(agency)s has no letterhead for the release date. Add one to the agency.")
        % {"agency": agency}
        for agency in release.issuers()
        if agency.letterhead_on(release.date) is None
    ]
    return problems + number_checks.what_is_missing(release, by)


def as_it_will_be(release: "Release") -> "Edition":
    """The edition that approval at once would seal, as far as it can be known. It is not saved.

    Raises:
        LookupError: there is no letterhead for the release date.
    """
    texts = release.number_texts() or release.paper_numbers.splitlines()
    edition = _edition(release, texts or numbers.expected(release), database_now())
    edition.path = release.path or free_path(release, [])
    return edition


def _edition(release: "Release", texts: list[str], public_from: datetime.datetime) -> "Edition":
    """What is to be sealed: all that the release says, with copies of all it refers to.

    Args:
        texts: its official numbers.
    """
    return release.editions.model(
        release=release,
        uid=release.uid,
        agency=release.agency,
        genre=release.genre,
        language=release.language,
        date=release.date,
        title=release.title,
        summary=release.summary,
        dateline=release.dateline,
        body=release.body,
        numbers_json=canonical(texts),
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
            [contact.copy() for contact in release.contacts.all() if contact.public]
        ),
        attachments_json=canonical([one.copy() for one in release.attachments.all()]),
        published_at=_published_at(release, public_from),
        public_from=public_from,
    )


def _letterhead(agency: Agency, release: "Release") -> dict[str, object]:
    letterhead = agency.letterhead_on(release.date)
    if letterhead is None:
        raise LookupError(f"{agency} has no letterhead, though that was asked before")
    return letterhead.copy()


def _published_at(release: "Release", public_from: datetime.datetime) -> datetime.datetime:
    """The moment it sorts by.

    A release that was issued on paper stands at its own day, a translation beside its original.
    """
    if release.translation_of:
        first = release.translation_of.editions.standing().order_by("public_from").first()
        return min(first.published_at, public_from) if first else public_from
    if not release.paper_numbers:
        return public_from
    midnight = datetime.datetime.combine(
        release.date, datetime.time.min, timezone.get_default_timezone()
    )
    return min(in_milliseconds(midnight), public_from)


def free_path(release: "Release", borne: list[Number]) -> str:
    """An address of its own. It may still change while the public has never seen it.

    Args:
        borne: its numbers, whose serials set it apart from another with the same headline.
    """
    others = type(release).objects.exclude(pk=release.pk)
    tails = ["", *(str(number.serial) for number in borne if number.serial), release.uid.hex]
    paths = (path_of(release.date, release.title, tail) for tail in tails)
    return next(path for path in paths if not others.filter(path=path).exists())
