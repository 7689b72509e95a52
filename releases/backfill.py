"""Many releases of the past at once: sealed and public, each at its own day.

What approval does for one release that was issued on paper, without its questions: whoever calls
this has judged the papers. Everything is written in bulk, past no guard of the database.
"""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from agencies.models import Agency, Contact, Letterhead
from numbering import patterns
from numbering.clock import database_now, in_milliseconds
from numbering.models import Number, Origin
from numbering.models import Sequence as Book
from numbering.models import State as NumberState
from numbering.old_books import OldNumber, Uncounted, enter_all
from releases import tallies
from releases.models import (
    Asset,
    Attachment,
    Edition,
    Genre,
    Release,
    ReleaseNumber,
    Revision,
    State,
    Topic,
)
from releases.models.revision import What
from releases.paths import path_of
from releases.sealing import canonical, fingerprint
from releases.search import index
from releases.search.texts import plain


@dataclass
class Paper:
    """A release of the past, judged, and what becomes of it.

    Attributes:
        numbers: its official numbers as printed, each with the sequence that reads it, or None.
        contacts: whom to ask, as they were printed; an edition's copies.
        known_contacts: those of the agency that are among them.
        files: kept ones with their names, in the order of [foto 1], [foto 2] …
        draft: it lacks something that the public has to see; it is kept at the desk.
        release: it, once it is kept.
        uncounted: by the text of a number, why it has no serial though its sequence reads it.
    """

    agency: Agency
    date: datetime.date
    title: str
    body: str
    language: str
    numbers: list[tuple[str, Book | None]]
    summary: str = ""
    dateline: str = ""
    genre: str = Genre.RELEASE
    topics: list[Topic] = field(default_factory=list)
    contacts: list[dict[str, object]] = field(default_factory=list)
    known_contacts: list[Contact] = field(default_factory=list)
    files: list[tuple[Asset, str]] = field(default_factory=list)
    draft: bool = False
    release: Release = field(init=False)
    lines: list[Number] = field(init=False, default_factory=list)
    uncounted: dict[str, Uncounted] = field(init=False, default_factory=dict)


@transaction.atomic
def keep_all(papers: Sequence[Paper], by: User) -> list[Edition]:
    """Keep releases of the past: as sealed editions, or as drafts.

    Args:
        papers: some hundred at most; each is given its release and its lines of the register.
        by: who takes them over.

    Returns:
        The editions, public from now on, sorted at their own days.

    Raises:
        LookupError: an agency has no letterhead for a day.
    """
    now = database_now()
    sealed = [paper for paper in papers if not paper.draft]
    index.remember([" ".join(_words(sealed))])
    _enter_numbers(sealed, by)
    _make_releases(papers, by, now)
    ReleaseNumber.objects.bulk_create(
        ReleaseNumber(release=paper.release, number=line, position=place)
        for paper in sealed
        for place, line in enumerate(paper.lines, start=1)
    )
    heads = _Letterheads()
    editions = Edition.objects.bulk_create(_edition(paper, heads, now) for paper in sealed)
    Edition.topics.through._default_manager.bulk_create(
        Edition.topics.through(edition=edition, topic=topic)
        for paper, edition in zip(sealed, editions, strict=True)
        for topic in paper.topics
    )
    Edition.assets.through._default_manager.bulk_create(
        Edition.assets.through(edition=edition, asset=asset)
        for paper, edition in zip(sealed, editions, strict=True)
        for asset in dict.fromkeys(asset for asset, _name in paper.files)
    )
    stand_beside(editions)
    return editions


def _words(papers: Iterable[Paper]) -> set[str]:
    """The words of papers, as they stand there, each once: many texts have most in common."""
    found: set[str] = set()
    for one in papers:
        found.update(f"{one.title} {one.summary} {one.dateline} {plain(one.body)}".split())
    return found


def stand_beside(editions: list[Edition]) -> None:
    """Write all that stands beside editions and follows from them.

    Args:
        editions: just sealed; their topics and files are linked.
    """
    prefetch_related_objects(editions, "topics", "agency")
    index.write(editions)
    tallies.added(editions)


# --- Numbers ---


def _enter_numbers(papers: list[Paper], by: User) -> None:
    waiting = _lines_from_paper(papers)
    new: list[tuple[Paper, int, OldNumber]] = []
    for paper in papers:
        for place, (text, book) in enumerate(paper.numbers):
            line = waiting.pop((book.pk, patterns.key(text)), None) if book else None
            if line:
                paper.lines.append(line)
            else:
                new.append((paper, place, OldNumber(text, paper.agency, paper.date, book)))
    enter_all([number for _paper, _place, number in new], by)
    for paper, place, number in new:
        paper.lines.insert(place, number.line)
        if number.uncounted:
            paper.uncounted[number.text] = number.uncounted


def _lines_from_paper(papers: list[Paper]) -> dict[tuple[int, str], Number]:
    """What a registrar has entered as given on paper, where no release bears it yet."""
    keys = {patterns.key(text) for paper in papers for text, book in paper.numbers if book}
    lines = Number.objects.filter(
        origin=Origin.PAPER, state=NumberState.USED, releases=None, key__in=keys
    )
    return {(line.sequence_id or 0, line.key): line for line in lines}


# --- Releases at the desk ---


def _make_releases(papers: Sequence[Paper], by: User, now: datetime.datetime) -> None:
    for paper in papers:
        paper.release = Release(
            agency=paper.agency,
            genre=paper.genre,
            language=paper.language,
            date=paper.date,
            title=paper.title,
            summary=paper.summary,
            dateline=paper.dateline,
            body=paper.body,
            paper_numbers="\n".join(text for text, _book in paper.numbers),
            state=State.DRAFT if paper.draft else State.APPROVED,
            revision=1,
            edited_by=by,
        )
    _give_paths([paper for paper in papers if not paper.draft])
    Release.objects.bulk_create(paper.release for paper in papers)
    Release.topics.through._default_manager.bulk_create(
        Release.topics.through(release=paper.release, topic=topic)
        for paper in papers
        for topic in paper.topics
    )
    Release.contacts.through._default_manager.bulk_create(
        Release.contacts.through(release=paper.release, contact=contact)
        for paper in papers
        for contact in paper.known_contacts
    )
    Attachment.objects.bulk_create(
        attachment for paper in papers for attachment in _attachments(paper)
    )
    Revision.objects.bulk_create(_revision(paper, by, now) for paper in papers)


def _attachments(paper: Paper) -> list[Attachment]:
    return [
        Attachment(release=paper.release, asset=asset, name=name, number=place, order=place)
        for place, (asset, name) in enumerate(paper.files, start=1)
    ]


def _give_paths(papers: list[Paper]) -> None:
    """Addresses of their own: a serial sets one apart from another with the same headline."""
    wanted = [list(_paths(paper)) for paper in papers]
    every = {path for paths in wanted for path in paths}
    taken = set(Release.objects.filter(path__in=every).values_list("path", flat=True))
    for paper, paths in zip(papers, wanted, strict=True):
        release = paper.release
        last = path_of(paper.date, paper.title, release.uid.hex)
        release.path = next((path for path in paths if path not in taken), last)
        taken.add(release.path)


def _paths(paper: Paper) -> Iterator[str]:
    first = path_of(paper.date, paper.title)
    yield first
    yield from (f"{first}-{line.serial}" for line in paper.lines if line.serial)


def _revision(paper: Paper, by: User, now: datetime.datetime) -> Revision:
    content = _content(paper)
    return Revision(
        release=paper.release,
        position=1,
        action=What.TAKE_OVER,
        by=by,
        at=now,
        changed=list(content),
        content=json.dumps(content, ensure_ascii=False, sort_keys=True),
    )


def _content(paper: Paper) -> dict[str, object]:
    """What `Release.content` says of it, without asking the database."""
    release = paper.release
    plain = ("genre", "language", "title", "summary", "dateline", "body", "paper_numbers")
    return {
        "agency": paper.agency.slug,
        "sequence": None,
        "date": paper.date.isoformat(),
        "reservation": None,
        "addendum_to": None,
        "suffix": "",
        "joint_with": [],
        "contacts": [contact.pk for contact in paper.known_contacts],
        "topics": [topic.slug for topic in sorted(paper.topics, key=lambda one: one.name)],
        "attachments": [attachment.copy() for attachment in _attachments(paper)],
    } | {name: getattr(release, name) for name in plain}


# --- Editions ---


def _edition(paper: Paper, heads: "_Letterheads", now: datetime.datetime) -> Edition:
    midnight = datetime.datetime.combine(
        paper.date, datetime.time.min, timezone.get_default_timezone()
    )
    edition = Edition(
        release=paper.release,
        position=1,
        uid=paper.release.uid,
        path=paper.release.path,
        agency=paper.agency,
        genre=paper.genre,
        language=paper.language,
        date=paper.date,
        title=paper.title,
        summary=paper.summary,
        dateline=paper.dateline,
        body=paper.body,
        numbers_json=canonical([text for text, _book in paper.numbers]),
        letterhead_json=heads.on(paper.agency, paper.date),
        joint_json="[]",
        contacts_json=canonical(paper.contacts),
        attachments_json=canonical([one.copy() for one in _attachments(paper)]),
        published_at=min(in_milliseconds(midnight), now),
        public_from=now,
        sealed_at=now,
    )
    edition.sha256 = fingerprint(edition)
    return edition


class _Letterheads:
    """The letterheads of some agencies, each read once, as canonical JSON."""

    def __init__(self) -> None:
        self.of: dict[int, list[tuple[datetime.date, str]]] = defaultdict(list)

    def on(self, agency: Agency, date: datetime.date) -> str:
        if agency.pk not in self.of:
            self.of[agency.pk] = sorted(self._read(agency.letterheads.all()), reverse=True)
        for valid_from, text in self.of[agency.pk]:
            if valid_from <= date:
                return text
        raise LookupError(f"{agency} has no letterhead for {date}")

    @staticmethod
    def _read(letterheads: Iterable[Letterhead]) -> list[tuple[datetime.date, str]]:
        return [(one.valid_from or datetime.date.min, canonical(one.copy())) for one in letterheads]
