"""What `exporting` wrote → the same editions, with the same hashes and the same chain.

Agencies, sequences and topics are made where there are none of that address or code; what is
there stays as it is. Numbers come back as those of old books, with their counters raised. An
edition whose hash is not the one it was sealed with is kept out, and so is a release of which an
edition is missing.
"""

import datetime
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import reset_queries, transaction
from django.utils.dateparse import parse_datetime

from agencies.models import Agency
from ingest.archive.exporting import sha256_of
from ingest.archive.flags import KEPT_OUT, Flag
from ingest.archive.rows import NoRows
from ingest.models import ArchiveImport, ArchiveRow, Standing
from numbering import patterns
from numbering.clock import database_now
from numbering.models import Number, Sequence
from numbering.models import State as NumberState
from numbering.old_books import OldNumber, enter_all
from releases import backfill
from releases.files.formats import Kind as FileKind
from releases.files.preparing import prepare_after_commit
from releases.models import (
    Asset,
    Attachment,
    Edition,
    Genre,
    Kind,
    Preparing,
    Redaction,
    Release,
    ReleaseNumber,
    Replacement,
    Revision,
    State,
    Topic,
)
from releases.models.revision import What
from releases.sealing import canonical, fingerprint

AT_ONCE = 100  # releases
SAID = ("title", "summary", "dateline", "body", "language")


def is_ours(path: Path) -> bool:
    """Whether a file begins as `exporting` begins it."""
    with path.open("rb") as file:
        return file.readline(1000).startswith(b'{"archive":')


@dataclass
class _Record:
    place: int
    said: dict[str, Any]
    edition: Edition = field(init=False)

    @property
    def uid(self) -> str:
        return self.said["edition"]["uid"]


@dataclass
class Paper:
    """A release with its editions, as they are read back."""

    records: list[_Record]
    release: Release = field(init=False)
    lines: list[Number] = field(default_factory=list)
    flags: dict[Flag, str] = field(default_factory=dict)

    @property
    def said(self) -> dict[str, Any]:
        return self.records[-1].said

    @property
    def original(self) -> str | None:
        """The identity of what it is a translation of."""
        return self.said.get("translation_of")


@dataclass
class ReadBack:
    """One run over a file.

    Attributes:
        path: the file; its files lie in `files/` beside it.
    """

    record: ArchiveImport
    path: Path
    by: User
    counts: Counter[str] = field(default_factory=Counter)

    def run(self) -> Iterator[int]:
        """Read everything back, a batch at a time.

        Yields:
            How many lines are done.

        Raises:
            NoRows: it is of a later format, or a line can't be read.
        """
        # Originals come first, and are there before the first of their translations.
        for _, papers in groupby(self._papers(), key=lambda paper: bool(paper.original)):
            while batch := list(islice(papers, AT_ONCE)):
                self._take(batch)
                reset_queries()  # which DEBUG would keep in memory
                yield batch[-1].records[-1].place
        self._tie()

    def _papers(self) -> Iterator[Paper]:
        for _, records in groupby(self._records(), key=lambda record: record.uid):
            yield Paper(list(records))

    def _records(self) -> Iterator[_Record]:
        for place, said in self._lines():
            match said:
                case {"archive": version}:
                    if version != 1:
                        raise NoRows(f"Its format is {version}, and only 1 is read.")
                case {"agency": one}:
                    parent = Agency.objects.filter(slug=one.pop("parent") or "").first()
                    Agency.objects.get_or_create(
                        slug=one["slug"], defaults=one | {"parent": parent}
                    )
                case {"sequence": one}:
                    _make_sequence(one)
                case {"topic": one}:
                    Topic.objects.get_or_create(slug=one["slug"], defaults=one)
                case {"edition": {"uid": _uid}}:
                    yield _Record(place, said)

    def _lines(self) -> Iterator[tuple[int, dict[str, Any]]]:
        with self.path.open(encoding="utf-8") as file:
            for place, line in enumerate(file, start=1):
                try:
                    yield place, json.loads(line)
                except ValueError as error:
                    raise NoRows(f"Line {place} can’t be read. Was it cut off?") from error

    @transaction.atomic
    def _take(self, batch: list[Paper]) -> None:
        new = list(self._new(batch))
        whole = [paper for paper in new if not paper.flags]
        for paper in whole:
            self._keep_files(paper)
        _make_releases(whole, self.by)
        _enter_numbers(whole, self.by)
        editions = Edition.objects.bulk_create(
            one.edition for paper in whole for one in paper.records
        )
        _put_beside(whole, editions, self.by)
        rows = list(self._rows(new))
        ArchiveRow.objects.bulk_create(rows)
        self.counts.update(row.state for row in rows)
        self.counts["flagged"] += sum(bool(row.flags) for row in rows)
        hashes = {
            one["sha256"] for edition in editions for one in json.loads(edition.attachments_json)
        }
        prepare_after_commit(Asset.objects.filter(sha256__in=hashes))

    def _new(self, batch: list[Paper]) -> Iterator[Paper]:
        uids = [paper.records[0].uid for paper in batch]
        found = Edition.objects.filter(uid__in=uids).values_list("uid", "sha256")
        here: dict[str, set[str]] = {}
        for one, sha256 in found:
            here.setdefault(str(one), set()).add(sha256)
        paths = [record.said["edition"]["path"] for paper in batch for record in paper.records]
        at_path = Release.objects.filter(path__in=paths).values_list("path", "uid")
        taken: dict[str | None, UUID] = dict(at_path)
        agencies = {one.slug: one for one in Agency.objects.all()}
        for paper in batch:
            uid = paper.records[0].uid
            known = all(one.said["sha256"] in here.get(uid, set()) for one in paper.records)
            if known:
                self.counts["known"] += len(paper.records)
                continue
            _read(paper, agencies)
            if uid in here:
                paper.flags[Flag.CHANGED] = uid
            if any(
                taken.get(one.edition.path, one.edition.uid) != one.edition.uid
                for one in paper.records
            ):
                paper.flags[Flag.SAME] = paper.records[-1].edition.path
            yield paper

    def _rows(self, papers: list[Paper]) -> Iterator[ArchiveRow]:
        """The rows of a batch; what was kept out before may be whole by now."""
        keys = {_key(record) for paper in papers for record in paper.records}
        before = {row.key: row for row in ArchiveRow.objects.filter(key__in=keys, release=None)}
        for paper in papers:
            for record in paper.records:
                old = before.get(_key(record))
                if old and paper.flags:
                    self.counts["known"] += 1
                    continue
                if old:
                    old.delete()
                yield self._row(paper, record)

    def _row(self, paper: Paper, record: _Record) -> ArchiveRow:
        edition = record.edition
        row = ArchiveRow(
            agency=edition.agency,
            first=self.record,
            seen=self.record,
            key=_key(record),
            digest=record.said["sha256"],
            place=record.place,
            state=Standing.KEPT_OUT if paper.flags else Standing.PUBLIC,
            date=edition.date,
            number="\n".join(edition.numbers),
            title=edition.title,
            source=json.dumps(record.said, ensure_ascii=False) if paper.flags else "",
            release=None if paper.flags else paper.release,
        )
        for flag, detail in paper.flags.items():
            row.add_flag(flag, detail)
        return row

    def _keep_files(self, paper: Paper) -> None:
        folder = self.path.parent / "files"
        for record in paper.records:
            for one in json.loads(record.edition.attachments_json):
                if not Asset.objects.filter(sha256=one["sha256"]).exists():
                    _keep(folder / one["sha256"], one)
            heads = [
                record.edition.letterhead,
                *(other.get("letterhead", {}) for other in record.edition.joint_with),
            ]
            for logo in filter(None, (head.get("logo") for head in heads)):
                source = folder / Path(logo).name
                if source.exists() and not default_storage.exists(f"logos/{source.name}"):
                    with source.open("rb") as file:
                        default_storage.save(f"logos/{source.name}", File(file))

    @transaction.atomic
    def _tie(self) -> None:
        """Say what replaces what, once all of it is there."""
        now = database_now()
        for _place, said in self._lines():
            if not said.get("replaced_by"):
                continue
            old = Release.objects.filter(uid=said["edition"]["uid"], replacement=None).first()
            new = Release.objects.filter(uid=said["replaced_by"]).first()
            if old and new:
                Replacement.objects.create(old=old, new=new, at=now, by=self.by)


def _key(record: _Record) -> str:
    said = record.said["edition"]
    return f"{said['uid']}:{said['position']}"


def _read(paper: Paper, agencies: dict[str, Agency]) -> None:
    """Make the editions of a release, and see whether they are those that were sealed."""
    before = ""
    for position, record in enumerate(paper.records, start=1):
        try:
            edition = record.edition = _edition(record.said, agencies)
        except (KeyError, TypeError, ValueError) as error:
            raise NoRows(f"Line {record.place} can’t be read: {error}.") from error
        if not record.said["redaction"] and fingerprint(edition) != edition.sha256:
            paper.flags[Flag.HASH] = f"{record.place}"
        if edition.position != position or edition.previous_sha256 != before:
            paper.flags[Flag.CHAIN] = f"{edition.position}"
        before = edition.sha256
    if not KEPT_OUT.isdisjoint(paper.flags):
        return
    if paper.original and not Release.objects.filter(uid=paper.original).exists():
        paper.flags[Flag.CHAIN] = paper.original


def _edition(said: dict[str, Any], agencies: dict[str, Agency]) -> Edition:
    sealed = said["edition"]
    plain = ("position", "kind", "path", "language", "title", "summary", "dateline", "body")
    return Edition(
        **{name: sealed[name] for name in plain},
        uid=UUID(sealed["uid"]),
        agency=agencies[sealed["agency"]],
        genre=sealed.get("genre", Genre.RELEASE),
        date=datetime.date.fromisoformat(sealed["date"]),
        note=sealed.get("note", ""),
        numbers_json=canonical(sealed["numbers"]),
        letterhead_json=canonical(sealed["letterhead"]),
        joint_json=canonical(sealed.get("joint", [])),
        contacts_json=canonical(sealed["contacts"]),
        attachments_json=canonical(sealed.get("attachments", [])),
        published_at=_moment(sealed["published_at"]),
        public_from=_moment(sealed["public_from"]),
        public_until=_moment(said["public_until"]) if said["public_until"] else None,
        sealed_at=_moment(said["sealed_at"] or sealed["public_from"]),
        previous_sha256=sealed["previous"],
        sha256=said["sha256"],
    )


def _moment(text: str) -> datetime.datetime:
    found = parse_datetime(text)
    if found is None:
        raise NoRows(f"“{text}” is no moment.")
    return found


def _make_releases(papers: list[Paper], by: User) -> None:
    originals = {paper.original for paper in papers} - {None}
    known = {
        str(one.uid): one for one in Release.objects.filter(uid__in=originals).select_for_update()
    }
    for paper in papers:
        editions = [record.edition for record in paper.records]
        standing = [edition for edition in editions if not edition.cancelled]
        text = next((one for one in reversed(editions) if one.title), editions[-1])
        state = State.APPROVED if standing else State.DRAFT
        if any(edition.kind == Kind.WITHDRAWAL for edition in standing):
            state = State.WITHDRAWN
        original = known.get(paper.original or "")
        texts = [] if original else [line["text"] for line in paper.said["register"]]
        paper.release = Release(
            uid=text.uid,
            agency=text.agency,
            genre=text.genre,
            date=text.date,
            **{name: getattr(text, name) for name in SAID},
            paper_numbers="\n".join(texts),
            translation_of=original,
            path=editions[-1].path,
            state=state,
            revision=1,
            edited_by=by,
        )
    Release.objects.bulk_create(paper.release for paper in papers)
    for paper in papers:
        for record in paper.records:
            record.edition.release = paper.release


def _enter_numbers(papers: list[Paper], by: User) -> None:
    """Its lines of the register; what was void there is void here, before anything is public."""
    agencies = {one.slug: one for one in Agency.objects.all()}
    books = {one.code: one for one in Sequence.objects.all()}
    new: list[tuple[Paper, dict[str, Any], OldNumber]] = []
    for paper in papers:
        if original := paper.release.translation_of:
            paper.lines = list(original.numbers.order_by("releasenumber__position"))
            continue
        for line in paper.said["register"]:
            agency = agencies[line["agency"]]
            book = books.get(line["sequence"]) if line.get("sequence") else None
            if "sequence" not in line:
                book = _reader(agency, line["text"])
            on = datetime.date.fromisoformat(line["date"])
            new.append((paper, line, OldNumber(line["text"], agency, on, book)))
    enter_all([number for _paper, _line, number in new], by)
    for paper, _line, number in new:
        paper.lines.append(number.line)
    ReleaseNumber.objects.bulk_create(
        ReleaseNumber(release=paper.release, number=line, position=place)
        for paper in papers
        for place, line in enumerate(paper.lines, start=1)
    )
    now = database_now()
    for _paper, line, number in new:
        if line.get("state") == NumberState.VOID:
            Number.objects.filter(pk=number.line.pk).update(
                state=NumberState.VOID,
                void_reason=line["void_reason"] or "–",
                voided_at=now,
                voided_by=by,
            )


def _reader(agency: Agency, text: str) -> Sequence | None:
    own = Sequence.objects.open_to(agency).order_by("pk")
    return next((one for one in own if patterns.parse(one.pattern, text)), None)


def _put_beside(papers: list[Paper], editions: list[Edition], by: User) -> None:
    """Topics, files, redactions, the desk's memory, and all that follows from an edition."""
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    assets = {one["sha256"] for edition in editions for one in json.loads(edition.attachments_json)}
    kept = Asset.objects.in_bulk(list(assets), field_name="sha256")
    now = database_now()
    records = [record for paper in papers for record in paper.records]
    Edition.topics.through._default_manager.bulk_create(
        Edition.topics.through(edition=record.edition, topic=topics[slug])
        for record in records
        for slug in record.said["topics"]
    )
    Release.topics.through._default_manager.bulk_create(
        Release.topics.through(release=paper.release, topic=topics[slug])
        for paper in papers
        for slug in paper.said["topics"]
    )
    Edition.assets.through._default_manager.bulk_create(
        Edition.assets.through(edition=edition, asset=kept[sha256])
        for edition in editions
        for sha256 in sorted({one["sha256"] for one in json.loads(edition.attachments_json)})
    )
    Attachment.objects.bulk_create(_attachments(papers, kept))
    Redaction.objects.bulk_create(
        Redaction(
            edition=record.edition,
            authority=record.said["redaction"]["authority"],
            reason=record.said["redaction"]["reason"],
            at=_moment(record.said["redaction"]["at"]),
            by=by,
        )
        for record in records
        if record.said["redaction"]
    )
    for paper in papers:
        _bind_jointly(paper)
    Revision.objects.bulk_create(
        Revision(
            release=paper.release,
            position=1,
            action=What.TAKE_OVER,
            by=by,
            at=now,
            changed=list(content),
            content=json.dumps(content, ensure_ascii=False, sort_keys=True),
        )
        for paper in papers
        for content in [paper.release.content()]
    )
    backfill.stand_beside(editions)


def _attachments(papers: list[Paper], kept: dict[str, Asset]) -> Iterator[Attachment]:
    for paper in papers:
        last = next((one for one in reversed(paper.records) if one.edition.title), None)
        copies = json.loads(last.edition.attachments_json) if last else []
        for order, one in enumerate(copies):
            said = {name: one[name] for name in ("number", "name", *Attachment.SAID)}
            asset = kept[one["sha256"]]
            yield Attachment(release=paper.release, asset=asset, order=order, **said)


def _bind_jointly(paper: Paper) -> None:
    """A joint release stays joint when it is corrected."""
    others = [
        line.sequence_id
        for line in paper.lines
        if line.sequence_id and line.agency_id != paper.release.agency_id
    ]
    if others and not paper.release.translation_of:
        paper.release.joint_with.add(*others)


def _make_sequence(said: dict[str, Any]) -> None:
    said = dict(said)
    agency = Agency.objects.filter(slug=said.pop("agency")).first()
    shared = said.pop("shared_with")
    if agency is None or Sequence.objects.filter(code=said["code"]).exists():
        return
    said["opened_on"] = datetime.date.fromisoformat(said["opened_on"])
    made = Sequence.objects.create(agency=agency, **said)
    made.shared_with.set(Agency.objects.filter(slug__in=shared))


def _keep(path: Path, said: dict[str, Any]) -> None:
    if not path.is_file() or sha256_of(path) != said["sha256"]:
        raise NoRows(f"{path}: the file is not there, or is another one.")
    picture = said["kind"] == FileKind.PICTURE
    with path.open("rb") as file:
        Asset.objects.create(
            **{name: said[name] for name in ("sha256", "kind", "media_type", "size")},
            width=said["width"],
            height=said["height"],
            content=File(file, said["name"]),
            preparing=Preparing.WAITING if picture else Preparing.READY,
        )


def lines_of(path: Path) -> int:
    """How many lines a file has."""
    with path.open("rb") as file:
        return sum(1 for _line in file)


def begin(path: Path, by: User) -> ArchiveImport:
    """The record of a file: a new one, or the one that was begun before."""
    record, _made = ArchiveImport.objects.get_or_create(
        agency=None,
        sha256=sha256_of(path),
        defaults={"name": path.name, "by": by, "rows": lines_of(path)},
    )
    return record
