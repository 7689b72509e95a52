"""The rows of an archive → public releases, drafts, and rows to be looked at. In batches.

A batch is one transaction with its releases and with the rows by which they are known again, so
that whatever ends it in the middle leaves nothing half done: run again, it goes on.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.contrib.auth.models import User
from django.db import IntegrityError, reset_queries, transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from agencies.models import Agency
from ingest.archive import beside, entries, judging
from ingest.archive.beside import Folder
from ingest.archive.entries import Entry
from ingest.archive.flags import Flag
from ingest.archive.judging import Habit
from ingest.archive.mapping import Mapping
from ingest.archive.rows import Row, Source
from ingest.archive.surveying import Readers, Survey
from ingest.models import ArchiveImport, ArchiveRow, Standing
from numbering.models import Number, Origin, State
from numbering.models import today as this_day
from numbering.old_books import Uncounted
from releases import backfill, tallies
from releases.backfill import Paper
from releases.files.preparing import prepare_after_commit
from releases.models import Release, Topic

AT_ONCE = 500
_SERIAL = ("sequence", "period", "serial", "suffix")
FLAG_OF = {
    Uncounted.CONTRADICTS: Flag.YEAR,
    Uncounted.TAKEN: Flag.TAKEN,
    Uncounted.CLOSED: Flag.CLOSED,
    Uncounted.TOO_FAR: Flag.FAR,
}


@dataclass
class Run:
    """One run over a file: what is done, and what it came to.

    Attributes:
        folder: where its files lie.
        counts: how many rows became what; "known" were taken over in an earlier run.
    """

    record: ArchiveImport
    mapping: Mapping
    agency: Agency
    by: User
    habit: Habit
    folder: Folder
    counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.readers = Readers(self.agency, self.mapping)
        self.day = this_day()
        self.topics = topics_by_name(self.mapping)
        self.contacts = {one.name.casefold(): one for one in self.agency.contacts.all()}

    def over(self, rows: Iterable[Row]) -> Iterator[int]:
        """Take all rows over, a batch at a time.

        Yields:
            How many rows are done.
        """
        rows, done = iter(rows), 0
        while batch := list(islice(rows, AT_ONCE)):
            read = self._read(batch)
            self._keep_files(read)
            try:
                self._take_over(read)
            except IntegrityError:
                # Somebody has come in between, such as with the same address: look again.
                read = self._read(batch)
                self._keep_files(read)
                self._take_over(read)
            done += len(batch)
            reset_queries()  # which DEBUG would keep in memory
            yield done

    def _read(self, batch: list[Row]) -> list[Entry]:
        read = [entries.read(row, self.mapping, self.day) for row in batch]
        for entry in read:
            judging.judge(entry, self.readers.patterns, self.habit)
        return read

    def _keep_files(self, read: list[Entry]) -> None:
        """Before the transaction: a picture is drawn anew, and meanwhile nobody else may wait."""
        asking = [entry for entry in read if entry.files and not entry.kept_out]
        if not asking:
            return
        keys = {key for entry in asking for key in (entry.key, _second_key(entry))}
        known = ArchiveRow.objects.filter(agency=self.agency, key__in=keys)
        there = set(known.values_list("key", "digest"))
        for entry in asking:
            if there.isdisjoint([(k, entry.digest) for k in (entry.key, _second_key(entry))]):
                entry.taken, refused = beside.take(entry.files, self.folder)
                prepare_after_commit(one.asset for one in entry.taken)
                if refused:
                    entry.flag(Flag.FILES, *refused)

    @transaction.atomic
    def _take_over(self, read: list[Entry]) -> None:
        counts: Counter[str] = Counter()
        new = list(_Known(self.record, read, counts).new())
        pairs = [(row, entry) for row, entry in new if not entry.kept_out]
        pairs = list(self._not_here(pairs))
        papers = [self._paper(entry) for _row, entry in pairs]
        backfill.keep_all(papers, self.by)
        for (row, entry), paper in zip(pairs, papers, strict=True):
            row.release = paper.release
            row.state = Standing.DRAFT if paper.draft else Standing.PUBLIC
            for text, why in paper.uncounted.items():
                if FLAG_OF[why] not in entry.flags:
                    entry.flag(FLAG_OF[why], text)
        for row, entry in new:
            for flag, details in entry.flags.items():
                row.add_flag(flag, "; ".join(details))
            counts[row.state] += 1
            counts["flagged"] += bool(row.flags)
        ArchiveRow.objects.bulk_create(row for row, _entry in new)
        _flag_doubles(papers)
        self.counts += counts

    def _paper(self, entry: Entry) -> Paper:
        if entry.date is None:
            raise LookupError("a row without a date is kept out")
        topics = filter(None, (self.topics.get(name.casefold()) for name in entry.topics))
        return Paper(
            agency=self.agency,
            date=entry.date,
            title=entry.title,
            body=entry.body,
            language=entry.language,
            numbers=[(text, next(iter(self.readers.of(text)), None)) for text in entry.numbers],
            summary=entry.summary,
            dateline=entry.dateline,
            genre=entry.genre,
            topics=list(dict.fromkeys(topics)),
            contacts=entry.contacts,
            known_contacts=[
                known
                for name in dict.fromkeys(one["name"].casefold() for one in entry.contacts)
                if (known := self.contacts.get(name))
            ],
            files=[(one.asset, one.name) for one in entry.taken],
            draft=entry.draft,
        )

    def _not_here(
        self, pairs: list[tuple[ArchiveRow, Entry]]
    ) -> Iterator[tuple[ArchiveRow, Entry]]:
        """Those that the desk does not have already; what has the same headline is flagged."""
        found = Release.objects.filter(
            agency=self.agency,
            date__in={entry.date for _row, entry in pairs},
            title__in={entry.title for _row, entry in pairs if entry.title},
        )
        there: dict[tuple[datetime.date | None, str], list[tuple[int, str, bool]]]
        there = defaultdict(list)
        columns = ("date", "title", "pk", "paper_numbers", "archive_rows__first")
        for date, title, pk, numbers, file in found.values_list(*columns):
            there[date, title].append((pk, numbers, file == self.record.pk))
        for row, entry in pairs:
            same = there[entry.date, entry.title] if entry.title else []
            numbers = "\n".join(entry.numbers)
            # Twice in one file they are two, as the office kept them; otherwise they are one.
            here = [pk for pk, borne, of_this_file in same if borne == numbers and not of_this_file]
            if here:
                row.release_id, row.state = here[0], Standing.HERE
                entry.flag(Flag.HERE)
                continue
            if same:
                entry.flag(Flag.SAME)
            if entry.title:
                there[entry.date, entry.title].append((0, numbers, True))
            yield row, entry


class _Known:
    """The rows of a batch, told apart into those that are known and those that are new."""

    def __init__(self, record: ArchiveImport, read: list[Entry], counts: Counter[str]) -> None:
        self.record, self.read, self.counts = record, read, counts
        keys = {key for entry in read for key in (entry.key, _second_key(entry))}
        rows = ArchiveRow.objects.filter(agency=record.agency, key__in=keys)
        self.by_key = {row.key: row for row in rows}
        self.seen_again: list[ArchiveRow] = []

    def new(self) -> Iterator[tuple[ArchiveRow, Entry]]:
        for entry in self.read:
            if row := self._recognised(entry):
                self.counts["known"] += 1
                self._see(row)
            else:
                yield self._begun(entry), entry
        changed = [row for row in self.seen_again if row.pk]
        columns = ["seen", "later", "flags", "details", "settled_at", "settled_by"]
        ArchiveRow.objects.bulk_update(changed, columns)

    def _recognised(self, entry: Entry) -> ArchiveRow | None:
        if second := self.by_key.get(_second_key(entry)):
            return second
        row = self.by_key.get(entry.key)
        if row is None or entry.digest in (row.digest, row.later):
            again = row and row.seen_id == self.record.pk and row.place != entry.place
            if row and again and row.digest == entry.digest:
                self._flag(row, Flag.REPEATED, str(entry.place))
            return row
        if row.seen_id == self.record.pk:
            return None  # two rows of one file with one key: they are two
        row.later = entry.digest
        self._flag(row, Flag.CHANGED, f"{self.record.name}, {entry.place}: {entry.title}")
        return row

    def _begun(self, entry: Entry) -> ArchiveRow:
        key = entry.key
        if other := self.by_key.get(key):
            key = _second_key(entry)
            entry.flag(Flag.REPEATED, f"{entry.key}, {other.place}")
        row = ArchiveRow(
            agency=self.record.agency,
            first=self.record,
            seen=self.record,
            key=key,
            digest=entry.digest,
            place=entry.place,
            state=Standing.KEPT_OUT,
            date=entry.date,
            number="\n".join(entry.numbers),
            title=entry.title[:300],
            source=entry.source if entry.kept_out else "",
        )
        self.by_key[key] = row
        return row

    def _flag(self, row: ArchiveRow, flag: Flag, detail: str) -> None:
        if row.add_flag(flag, detail):
            self.seen_again.append(row)

    def _see(self, row: ArchiveRow) -> None:
        if row.seen_id != self.record.pk:
            row.seen = self.record
            self.seen_again.append(row)


def _second_key(entry: Entry) -> str:
    return f"{entry.key}#{entry.digest[:16]}"


def _flag_doubles(papers: list[Paper]) -> None:
    """Flag all rows whose number stands in the register twice by now, the earlier ones too."""
    for line in _doubled([line for paper in papers for line in paper.lines]):
        same = Q(key=line.key, agency=line.agency_id, period=line.period)
        if line.serial is not None:
            same |= Q(
                sequence=line.sequence_id,
                period=line.period,
                serial=line.serial,
                suffix=line.suffix,
            )
        releases = Release.objects.filter(numbers__in=Number.objects.filter(same))
        rows = list(ArchiveRow.objects.filter(release__in=releases).select_related("seen"))
        for row in rows:
            others = [
                f"{one.seen}, {one.place}" for one in rows if one.release_id != row.release_id
            ]
            row.add_flag(Flag.DOUBLE, "; ".join(others) or line.text)
        ArchiveRow.objects.bulk_update(rows, ["flags", "details", "settled_at", "settled_by"])


def _doubled(lines: list[Number]) -> Iterator[Number]:
    """Those lines whose number stands in the register twice, as `with_doubles` understands it.

    Asked for a batch as a whole, and by what it holds: a question for each line costs more than
    writing it.
    """
    lines = [line for line in lines if line.origin == Origin.HISTORICAL]
    texts = Number.objects.filter(key__in={line.key for line in lines})
    counted = [line for line in lines if line.serial is not None]
    serials = Number.objects.exclude(state=State.SKIPPED).filter(
        sequence__in={line.sequence_id for line in counted},
        period__in={line.period for line in counted},
        serial__in={line.serial for line in counted},
    )
    same_text = _twice(texts, "key", "agency", "period")
    same_serial = _twice(serials, *_SERIAL) if counted else set()
    for line in lines:
        read = line.sequence_id, line.period, line.serial, line.suffix
        if (line.key, line.agency_id, line.period) in same_text or read in same_serial:
            yield line


def _twice(lines: QuerySet[Number], *columns: str) -> set[tuple[object, ...]]:
    """What several of some lines have in common."""
    groups = lines.order_by().values_list(*columns).annotate(times=Count("pk"))
    return {tuple(found[:-1]) for found in groups.filter(times__gt=1)}


def topics_by_name(mapping: Mapping) -> dict[str, Topic]:
    topics = list(Topic.objects.standing())
    by_slug = {topic.slug: topic for topic in topics}
    names = {
        name.casefold(): topic
        for topic in topics
        for name in (topic.slug, topic.name, topic.name_en)
    }
    said = {name.casefold(): by_slug[slug] for name, slug in mapping.topic_names.items()}
    return names | said


def begin(
    source: Source, agency: Agency, by: User, how: Mapping, mapping: str, found: Survey
) -> ArchiveImport:
    """The record of a file: a new one, or the one that was begun before."""
    record, _made = ArchiveImport.objects.get_or_create(
        agency=agency,
        sha256=source.sha256,
        defaults={"name": source.path.name[:255], "by": by},
    )
    known = topics_by_name(how)
    record.unknown_topics = {
        name: count for name, count in found.topics.most_common() if name.casefold() not in known
    }
    record.mapping, record.rows, record.finished_at = mapping, found.rows, None
    record.save()
    return record


def finish(record: ArchiveImport) -> None:
    """Write down that a file was gone through to its end."""
    record.finished_at = timezone.now()
    record.save(update_fields=["finished_at"])
    tallies.sweep()
