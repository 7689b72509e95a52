"""MAPPING.toml: which column of an archive is which field of a release.

[rows]                          all of it may be left out
key = "id"                      the column that tells one row from all others
encoding = "utf-8"              otherwise as found
delimiter = ";"                 of CSV, otherwise as found
sheet = "Arsip"                 of XLSX, otherwise the first

[fields]                        our field = the column; at least body or text
number, date, title, summary, dateline, body, topics, language
files = "lampiran"              names or paths of files beside the archive: pictures, PDF …;
                                the text may call them [foto 1], [foto 2] … in their order
contacts = "narahubung"         as printed: name, position, telephone, e-mail
text = "isi"                    a whole release as printed, from which the rest is read

[constants]                     our field = what it is in every row
language = "id"                 and dateline, genre, summary

[date]
formats = ["iso", "%d/%m/%Y"]   tried in this order; "printed" reads 28 Maret 2020
zone = "Asia/Jakarta"           in which moments with an offset are read

[number]
split = [";"]                   what stands between two numbers; otherwise they stay one
sequence = "siaran-pers"        the code of the one that they were taken from
pattern = "{year:2}-{serial}"   where no sequence is made for them: only to judge them

[body]
format = "text"                 or "html"

[files]
split = ";"                     where a cell holds several; otherwise one a line
folder = "lampiran"             where they lie, from the folder of the archive on

[contacts]
split = ";"                     where a cell holds several people

[topics]
split = ";"                     where a cell holds several
names = {"Kesehatan anak" = "kesehatan"}    as they are called here, by address
"""

import codecs
import tomllib
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

from ingest.archive.refused import ArchiveRefused
from numbering import patterns
from releases.models import Genre

FIELDS = (
    *("number", "date", "title", "summary", "dateline", "body", "text"),
    *("topics", "language", "files", "contacts"),
)
CONSTANTS = ("language", "dateline", "genre", "summary")
LANGUAGES = [code for code, _name in settings.LANGUAGES]
# Table -> what may stand in it, and of which type.
SHAPE: dict[str, dict[str, type]] = {
    "rows": {"key": str, "encoding": str, "delimiter": str, "sheet": str},
    "fields": dict.fromkeys(FIELDS, str),
    "constants": dict.fromkeys(CONSTANTS, str),
    "date": {"formats": list, "zone": str},
    "number": {"split": list, "sequence": str, "pattern": str},
    "body": {"format": str},
    "files": {"split": str, "folder": str},
    "contacts": {"split": str},
    "topics": {"split": str, "names": dict},
}

CALLED = {"str": "a text", "list": "a list of texts", "dict": "texts by name"}


class BadMapping(ArchiveRefused):
    """The mapping can't be used."""


@dataclass(frozen=True)
class Mapping:
    """How the rows of one archive are read. See above."""

    fields: dict[str, str]
    constants: dict[str, str] = field(default_factory=dict)
    key: str = ""
    file: dict[str, str] = field(default_factory=dict)
    formats: tuple[str, ...] = ("iso", "printed")
    zone: ZoneInfo | None = None
    split_numbers: tuple[str, ...] = ()
    sequence: str = ""
    pattern: str = ""
    html: bool = False
    split_files: str = ""
    folder: str = ""
    split_contacts: str = ""
    split_topics: str = ""
    topic_names: dict[str, str] = field(default_factory=dict)

    def missing(self, columns: set[str]) -> list[str]:
        """The columns that it names and that a file does not have."""
        named = [*self.fields.values(), *([self.key] if self.key else [])]
        return sorted(set(named) - columns)


def read(text: str) -> Mapping:
    """Read a mapping.

    Args:
        text: TOML.

    Raises:
        BadMapping: every problem at once.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadMapping(f"This is no TOML: {error}.") from error
    problems = list(_unknown(tables))
    if problems:
        raise BadMapping(*problems)
    fields, date = tables.get("fields", {}), tables.get("date", {})
    number, topics = tables.get("number", {}), tables.get("topics", {})
    constants = tables.get("constants", {})
    problems = [*_of_fields(fields, constants), *_of_values(tables)]
    zone = None
    if "zone" in date:
        try:
            zone = ZoneInfo(date["zone"])
        except (ZoneInfoNotFoundError, ValueError):
            problems.append(f"[date] zone: there is no time zone “{date['zone']}”.")
    if problems:
        raise BadMapping(*problems)
    rows = tables.get("rows", {})
    return Mapping(
        fields=fields,
        constants=constants,
        key=rows.get("key", ""),
        file={name: rows[name] for name in ("encoding", "delimiter", "sheet") if name in rows},
        formats=tuple(date.get("formats", Mapping.formats)),
        zone=zone,
        split_numbers=tuple(number.get("split", ())),
        sequence=number.get("sequence", ""),
        pattern=number.get("pattern", ""),
        html=tables.get("body", {}).get("format") == "html",
        split_files=tables.get("files", {}).get("split", ""),
        folder=tables.get("files", {}).get("folder", ""),
        split_contacts=tables.get("contacts", {}).get("split", ""),
        split_topics=topics.get("split", ""),
        topic_names=topics.get("names", {}),
    )


def _unknown(tables: dict[str, Any]) -> list[str]:
    problems = []
    for name, table in tables.items():
        if name not in SHAPE or not isinstance(table, dict):
            problems.append(f"[{name}] is no table of a mapping. There are: {', '.join(SHAPE)}.")
            continue
        for key, value in table.items():
            if key not in SHAPE[name]:
                known = ", ".join(SHAPE[name])
                problems.append(f"[{name}] {key}: there is no such setting. There are: {known}.")
            elif not _fits(value, SHAPE[name][key]):
                problems.append(f"[{name}] {key}: write {CALLED[SHAPE[name][key].__name__]}.")
    return problems


def _fits(value: Any, kind: type) -> bool:
    if not isinstance(value, kind):
        return False
    inner: Any = value.values() if isinstance(value, dict) else value
    return all(isinstance(one, str) for one in inner)


def _of_fields(fields: dict[str, str], constants: dict[str, str]) -> list[str]:
    problems = []
    if "body" not in fields and "text" not in fields:
        problems.append("[fields] body or text: say which column holds the text.")
    if "body" in fields and "text" in fields:
        problems.append("[fields] body and text: choose one; text holds a whole release.")
    if "date" not in fields and "text" not in fields:
        problems.append("[fields] date: say which column holds the date.")
    problems += [
        f"[constants] {name}: it is mapped in [fields] already."
        for name in sorted(fields.keys() & constants.keys())
    ]
    return problems


def _of_values(tables: dict[str, Any]) -> list[str]:
    problems = []
    constants, number = tables.get("constants", {}), tables.get("number", {})
    if constants.get("language", LANGUAGES[0]) not in LANGUAGES:
        problems.append(f"[constants] language: choose one of {', '.join(LANGUAGES)}.")
    if constants.get("genre", Genre.RELEASE) not in Genre.values:
        problems.append(f"[constants] genre: choose one of {', '.join(Genre.values)}.")
    if not _is_encoding(tables.get("rows", {}).get("encoding", "utf-8")):
        problems.append("[rows] encoding: there is no such encoding.")
    if len(tables.get("rows", {}).get("delimiter", ";")) != 1:
        problems.append("[rows] delimiter: write one sign.")
    if tables.get("body", {}).get("format", "text") not in ("text", "html"):
        problems.append("[body] format: choose text or html.")
    problems += [
        f"[date] formats: “{one}” is neither iso, printed, nor a format such as %d/%m/%Y."
        for one in tables.get("date", {}).get("formats", ())
        if one not in ("iso", "printed") and "%" not in one
    ]
    if "pattern" in number:
        problems += [f"[number] pattern: {one}" for one in patterns.check(number["pattern"])]
    if "sequence" in number and "pattern" in number:
        problems.append("[number] sequence and pattern: choose one.")
    if "" in number.get("split", ()):
        problems.append("[number] split: nothing can’t stand between two numbers.")
    return problems


def _is_encoding(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True
