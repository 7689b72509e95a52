"""A row and a mapping → a release of the past, as far as the row says it."""

import datetime
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from ingest import checking, dates, encoding
from ingest import text as printed
from ingest.archive import beside
from ingest.archive.beside import Taken
from ingest.archive.flags import KEPT_OUT, TO_THE_DESK, Flag
from ingest.archive.mapping import LANGUAGES, Mapping
from ingest.archive.rows import Row
from ingest.reading import Contact
from numbering import patterns
from releases.body import CONTROLS, from_paragraphs, taken_over, tidy, tidy_line
from releases.models import Genre

LONGEST_TITLE, LONGEST_DATELINE = 300, 100
LONGEST_SHOWN = 300  # characters of what is wrong, in a report
FIRST_DAY = datetime.date(1900, 1, 1)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


@dataclass
class Entry:
    """What a row says, and what a person should look at in it.

    Attributes:
        key: by which the row is known again.
        digest: by which it is known whether it says the same.
        files: their names, as the archive has them.
        taken: those of them that are kept, once they are.
        contacts: as an edition has them.
        flags: sentences by flag; a flag may need none.
    """

    place: int
    key: str
    digest: str
    source: str
    date: datetime.date | None = None
    numbers: list[str] = field(default_factory=list)
    title: str = ""
    summary: str = ""
    dateline: str = ""
    body: str = ""
    language: str = settings.LANGUAGE_CODE
    genre: str = Genre.RELEASE
    topics: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    contacts: list[dict[str, Any]] = field(default_factory=list)
    flags: dict[Flag, list[str]] = field(default_factory=lambda: defaultdict(list))

    def flag(self, flag: Flag, *details: str) -> None:
        """Ask for a person's eye."""
        self.flags[flag] += [_shortened(detail) for detail in details]

    @property
    def kept_out(self) -> bool:
        return not KEPT_OUT.isdisjoint(self.flags)

    @property
    def draft(self) -> bool:
        return not TO_THE_DESK.isdisjoint(self.flags)


def read(row: Row, mapping: Mapping, today: datetime.date, survey: bool = False) -> Entry:
    """What a row says of a release. Nothing is guessed in silence.

    Args:
        today: a later day is one to come.
        survey: only look at it: its text is not made fit to be kept, and it has no digest.
    """
    source = "" if survey else row.source
    digest = hashlib.sha256(source.encode(errors="replace")).hexdigest()
    entry = Entry(row.place, f"sha256:{digest}", digest, source)
    if row.cells is None:
        entry.flag(Flag.UNREADABLE, row.raw)
        return entry
    if mapping.key and (key := _text(row.cells.get(mapping.key)).strip()):
        entry.key = f"{mapping.key}:{key}"
        if len(entry.key) > 160:
            entry.key = f"{mapping.key}:{hashlib.sha256(key.encode()).hexdigest()}"
    cells = {name: row.cells.get(column) for name, column in mapping.fields.items()}
    cells |= mapping.constants
    _read_plain(entry, cells)
    entry.numbers = _numbers(cells.get("number"), mapping, entry)
    entry.date = _date(cells.get("date"), mapping, entry)
    entry.topics = _several(cells.get("topics"), mapping.split_topics)
    entry.files = _several(cells.get("files"), mapping.split_files, lines=True)
    if not survey:
        _read_contacts(entry, cells.get("contacts"), mapping)
    if "text" in mapping.fields:
        _read_printed(entry, _text(cells.get("text")))
    elif survey:
        entry.body = _text(cells.get("body")).strip()
    else:
        _read_body(entry, _text(cells.get("body")), mapping)
    _look_over(entry, today)
    return entry


def _read_plain(entry: Entry, cells: dict[str, Any]) -> None:
    entry.title = tidy_line(_text(cells.get("title")))
    entry.summary = tidy(_text(cells.get("summary")))
    entry.dateline = tidy_line(_text(cells.get("dateline")))
    entry.genre = cells.get("genre", Genre.RELEASE)
    language = tidy_line(_text(cells.get("language"))).lower()
    if language in LANGUAGES:
        entry.language = language
    elif language:
        entry.flag(Flag.LANGUAGE, language)


def _read_body(entry: Entry, text: str, mapping: Mapping) -> None:
    if mapping.html:
        pasted = taken_over(text)
        entry.body = pasted.html
        if pasted.dropped_images:
            entry.flag(Flag.PICTURES)
    else:
        entry.body = from_paragraphs(_BLANK_LINE.split(tidy(text)))


def _read_contacts(entry: Entry, value: Any, mapping: Mapping) -> None:
    texts = [_text(one) for one in value] if isinstance(value, list) else [_text(value)]
    if mapping.split_contacts:
        texts = [part for text in texts for part in text.split(mapping.split_contacts)]
    found, left = beside.contacts_of(text for text in map(tidy, texts) if text)
    _keep_contacts(entry, found)
    if left:
        entry.flag(Flag.CONTACTS, *left)


def _keep_contacts(entry: Entry, found: list[Contact]) -> None:
    for contact in found:
        if copy := beside.printable(contact):
            entry.contacts.append(copy)
        else:
            said = contact.name, contact.position, *contact.phones, contact.email
            entry.flag(Flag.CONTACTS, ", ".join(filter(None, said)))


def _read_printed(entry: Entry, text: str) -> None:
    """Read a whole release as printed; what a column says goes before what the text says."""
    try:
        found = printed.parse(text)
    except encoding.TooLong as error:
        entry.flag(Flag.UNREADABLE, str(error))
        return
    warnings = list(found.warnings)
    if entry.title:
        [lacking] = checking.missing(number=True, date=True, title=False, text=True, opening=None)
        warnings = [warning for warning in warnings if warning != lacking]
    if entry.numbers and found.numbers and set(found.numbers) != set(entry.numbers):
        entry.flag(Flag.NUMBERS, ", ".join(found.numbers))
    if entry.date and found.date and entry.date != found.date:
        entry.flag(Flag.DATES, f"{entry.date.isoformat()}, {found.date.isoformat()}")
    said = {one.value for line in text.splitlines() for one in dates.find(line) if one.value}
    if any(day.isoformat() in warning for warning in warnings for day in said) and len(said) > 1:
        entry.flag(Flag.DATES, ", ".join(sorted(day.isoformat() for day in said)))
    if warnings:
        entry.flag(Flag.READING, *warnings)
    entry.numbers = entry.numbers or found.numbers
    entry.date = entry.date or found.date
    entry.title = entry.title or tidy_line(found.title or "")
    entry.dateline = entry.dateline or found.dateline or ""
    entry.body = from_paragraphs(found.paragraphs)
    if not entry.contacts:
        _keep_contacts(entry, found.contacts)


def _look_over(entry: Entry, today: datetime.date) -> None:
    """What it lacks, and what the desk has no place for."""
    if entry.date is None or entry.date < FIRST_DAY:
        entry.flag(Flag.NO_DATE, *([entry.date.isoformat()] if entry.date else []))
    elif entry.date > today:
        entry.flag(Flag.FUTURE, entry.date.isoformat())
    if not entry.title:
        entry.flag(Flag.NO_TITLE)
    elif len(entry.title) > LONGEST_TITLE:
        entry.flag(Flag.LONG_TITLE, entry.title)
    if not entry.body:
        entry.flag(Flag.NO_TEXT)
    if not entry.numbers:
        entry.flag(Flag.NO_NUMBER)
    for number in entry.numbers:
        if len(number) > patterns.LONGEST_NUMBER or not patterns.key(number):
            entry.flag(Flag.LONG_NUMBER, number)
    if len(entry.dateline) > LONGEST_DATELINE:
        entry.flag(Flag.CUT, entry.dateline)
        entry.dateline = ""


def _numbers(value: Any, mapping: Mapping, entry: Entry) -> list[str]:
    """The numbers of a cell, to the letter but for blanks around them."""
    texts = [_text(one) for one in value] if isinstance(value, list) else [_text(value)]
    lines = [line for text in texts for line in text.splitlines()]
    if len(lines) > 1 and not isinstance(value, list):
        entry.flag(Flag.SEVERAL, " | ".join(lines))
    for separator in mapping.split_numbers:
        lines = [part for line in lines for part in line.split(separator)]
    numbers = (CONTROLS.sub("", line).strip() for line in lines)
    return list(dict.fromkeys(number for number in numbers if number))


def _date(value: Any, mapping: Mapping, entry: Entry) -> datetime.date | None:
    text = tidy_line(_text(value))
    if not text:
        return None
    for form in mapping.formats:
        found = _printed_date(text, entry) if form == "printed" else _read_date(text, form, mapping)
        if found:
            return found
    entry.flag(Flag.NO_DATE, text)
    return None


def _read_date(text: str, form: str, mapping: Mapping) -> datetime.date | None:
    try:
        if form != "iso":
            moment = datetime.datetime.strptime(text, form)
        elif _MOMENT.match(text):
            moment = datetime.datetime.fromisoformat(text)
        else:
            return None
    except ValueError:
        return None
    # Without a zone that was mapped, the day is the one that is written there.
    if moment.tzinfo and mapping.zone:
        moment = moment.astimezone(mapping.zone)
    return moment.date()


def _printed_date(text: str, entry: Entry) -> datetime.date | None:
    found = dates.find(text)
    if len({one.value for one in found}) > 1 or any(one.wrong_weekday for one in found):
        entry.flag(Flag.DATES, text)
    elif any(one.unsure for one in found):
        entry.flag(Flag.DATES, _("“%(date)s” can be read in two ways.") % {"date": text})
    return found[0].value if found else None


def _several(value: Any, separator: str, lines: bool = False) -> list[str]:
    texts: Iterable[str] = map(_text, value) if isinstance(value, list) else [_text(value)]
    if lines:
        texts = [line for text in texts for line in text.splitlines()]
    if separator:
        texts = [part for text in texts for part in text.split(separator)]
    return list(dict.fromkeys(name for name in map(tidy_line, texts) if name))


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case list():
            return "\n\n".join(map(_text, value))
        case _:
            return str(value)


def _shortened(text: str) -> str:
    text = " ".join(CONTROLS.sub(" ", text).split())
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
