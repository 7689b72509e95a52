"""PDF with text: its lines by their place on the page, joined to paragraphs.

A PDF knows neither paragraphs nor pages' furniture. A line goes on in the next one when that
stands one leading below, at the margin, and its first word had no room any more. What stands at
the head or foot of several pages, and “Halaman 1 dari 3”, is furniture; the letterhead of the
first page stays.
"""

import base64
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf._text_extraction import _layout_mode
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError
from pypdf.generic import ArrayObject, ContentStream, StreamObject

from ingest.formats import html
from ingest.formats.blocks import IMAGE, LIST, SPACE, TABLE, TEXT, Block, Document, Picture
from ingest.formats.refusal import RefusedFile

MOST_PAGES = 30
MOST_CHARACTERS = 500_000
_LEAST_CHARACTERS = 40
_FURNITURE_LINES = 4
_FEW = 5
_PAGE = re.compile(
    r"(?:^|\s)(?:halaman|hal\.?|page)\s*\d{1,3}\s*(?:(?:dari|of|/)\s*\d{1,3})?\.?\s*$|^[-–|\s]*\d{1,3}[-–|\s]*$",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"^(?:(?:keterangan\s+)?foto|gambar|photo|figure)\b[^.:]{0,12}[.:]\s*\S", re.I
)
_ITEM = re.compile(r"(?:\d{1,2}[.)]|[a-z][.)]|[•●▪◦·\uf0b7])\s+\S|[–-]\s+[A-Z]")
_END = re.compile(r"[.!?:;…][”\"’')\]]*$")
# A picture that is kept is no logo, line or ornament: in pixels.
_LEAST_WIDTH = 300
_LEAST_HEIGHT = 200
_MOST_PIXELS = 12_000_000
_STREAMS = (ArrayObject, StreamObject)
_FIGURE = re.compile(r"[-+(]?(?:Rp\s?)?\d[\d.,]*\s?(?:%|persen|juta|miliar|triliun)?\)?")
# A footnote begins with its mark, which no blank parts from its text.
_NOTE = re.compile(r"(?:\d{1,2}|[*†‡]{1,2})[A-Z][a-z]")


# A column of running text, in points and characters.
_NEAR = 4
_LEAST_COLUMN_LINES = 3
_LEAST_COLUMN_TEXT = 22
# What an office puts into the upper right corner, beside its name.
_CORNER = re.compile(r"(?:nomor|number|no)\b\s*[.:]?\s*\S*\d", re.IGNORECASE)
_FIELD = re.compile(r"[^:]{0,20}:|(?:nomor|sifat|lampiran|perihal|hal|tanggal)\b", re.IGNORECASE)
_LEAST_ROWS = 3


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


@dataclass
class Drawn:
    """A picture and where it stands; `bottom` is its lower edge."""

    picture: Picture
    page: int
    bottom: float
    below: Line | None = None  # the last line of its caption

    def takes(self, lines: list[Line], looks_like_one: bool) -> bool:
        """Whether lines are its caption, or go on with it."""
        first = lines[0]
        if self.below is None:
            return looks_like_one and first.page == self.page
        near = 0 < self.below.y - first.y < first.height * 2
        return near and abs(first.height - self.below.height) < 0.3

    def is_above(self, line: Line) -> bool:
        return self.page < line.page or (self.page == line.page and self.bottom > line.y)


def read(data: bytes) -> Document:
    """Return the document of a PDF file.

    Raises:
        RefusedFile: it is locked, broken, has too many pages or no text.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise RefusedFile("locked")
        if len(reader.pages) > MOST_PAGES:
            raise RefusedFile("pages", MOST_PAGES)
        pages = [_lines_of(page, number) for number, page in enumerate(reader.pages)]
        lines = [line for page in _without_furniture(pages) for line in page]
        _check(lines)
        pictures, dropped = _pictures(reader)
    except (FileNotDecryptedError, DependencyError) as error:
        raise RefusedFile("locked") from error
    except (RefusedFile, MemoryError, RecursionError):
        raise
    except PyPdfError as error:
        raise RefusedFile("broken") from error
    except Exception as error:  # what a broken file makes pypdf raise is no list of its own
        raise RefusedFile("broken") from error
    return _document(lines, pictures, dropped)


def _check(lines: list[Line]) -> None:
    characters = sum(len(line.text) for line in lines)
    if characters > MOST_CHARACTERS:
        raise RefusedFile("long", 2)
    if sum(char.isalpha() for line in lines for char in line.text) < _LEAST_CHARACTERS:
        raise RefusedFile("scan")


def _lines_of(page: PageObject, number: int) -> list[Line]:
    contents = page.get("/Contents")
    contents = contents.get_object() if contents is not None else None
    if not isinstance(contents, _STREAMS):
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


def _without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
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


def _document(lines: list[Line], drawn: list[Drawn], dropped: int) -> Document:
    document = Document(pictures=[one.picture for one in drawn])
    words = Counter(re.findall(r"\w+", " ".join(line.text for line in lines)))
    broken: list[str] = []
    waiting = list(drawn)
    uncaptioned: Drawn | None = None
    leading = _leading(lines)
    height = _usual([line.height for line in lines])
    blocks = document.blocks
    before: Line | None = None
    in_text = False  # small letters above it are of the letterhead, not of a caption
    tables = _tables(lines)
    for gathered in _paragraphs(lines, _right(lines), leading, tables):
        first = gathered[0]
        while waiting and waiting[0].is_above(first):
            uncaptioned = waiting.pop(0)
            blocks.append(Block(IMAGE, picture=uncaptioned.picture.number))
        if before and _is_apart(first, before, leading):
            blocks.append(Block(SPACE))
        text = _joined([line.text for line in gathered], words, broken)
        before = gathered[-1]
        in_text = in_text or (len(text) > 100 and first.height >= height * 0.95)
        small = in_text and first.height < height * 0.95
        if id(first) in tables:
            blocks.append(_table(tables[id(first)]))
        elif uncaptioned and uncaptioned.takes(gathered, small or bool(_CAPTION.match(text))):
            said = f"{uncaptioned.picture.caption} {text}"
            uncaptioned.picture.caption = said.strip()[:500]
            uncaptioned.below = gathered[-1]
        else:
            _add(blocks, text)
        # Only small letters tell where a caption ends that has several lines.
        uncaptioned = uncaptioned if uncaptioned and uncaptioned.below and small else None
    blocks += [Block(IMAGE, picture=one.picture.number) for one in waiting]
    _say(document, lines, tables, broken, dropped)
    return document


def _tables(lines: list[Line]) -> dict[int, list[Line]]:
    """The rows of each table, by the first of them: cells that stand below each other.

    They begin at the same places, three times or more, and one of them holds figures: what is
    said of an office or of people stands in columns as well, and is no table.
    """
    found: dict[int, list[Line]] = {}
    run: list[Line] = []
    for line in [*lines, None]:
        if line and run and _is_row_below(run[-1], line):
            run.append(line)
            continue
        if len(run) >= _LEAST_ROWS and _holds_figures(run):
            found[id(run[0])] = run
        run = [line] if line and len(line.cells) > 1 else []
    return found


def _is_row_below(before: Line, line: Line) -> bool:
    return (
        before.page == line.page
        and len(before.cells) == len(line.cells)
        and 0 < before.y - line.y < line.height * 4
        and all(
            abs(one[0] - other[0]) < 2 for one, other in zip(before.cells, line.cells, strict=True)
        )
    )


def _holds_figures(run: list[Line]) -> bool:
    texts = [text for line in run for _x, text in line.cells]
    said = " ".join(texts)
    # Telephone numbers and labels are of people and offices.
    if re.search(r"@|\b0\d{2,3}[-) ]|\+62", said) or any(text[:1] == ":" for text in texts):
        return False
    figures = sum(bool(_FIGURE.fullmatch(text)) for text in texts)
    return figures * 4 >= len(texts) and max(map(len, texts)) < 80


def _table(rows: list[Line]) -> Block:
    cells = [[escape(text, quote=False) for _x, text in row.cells] for row in rows]
    inside = "".join("<tr>" + "".join(f"<td>{one}</td>" for one in row) + "</tr>" for row in cells)
    return Block(
        TABLE,
        html=f"<table><tbody>{inside}</tbody></table>",
        rows=[" | ".join(text for _x, text in row.cells) for row in rows],
    )


def _usual(heights: list[float]) -> float:
    return Counter(round(height, 1) for height in heights).most_common(1)[0][0]


def _say(
    document: Document,
    lines: list[Line],
    tables: dict[int, list[Line]],
    broken: list[str],
    dropped: int,
) -> None:
    within = {id(line) for rows in tables.values() for line in rows}
    apart = [
        a
        for a, b in pairwise(lines)
        if min(a.columns, b.columns) > 1 and not {id(a), id(b)} & within
    ]
    for rows in tables.values():
        document.doubts.append(("rows", rows[0].text[:80]))
    if apart:
        document.doubts.append(("table", apart[0].text[:80]))
    if columns := [line for line in lines if line.column == 2]:
        document.doubts.append(("columns", columns[0].text[:80]))
    if notes := [line.text for line in lines if _NOTE.match(line.text)]:
        document.doubts.append(("marks", "; ".join(notes)[:300]))
    if broken:
        document.doubts.append(("hyphens", ", ".join(broken[:10])))
    if document.pictures:
        document.doubts.append(("places", str(len(document.pictures))))
    if dropped:
        document.doubts.append(("pictures", str(dropped)))


def _add(blocks: list[Block], text: str) -> None:
    item = re.match(r"(?:(\d{1,2})[.)]|[•●▪◦·\uf0b7])\s+", text)
    if item is None:
        blocks.append(Block(TEXT, [text], [f"<p>{escape(text, quote=False)}</p>"]))
        return
    tag = "ol" if item[1] else "ul"
    start = f' start="{int(item[1])}"' if item[1] and int(item[1]) != 1 else ""
    inside = f"<li>{escape(text[item.end() :], quote=False)}</li>"
    sign = f"{int(item[1])}." if item[1] else "•"
    line = f"{sign} {text[item.end() :]}"
    part = f"<{tag}{start}>{inside}</{tag}>"
    before = blocks[-1] if blocks else None
    if before and before.kind == LIST and before.parts[0].startswith(f"<{tag}"):
        before.lines.append(line)
        before.parts.append(part)
        before.html = before.html.removesuffix(f"</{tag}>") + f"{inside}</{tag}>"
    else:
        blocks.append(Block(LIST, [line], [part], part))


def _right(lines: list[Line]) -> float:
    """The right margin: where the longest lines end, a stray one aside."""
    ends = sorted(line.end for line in lines)
    return ends[-1 - len(ends) // 20] if ends else 0


def _leading(lines: list[Line]) -> float:
    """How far lines stand apart, in heights of their letters: what is most common in the text.

    A text of few long lines is judged by all its lines, else a gap between paragraphs would pass.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if a.page == b.page and a.y > b.y]
    long = [(a, b) for a, b in pairs if len(a.text) > 30]
    chosen = long if len(long) > _FEW else pairs
    gaps = Counter(round((a.y - b.y) / max(b.height, 1), 1) for a, b in chosen)
    return max(gaps, key=lambda gap: (gaps[gap], -gap)) if gaps else 1.2


def _paragraphs(
    lines: list[Line], margin: float, leading: float, tables: dict[int, list[Line]]
) -> Iterator[list[Line]]:
    gathered: list[Line] = []
    left = 0  # rows of a table that are still to come
    for line in lines:
        if left or id(line) in tables:
            if not left and gathered:
                yield gathered
                gathered = []
            left = left or len(tables[id(line)])
            gathered.append(line)
            left -= 1
            if not left:
                yield gathered
                gathered = []
            continue
        if gathered and not _goes_on(gathered, line, margin, leading):
            yield gathered
            gathered = []
        gathered.append(line)
    if gathered:
        yield gathered


def _goes_on(gathered: list[Line], line: Line, margin: float, leading: float) -> bool:
    before = gathered[-1]
    item = _ITEM.match(gathered[0].text)
    if _ITEM.match(line.text) or before.columns > 1 or line.columns > 1:
        return False
    if abs(line.height - before.height) > 0.08 * before.height:
        return False
    if before.end + line.word_width() <= (before.right or margin) - line.height * 0.3:
        return False
    if (before.page, before.column) != (line.page, line.column):
        return not _END.search(before.text) or line.text[:1].islower()
    if (before.y - line.y) / max(line.height, 1) > leading * 1.2 + 0.05:
        return False
    indent = line.x - (before.x if len(gathered) > 1 else min(before.x, line.x))
    return bool(item) or abs(indent) < line.height


def _is_apart(line: Line, before: Line, leading: float) -> bool:
    if line.page != before.page:
        return False
    gap = (before.y - line.y) / max(line.height, 1)
    return gap < 0 or gap > leading * 1.2 + 0.05


def _joined(lines: list[str], words: Counter[str], broken: list[str]) -> str:
    """The lines as one text, words that were broken at a hyphen whole again where that is sure."""
    text = lines[0]
    for line in lines[1:]:
        first = re.search(r"(\w+)([-\u00ad])$", text)
        second = re.match(r"[a-zà-ÿ]+", line)
        if not first or not second:
            text += " " + line
        elif first[1].lower() == second[0] or second[0].startswith(first[1].lower()):
            text += line
        elif first[2] == "\u00ad" or words[first[1] + second[0]]:
            text = text[:-1] + line
        else:
            broken.append(f"{first[1]}-{second[0]}")
            text += line
    return text


def _pictures(reader: PdfReader) -> tuple[list[Drawn], int]:
    """The larger pictures of the pages with their places, and how many are not kept."""
    found: list[Drawn] = []
    seen: set[str] = set()
    dropped = 0
    for number, page in enumerate(reader.pages):
        for name, image, bottom in _drawn_on(page):
            if not _is_picture(image):
                continue
            raw = _content(page, name, image)
            content = base64.b64encode(raw).decode("ascii")
            if not html.is_kept(raw) or len(found) >= html.MOST_PICTURES:
                dropped += 1
            elif content not in seen:
                seen.add(content)
                found.append(Drawn(Picture(len(found) + 1, content), number, bottom))
    return found, dropped


def _drawn_on(page: PageObject) -> Iterator[tuple[str, Any, float]]:
    """Each picture of a page, and where its lower edge is (ISO 32000-1, 8.4.4 and 8.8)."""
    resources = page.get("/Resources")
    known = resources.get_object().get("/XObject") if resources else None
    known = known.get_object() if known else {}
    if not known or not isinstance(contents := page["/Contents"].get_object(), _STREAMS):
        return
    kept: list[tuple[float, ...]] = []
    now: tuple[float, ...] = (1, 0, 0, 1, 0, 0)
    found = []
    for operands, operator in ContentStream(contents, page.pdf, "bytes").operations:
        if operator == b"q":
            kept.append(now)
        elif operator == b"Q":
            now = kept.pop() if kept else now
        elif operator == b"cm" and len(operands) == 6:
            now = _times(tuple(map(float, operands)), now)
        elif operator == b"Do" and operands and operands[0] in known:
            one = known[operands[0]].get_object()
            if one.get("/Subtype") == "/Image":
                found.append((str(operands[0]), one, min(now[5], now[5] + now[3])))
    yield from sorted(found, key=lambda one: -one[2])


def _times(a: tuple[float, ...], b: tuple[float, ...]) -> tuple[float, ...]:
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def _content(page: PageObject, name: str, image: Any) -> bytes:
    """The bytes of a picture: a JPEG as it lies there, anything else drawn as PNG."""
    if image.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        return bytes(image._data)
    if image.get("/Width", 0) * image.get("/Height", 0) > _MOST_PIXELS:
        return b""
    try:
        drawn = io.BytesIO()
        if (whole := page.images[name].image) is not None:
            whole.save(drawn, "PNG")
    except MemoryError:
        raise
    except Exception:  # a picture of an unusual kind is no reason not to read the text
        return b""
    return drawn.getvalue()


def _is_picture(image: Any) -> bool:
    return image.get("/Width", 0) >= _LEAST_WIDTH and image.get("/Height", 0) >= _LEAST_HEIGHT
