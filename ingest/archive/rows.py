"""The rows of a file, one at a time: JSON lines, a JSON array, CSV, or a sheet of XLSX.

No file is ever held in memory as a whole. Each row comes as its place and its columns, or, where
it can't be read, as its place and what stands there.
"""

import codecs
import csv
import datetime
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO
from zipfile import BadZipFile

CHUNK = 1 << 20
LARGEST_CELL = 16 << 20
_DECODER = json.JSONDecoder()


class NoRows(ValueError):
    """The file holds no rows of a kind that is read; the message says what to do."""


@dataclass(frozen=True)
class Row:
    """A row of the file.

    Attributes:
        place: its line, or its place among the rows; from 1, headings counted.
        cells: its columns by name; None where the row can't be read.
        raw: what stands there, where it can't be read.
    """

    place: int
    cells: dict[str, Any] | None
    raw: str = ""

    @property
    def source(self) -> str:
        """The row as text, the same for the same content."""
        if self.cells is None:
            return self.raw
        return json.dumps(self.cells, ensure_ascii=False, sort_keys=True, default=str)


@dataclass(frozen=True)
class Source:
    """A file of rows, looked at once from beginning to end.

    Attributes:
        sha256: of its bytes.
        encoding: of its text.
        options: `delimiter` of CSV, `sheet` of XLSX.
    """

    path: Path
    sha256: str
    encoding: str
    options: dict[str, str] = field(default_factory=dict)

    def rows(self) -> Iterator[Row]:
        """Its rows, in their order.

        Raises:
            NoRows: it is of no kind that is read, or has no headings.
        """
        match self.path.suffix.lower():
            case ".xlsx":
                yield from _sheet(self.path, self.options.get("sheet"))
            case ".csv" | ".tsv":
                with self.path.open(encoding=self.encoding, errors="replace", newline="") as file:
                    yield from _csv(file, self.options.get("delimiter"))
            case ".jsonl" | ".ndjson" | ".json":
                with self.path.open(encoding=self.encoding, errors="replace") as file:
                    yield from _json(file)
            case other:
                raise NoRows(f"“{other}” is not read. Give a .jsonl, .json, .csv or .xlsx file.")


def look_at(path: Path, encoding: str = "", **options: str) -> Source:
    """Find out how a file is to be read.

    Args:
        path: the file.
        encoding: of its text; "" for UTF-8, or Windows-1252 where it is no UTF-8.
        options: see `Source`.

    Raises:
        OSError: it can't be read.
    """
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")()
    found = "utf-8-sig"
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            if found == "utf-8-sig":
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    found = "cp1252"
    with path.open("rb") as file:
        if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            found = "utf-16"
    return Source(path, digest.hexdigest(), encoding or found, options)


def _json(file: TextIO) -> Iterator[Row]:
    start = file.read(1)
    while start.isspace():
        start = file.read(1)
    file.seek(0)
    if start == "[":
        yield from _array(file)
    else:
        for place, line in enumerate(file, start=1):
            if line.strip():
                yield _of_json(place, line)


def _of_json(place: int, text: str) -> Row:
    try:
        cells = json.loads(text)
    except ValueError:
        cells = None
    return Row(place, cells) if isinstance(cells, dict) else Row(place, None, text.strip())


def _array(file: TextIO) -> Iterator[Row]:
    text, place = file.read(CHUNK).lstrip()[1:], 0
    while True:
        text = text.lstrip(" \t\r\n,")
        if not text.startswith("]"):
            try:
                cells, end = _DECODER.raw_decode(text)
            except ValueError:
                end = 0
            if end and (end < len(text)):
                place += 1
                readable = isinstance(cells, dict)
                yield Row(place, cells if readable else None, "" if readable else text[:end])
                text = text[end:]
                continue
        more = file.read(CHUNK)
        if not more:
            if text.strip() not in ("", "]"):
                yield Row(place + 1, None, text[:CHUNK].strip())
            return
        text += more


def _csv(file: TextIO, delimiter: str | None) -> Iterator[Row]:
    csv.field_size_limit(LARGEST_CELL)
    if delimiter is None:
        first = file.readline()
        delimiter = max(",;\t|", key=first.count)
        file.seek(0)
    reader = csv.reader(file, delimiter=delimiter, strict=False)
    headings = [heading.strip() for heading in next(reader, [])]
    if not any(headings):
        raise NoRows("The first line holds no headings.")
    for cells in reader:
        if any(cells):
            yield _of_cells(reader.line_num, headings, cells, delimiter)


def _of_cells(place: int, headings: list[str], cells: list[str], delimiter: str) -> Row:
    if len(cells) > len(headings) and any(cells[len(headings) :]):
        return Row(place, None, delimiter.join(cells))
    return Row(place, {name: cell for name, cell in zip(headings, cells, strict=False) if name})


def _sheet(path: Path, sheet: str | None) -> Iterator[Row]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError) as error:
        raise NoRows("This is no XLSX file. Save it again as XLSX.") from error
    try:
        if sheet and sheet not in book.sheetnames:
            raise NoRows(f"It has no sheet “{sheet}”. There are: {', '.join(book.sheetnames)}.")
        lines = (book[sheet] if sheet else book.worksheets[0]).iter_rows(values_only=True)
        headings = [str(cell or "").strip() for cell in next(lines, ())]
        if not any(headings):
            raise NoRows("The first row of the sheet holds no headings.")
        for place, values in enumerate(lines, start=2):
            if any(value is not None for value in values):
                cells = zip(headings, map(_cell, values), strict=False)
                yield Row(place, {name: value for name, value in cells if name})
    finally:
        book.close()


def _cell(value: Any) -> Any:
    """A cell as it would be typed: a whole number without a point, a day in ISO 8601."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    return value
