"""The editions of a release over time: sealed one after another, ended, withdrawn, postponed.

What the intervals become is said by `releases.timeline`; here it is written, in an order in
which no two editions are public at one moment even between two statements.
"""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from agencies import tree
from agencies.models import Agency
from numbering.clock import database_now, in_milliseconds
from numbering.models import Number
from releases import shelves, tallies, timeline
from releases.errors import NotReady, WrongState
from releases.models.asset import Asset
from releases.models.attachment import Attachment
from releases.models.edition import Kind
from releases.models.search import SearchEntry
from releases.models.topic import Topic
from releases.moves import MOVES, begin, finish
from releases.numbers import held
from releases.sealing import canonical, fingerprint
from releases.search import index

if TYPE_CHECKING:
    from releases.models import Edition, Release

# What begins so soon is not taken back any more: it could be seen before that is committed.
SOON = datetime.timedelta(seconds=1)
# What a tombstone does not say: all but numbers, date, agencies and the reason.
UNSAID = {
    **dict.fromkeys(("title", "summary", "dateline", "body"), ""),
    **dict.fromkeys(("contacts_json", "attachments_json"), canonical([])),
}


def spans(release: "Release") -> list[timeline.Span]:
    """The intervals of a release's editions."""
    rows = release.editions.order_by("position")
    return [
        timeline.Span(*row) for row in rows.values_list("position", "public_from", "public_until")
    ]


def moment_at_once(before: list[timeline.Span], now: datetime.datetime) -> datetime.datetime:
    """Now, or the next millisecond where an edition has begun in this one: both were public.

    Args:
        before: the intervals of the release's editions.
    """
    standing = timeline.standing(before)
    last = max((span.begins for span in standing if span.begins <= now), default=None)
    return now if last is None or last < now else now + datetime.timedelta(milliseconds=1)


@dataclass(frozen=True)
class Prepared:
    """An edition about to be sealed: all is done that can be before its numbers are known."""

    edition: "Edition"
    topics: list[Topic]
    assets: list[Asset]
    entry: SearchEntry
    pairs: list[tree.Pair]


def seal(edition: "Edition") -> "Edition":
    """Seal an edition as its release's next, and let those before it make way.

    Args:
        edition: all it says is set, but for what follows from those before it. Its release
            is locked.
    """
    release = edition.release
    return complete(prepare(edition, spans(release), database_now()), held(release))


def prepare(edition: "Edition", before: list[timeline.Span], now: datetime.datetime) -> Prepared:
    """Do all of sealing that does not need the edition's numbers, before a counter is locked.

    Those before it make way, it is counted, and its words are remembered.

    Args:
        edition: as for `seal`, but for `numbers_json` and `path`.
        before: the intervals of its release's editions.
        now: by the database's clock, after the release was locked.

    Raises:
        WrongState: one of them is about to become public.
    """
    release = edition.release
    edition.pk = None
    edition.position = before[-1].position + 1 if before else 1
    edition.previous_sha256 = (
        release.editions.get(position=before[-1].position).sha256 if before else ""
    )
    edition.public_until = None
    edition.sealed_at = now
    after = timeline.added(before, edition.position, edition.public_from)[:-1]
    _check_none_begins_soon(timeline.newly_cancelled(before, after), now)
    topics = [] if edition.withdrawn else list(release.topics.all())
    tallies.sealing(
        edition, {span.position: span.ends for span in after}, [topic.pk for topic in topics]
    )
    _write(release, before, after)
    hashes = [one["sha256"] for one in json.loads(edition.attachments_json)]
    return Prepared(
        edition,
        topics,
        list(Asset.objects.filter(sha256__in=hashes)) if hashes else [],
        index.begin(edition, topics),
        Agency.objects.pairs(),
    )


def complete(prepared: Prepared, numbers: Iterable[Number]) -> "Edition":
    """Seal an edition that was prepared, once all it says is set. Nothing is read any more.

    Args:
        numbers: those that it bears.
    """
    edition, topics = prepared.edition, prepared.topics
    edition.sha256 = fingerprint(edition)
    edition.save(force_insert=True)
    edition.topics.add(*topics)
    edition.assets.add(*prepared.assets)
    index.complete(prepared.entry, edition)
    issuers = {number.agency_id for number in numbers}
    shelves.put_new(edition, issuers, [topic.pk for topic in topics], prepared.pairs)
    if edition.pk % tallies.SWEEP == 0:
        transaction.on_commit(tallies.sweep, robust=True)
    return edition


@transaction.atomic
def cancel(release: "Release", by: User, reason: str, edition: "Edition | None" = None) -> None:
    """Take back a publication whose time has not come. The release keeps its number.

    What that edition would have ended goes on. After the last one was cancelled, the text
    can be changed and approved anew.

    Args:
        release: refreshed in place.
        by: who cancels.
        reason: why, for the desk's memory.
        edition: which one; None for the last.

    Raises:
        NotPermitted, WrongState: it is not theirs to cancel, nothing is scheduled, or it is about
            to become public.
        NotReady: no reason was given.
    """
    begin(release, MOVES["cancel"], by)
    if not reason.strip():
        raise NotReady(_("Write down why it is cancelled."))
    last = _scheduled(release)
    edition = edition or last
    ahead = release.editions.standing().filter(public_from__gt=database_now())
    if not ahead.filter(pk=edition.pk).exists():
        raise WrongState(_("Its time has come, or it was cancelled already."))
    _check_translations(release, edition)
    _take_back(release, edition)
    if edition == last:
        finish(release, MOVES["cancel"], by, reason)
    else:
        _let_the_first_correct_nothing(release)
        release.record(by, "cancel", reason)


@transaction.atomic
def postpone(release: "Release", by: User, publish_at: datetime.datetime, note: str = "") -> None:
    """Move the last publication whose time has not come to another moment to come.

    Raises:
        NotPermitted, WrongState: it is not theirs to move, nothing is scheduled, or it is about to
            become public.
        NotReady: the moment has passed, or lies before another edition that is scheduled.
    """
    begin(release, MOVES["postpone"], by)
    edition = _scheduled(release)
    if edition.redacted:
        raise NotReady(_("The text of this edition is removed already."))
    moment = in_milliseconds(publish_at)
    if moment <= database_now():
        raise NotReady(_("The moment of publication has passed. Choose one to come."))
    others = [span for span in spans(release) if span.position != edition.position]
    earlier = timeline.before(others, edition.public_from)
    if earlier and moment <= earlier.begins:
        raise NotReady(_("Another edition is public until then. Choose a later moment."))
    original = release.translation_of
    if original and not timeline.public_at(spans(original), moment):
        raise NotReady(_("Its original is not public by then. Choose a later moment."))
    _check_translations(release, edition)
    _take_back(release, edition)
    if edition.published_at == edition.public_from:
        edition.published_at = moment
    edition.public_from = moment
    seal(edition)
    finish(release, MOVES["postpone"], by, note)


@transaction.atomic
def withdraw(release: "Release", by: User, public_reason: str, note: str = "") -> "Edition":
    """Withdraw a release that is public, for good: a tombstone takes its place at once.

    It says numbers, date, agency and the reason, and nothing else. What was scheduled is
    cancelled with it, and its translations are withdrawn with it.

    Args:
        release: refreshed in place.
        by: who withdraws.
        public_reason: why, in words for everybody.
        note: for the desk's memory.

    Raises:
        NotPermitted, WrongState: it is not theirs to withdraw, it is not public, or another
            edition is about to be.
        NotReady: no reason was given.
    """
    begin(release, MOVES["withdraw"], by)
    if not public_reason.strip():
        raise NotReady(_("Write down the reason that the public is to read."))
    now = database_now()
    edition = release.editions.published(now).first()
    if edition is None:
        raise WrongState(_("It is not public, so it can’t be withdrawn."))
    for name, nothing in UNSAID.items():
        setattr(edition, name, nothing)
    edition.kind, edition.note = Kind.WITHDRAWAL, public_reason.strip()
    edition.public_from = moment_at_once(spans(release), now)
    seal(edition)
    finish(release, MOVES["withdraw"], by, note)
    for translation in release.translations.all():
        if translation.editions.published(now).exclude(kind=Kind.WITHDRAWAL).exists():
            withdraw(translation, by, public_reason, note)
        elif translation.editions.standing().filter(public_from__gt=now).exists():
            cancel(translation, by, public_reason)
    return edition


@transaction.atomic
def correct(release: "Release", by: User, note: str = "") -> None:
    """Open the text of a sealed release for a correction. The public sees what it saw."""
    begin(release, MOVES["correct"], by)
    finish(release, MOVES["correct"], by, note)


@transaction.atomic
def keep(release: "Release", by: User, note: str = "") -> None:
    """Give a correction up: the text becomes again what was approved last.

    Raises:
        WrongState: nothing of it is sealed that could be kept.
    """
    begin(release, MOVES["keep"], by)
    edition = release.editions.standing().order_by("public_from").last()
    if edition is None:
        raise WrongState(_("Nothing of it is public or will be. Discard it instead."))
    # From the desk's memory, not from the edition: its text may have been removed since.
    approved = [one.fields for one in release.revisions.filter(action="approve")]
    same = (fields for fields in approved if _says(edition, fields))
    fields: dict[str, Any] = next(same, approved[0])
    for name in ("title", "summary", "dateline", "body", "language"):
        setattr(release, name, fields[name])
    release.genre = fields.get("genre", release.genre)
    release.date = datetime.date.fromisoformat(fields["date"])
    release.contacts.set(fields["contacts"])
    release.topics.set(Topic.objects.called(fields.get("topics", [])))
    Attachment.objects.put_back(release, fields.get("attachments", []))
    finish(release, MOVES["keep"], by, note)


def _says(edition: "Edition", fields: dict[str, Any]) -> bool:
    """Whether an edition is what was approved then, in words and files."""
    words = ("title", "summary", "dateline", "body", "language")
    files = canonical(fields.get("attachments", []))
    return edition.attachments_json == files and all(
        getattr(edition, name) == fields[name] for name in words
    )


def _scheduled(release: "Release") -> "Edition":
    """The last edition whose time has not come."""
    ahead = release.editions.standing().filter(public_from__gt=database_now())
    edition = ahead.order_by("public_from").last()
    if edition is None:
        raise WrongState(_("Nothing of it is scheduled: it is public already, or not approved."))
    return edition


def _check_translations(release: "Release", edition: "Edition") -> None:
    """Refuse that a translation is public before its original is."""
    if timeline.before(spans(release), edition.public_from):
        return
    for translation in release.translations.all():
        if translation.editions.standing().exists():
            raise NotReady(_("Its translation would be public before it. Cancel that first."))


def _let_the_first_correct_nothing(release: "Release") -> None:
    """Seal a scheduled correction anew as a release, where what it was to correct is cancelled.

    Otherwise its note would tell the public of a text that it never saw.
    """
    first = release.editions.standing().order_by("public_from").first()
    if first and first.kind == Kind.CORRECTION:
        _take_back(release, first)
        first.kind, first.note = Kind.RELEASE, ""
        if not release.paper_numbers:
            first.published_at = first.public_from
        seal(first)


def _take_back(release: "Release", edition: "Edition") -> None:
    before, now = spans(release), database_now()
    try:
        after = timeline.cancelled(before, edition.position, now)
    except timeline.HasBegun:
        raise WrongState(_("Its time has come, or it was cancelled already.")) from None
    _check_none_begins_soon(timeline.newly_cancelled(before, after), now)
    with tallies.kept(release):
        _write(release, before, after)


def _check_none_begins_soon(taken_back: list[timeline.Span], now: datetime.datetime) -> None:
    """Refuse to take back what somebody may see before the transaction has come to its end.

    Raises:
        WrongState: one is about to begin.
    """
    if any(now < span.begins <= now + SOON for span in taken_back):
        raise WrongState(_("It becomes public within a second. Look again then, and decide."))


def _write(release: "Release", before: list[timeline.Span], after: list[timeline.Span]) -> None:
    """Write the ends that have changed: first what ends earlier, then what goes on.

    Raises:
        WrongState: one that is to be cancelled has begun since, on a machine that took its time.
    """
    ends = {span.position: span.ends for span in before}
    changed = [span for span in after if span.ends != ends[span.position]]
    for span in sorted(changed, key=lambda span: not span.cancelled):
        try:
            release.editions.filter(position=span.position).update(public_until=span.ends)
        except IntegrityError:
            if not span.cancelled:
                raise
            raise WrongState(_("It has become public meanwhile. Look again, and decide.")) from None
