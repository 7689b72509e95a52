"""The lines of a PDF's page, by where they stand on it: columns, rows, and the pieces of a row.

A PDF knows only where each piece of text is drawn.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pypdf import PageObject
from pypdf._text_extraction import _layout_mode
from pypdf.generic import ArrayObject, ContentStream, StreamObject

STREAMS = (ArrayObject, StreamObject)
_FURNITURE_LINES = 4
_PAGE = re.compile(
    r"(?:^|\s)(?:halaman|hal\.?|page)\s*\d{1,3}\s*(?:(?:dari|of|/)\s*\d{1,3})?\.?\s*$|^[-–|\s]*\d{1,3}[-–|\s]*$",
    re.IGNORECASE,
)
# A column of running text, in points and characters.
_NEAR = 4
_LEAST_COLUMN_LINES = 3
_LEAST_COLUMN_TEXT = 22
# What an office puts into the upper right corner, beside its name.
_CORNER = re.compile(r"(?:nomor|number|no)\b\s*[.:]?\s*\S*\d", re.IGNORECASE)
_FIELD = re.compile(r"[^:]{0,20}:|(?:nomor|sifat|lampiran|perihal|hal|tanggal)\b", re.IGNORECASE)


@dataclass
class Line:
    """A printed line; `x` is where it begins and `end` where it ends, in points."""

    text: str
    x: float
    end: float
    y: float
    height: float
    page: int
    columns: int = 1
    cells: list[tuple[float, str]] = field(default_factory=list)
    column: int = 0
    right: float = 0  # the margin of its column; 0 where the page has none

    def word_width(self) -> float:
        """The width of the first word, and the blank before it."""
        first = self.text.split(None, 1)[0]
        return (self.end - self.x) * (len(first) + 1) / max(len(self.text), 1)


def lines_of(page: PageObject, number: int) -> list[Line]:
    """The lines of a page, from above to below; of text in columns one column after the other."""
    contents = page.get("/Contents")
    contents = contents.get_object() if contents is not None else None
    if not isinstance(contents, STREAMS):
        return []
    operations = iter(ContentStream(contents, page.pdf, "bytes").operations)
    # The public reader returns text alone; only these tell where on the page it stands.
    groups = _layout_mode.text_show_operations(operations, page._layout_mode_fonts())
    return list(_gathered(groups, number)) if groups else []


def _gathered(groups: list[Any], page: int) -> Iterator[Line]:
    for column, part in enumerate(_columns([one for one in groups if one["text"].strip()])):
        right = max((one["displaced_tx"] for one in part), default=0) if column else 0
        yield from _lines(part, page, column, right)


def _columns(groups: list[Any]) -> Iterator[list[Any]]:
    """What stands above columns of running text, each of the columns, and what stands below.

    Text has columns where several long pieces begin at one place within the page, and nothing
    on their height reaches across it. Columns of a table are of short pieces.
    """
    for left in sorted({round(one["tx"]) for one in groups}):
        right = [one for one in groups if abs(one["tx"] - left) < _NEAR]
        if len(right) < _LEAST_COLUMN_LINES or _mean_length(right) < _LEAST_COLUMN_TEXT:
            continue
        ys = [one["ty"] * one["flip_sort"] for one in right]
        beside = [one for one in groups if min(ys) <= one["ty"] * one["flip_sort"] <= max(ys)]
        before = [one for one in beside if one["displaced_tx"] < left - _NEAR / 2]
        across = [one for one in beside if one["tx"] < left - _NEAR < one["displaced_tx"] - _NEAR]
        lines = {round(one["ty"]) for one in before}
        if across or len(lines) < _LEAST_COLUMN_LINES:
            continue
        if sum(len(one["text"]) for one in before) < _LEAST_COLUMN_TEXT * len(lines):
            continue
        yield from _parted(groups, left, min(ys), max(ys))
        return
    yield groups


def _parted(groups: list[Any], left: float, bottom: float, top: float) -> Iterator[list[Any]]:
    """Above, left, right and below; the left column may be the longer one."""

    def y(one: Any) -> float:
        return float(one["ty"] * one["flip_sort"])

    narrow = [one for one in groups if one["displaced_tx"] < left - _NEAR / 2]
    wide = [one for one in groups if y(one) < bottom and one["displaced_tx"] >= left]
    end = max((y(one) for one in wide), default=float("-inf"))
    yield [one for one in groups if y(one) > top]
    yield [one for one in narrow if end < y(one) <= top]
    yield [one for one in groups if bottom <= y(one) <= top and one["tx"] > left - _NEAR]
    yield [one for one in groups if y(one) <= end or (y(one) < bottom and one not in narrow)]


def _mean_length(groups: list[Any]) -> float:
    lines: Counter[int] = Counter()
    for one in groups:
        lines[round(one["ty"])] += len(one["text"])
    return sum(lines.values()) / len(lines)


def _lines(groups: list[Any], page: int, column: int, right: float) -> Iterator[Line]:
    rows: list[list[Any]] = []
    for group in sorted(groups, key=lambda one: -one["ty"] * one["flip_sort"]):
        height = group["font_height"] or 1
        if rows and abs(rows[-1][0]["ty"] - group["ty"]) < min(height, 100) * 0.45:
            rows[-1].append(group)
        else:
            rows.append([group])
    for row in rows:
        row.sort(key=lambda one: one["tx"])
    for row in _side_by_side(rows):
        text, columns = _row_text(row)
        if text:
            yield Line(
                text,
                row[0]["tx"],
                max(one["displaced_tx"] for one in row),
                row[0]["ty"] * row[0]["flip_sort"],
                max(one["font_height"] for one in row),
                page,
                columns,
                _cells(row),
                column,
                right,
            )


def _cells(row: list[Any]) -> list[tuple[float, str]]:
    """The pieces of a row that stand apart, and where each begins."""
    cells: list[tuple[float, str]] = []
    end = None
    for group in row:
        gap = group["tx"] - end if end is not None else None
        if gap is None or gap > group["font_height"] * 0.5:
            cells.append((group["tx"], group["text"].strip()))
        else:
            blank = " " if gap > group["font_height"] * 0.12 else ""
            cells[-1] = cells[-1][0], f"{cells[-1][1]}{blank}{group['text'].strip()}"
        end = group["displaced_tx"]
    return cells


def _side_by_side(rows: list[list[Any]]) -> Iterator[list[Any]]:
    """Rows, but of two contacts that stand side by side first the left one, then the right one."""
    at = 0
    while at < len(rows):
        _left, right = _halves(rows[at])
        end = at + 1
        while right and end < len(rows):
            _left, another = _halves(rows[end])
            if not another or not _below_each_other(right, another):
                break
            end += 1
        said = " ".join(group["text"] for row in rows[at:end] for group in row)
        people = len(re.findall(r"@|\(0\d{2,3}\)|\b08\d{2}|\+62", said)) > 1
        corner = right and _CORNER.match(_text_of(right)) and not _FIELD.match(_text_of(_left))
        if (end - at > 1 and people) or corner:
            halves = [_halves(row) for row in rows[at:end]]
            yield from (left for left, _right in halves)
            yield from (right for _left, right in halves if right)
        else:
            yield from rows[at:end]
        at = end


def _below_each_other(one: list[Any], other: list[Any]) -> bool:
    """Whether two pieces begin, or end, at the same place."""
    begins = abs(one[0]["tx"] - other[0]["tx"]) <= _NEAR
    return begins or abs(one[-1]["displaced_tx"] - other[-1]["displaced_tx"]) <= _NEAR


def _text_of(row: list[Any]) -> str:
    return " ".join(group["text"].strip() for group in row)


def _halves(row: list[Any]) -> tuple[list[Any], list[Any]]:
    """A row parted at its one wide gap; the right half is empty without one."""
    gaps = [
        place
        for place, (a, b) in enumerate(pairwise(row), start=1)
        if b["tx"] - a["displaced_tx"] > b["font_height"] * 1.2
    ]
    return (row[: gaps[0]], row[gaps[0] :]) if len(gaps) == 1 else (row, [])


def _row_text(row: list[Any]) -> tuple[str, int]:
    """The text of a row, and how many columns its gaps make of it."""
    text, columns, end = "", 1, None
    for group in row:
        piece = group["text"]
        if end is not None:
            gap = group["tx"] - end
            wide = gap > group["font_height"] * 2.5
            columns += wide
            blank = gap > group["font_height"] * 0.12
            text += "   " if wide else " " if blank else ""
        text += piece
        end = group["displaced_tx"]
    columns += len(re.findall(r"\S {5,}(?=\S)", text))
    return " ".join(text.split()), columns


def without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """Pages without what stands at the head or foot of several of them, and their numbers."""
    heads = Counter(key for page in pages for key in {_key(one) for one in page[:_FURNITURE_LINES]})
    feet = Counter(key for page in pages for key in {_key(one) for one in page[-_FURNITURE_LINES:]})
    kept = []
    for number, page in enumerate(pages):
        last = len(page) - _FURNITURE_LINES
        kept.append(
            [
                line
                for place, line in enumerate(page)
                if not (
                    (place >= last and (feet[_key(line)] > 1 or _PAGE.search(line.text)))
                    or (number and place < _FURNITURE_LINES and heads[_key(line)] > 1)
                    or (number and place == 0 and _PAGE.search(line.text))
                )
            ]
        )
    return kept


def _key(line: Line) -> str:
    return f"{re.sub(r'[0-9]+', '#', line.text)} {round(line.y / 4)}"
