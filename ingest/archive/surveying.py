"""What an archive holds, and what stands in the way: looked at before anything is taken over.

Nothing is written here.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from agencies.models import Agency
from ingest.archive import entries, judging
from ingest.archive.beside import Folder
from ingest.archive.entries import Entry
from ingest.archive.judging import Habit
from ingest.archive.mapping import Mapping
from ingest.archive.refused import ArchiveRefused
from ingest.archive.rows import Source
from numbering import patterns
from numbering.models import Sequence as Book
from numbering.models import today as this_day
from releases.models import Topic

SHOWN = 20  # files that are not there


@dataclass
class Raised:
    """A number that would raise a counter the most, and where it stands."""

    serial: int
    text: str
    place: int


@dataclass
class Survey:
    """What a file holds, before anything is written."""

    rows: int = 0
    kept_out: int = 0
    drafts: int = 0
    flags: Counter[str] = field(default_factory=Counter)
    habit: Habit = field(default_factory=Habit)
    columns: set[str] = field(default_factory=set)
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    raised: dict[tuple[str, str], Raised] = field(default_factory=dict)
    read_by_several: str = ""
    topics: Counter[str] = field(default_factory=Counter)
    files: int = 0
    files_missing: list[str] = field(default_factory=list)


class Readers:
    """The sequences whose numbers an archive may hold."""

    def __init__(self, agency: Agency, mapping: Mapping) -> None:
        books = Book.objects.open_to(agency).order_by("pk")
        if mapping.sequence:
            books = books.filter(code=mapping.sequence)
        self.books = list(books)
        self.patterns = [book.pattern for book in self.books]
        if mapping.pattern:
            self.patterns.append(mapping.pattern)

    def of(self, text: str) -> list[Book]:
        return [book for book in self.books if patterns.parse(book.pattern, text)]


def survey(source: Source, mapping: Mapping, agency: Agency, tick: Callable[[], None]) -> Survey:
    """Read a whole file without writing anything.

    Args:
        tick: called for each row.

    Raises:
        ArchiveRefused: it can't be taken over; every reason at once.
        rows.NoRows: it holds none.
    """
    found, readers, day = Survey(), Readers(agency, mapping), this_day()
    folder = Folder.beside(source.path, mapping.folder)
    for row in source.rows():
        found.rows += 1
        if row.cells:
            found.columns |= row.cells.keys()
        entry = entries.read(row, mapping, day, survey=True)
        found.habit.learn(entry)
        found.kept_out += entry.kept_out
        found.drafts += entry.draft and not entry.kept_out
        found.topics.update(entry.topics)
        _survey_files(found, entry, folder)
        if not entry.kept_out and not entry.draft:
            _survey_numbers(found, entry, readers)
        tick()
    problems = list(_problems(found, mapping, agency, readers))
    if problems:
        raise ArchiveRefused(*problems)
    return found


def _survey_files(found: Survey, entry: Entry, folder: Folder) -> None:
    for name in entry.files:
        found.files += 1
        try:
            folder.find(name)
        except ValidationError as error:
            if len(found.files_missing) < SHOWN:
                found.files_missing += [f"{entry.place}: {one}" for one in error.messages]


def _survey_numbers(found: Survey, entry: Entry, readers: Readers) -> None:
    on = entry.date
    if on is None:
        return
    found.first_day = min(on, found.first_day or on)
    found.last_day = max(on, found.last_day or on)
    for text in entry.numbers:
        books = readers.of(text)
        if len(books) > 1:
            found.read_by_several = found.read_by_several or text
        for book in books:
            parts = patterns.parse(book.pattern, text)
            if parts and not judging.contradicts(parts, on):
                place = book.code, book.period_of(on)
                if place not in found.raised or found.raised[place].serial < parts.serial:
                    found.raised[place] = Raised(parts.serial, text, entry.place)


def _problems(found: Survey, mapping: Mapping, agency: Agency, readers: Readers) -> Iterator[str]:
    if not found.rows:
        yield "The file holds no rows."
        return
    if missing := mapping.missing(found.columns):
        known = ", ".join(sorted(found.columns)) or "none"
        yield f"The file has no column {', '.join(missing)}. There are: {known}."
    if mapping.sequence and not readers.books:
        codes = ", ".join(Book.objects.open_to(agency).values_list("code", flat=True)) or "none"
        yield f"{agency} draws from no sequence {mapping.sequence}. There are: {codes}."
    known_topics = set(Topic.objects.standing().values_list("slug", flat=True))
    for name, slug in mapping.topic_names.items():
        if slug not in known_topics:
            yield f"[topics] names: “{name}” is to be {slug}, but there is no such topic."
    if found.read_by_several:
        codes = ", ".join(book.code for book in readers.of(found.read_by_several))
        yield (
            f"Several sequences ({codes}) read number {found.read_by_several}. Say in "
            "[number] sequence which one they were taken from."
        )
    if found.first_day and agency.letterhead_on(found.first_day) is None:
        yield (
            f"{agency} has no letterhead for {found.first_day}. Give it one that is valid from "
            "then on, or has always been."
        )
