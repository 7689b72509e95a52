"""PDF with text: its lines by their place on the page, joined to paragraphs.

A PDF knows neither paragraphs nor pages' furniture. What stands at the head or foot of several
pages, and “Halaman 1 dari 3”, is furniture; the letterhead of the first page stays.
"""

import io
import re
from collections import Counter
from html import escape
from itertools import pairwise

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from ingest.formats.blocks import IMAGE, LIST, SPACE, TEXT, Block, Document
from ingest.formats.pdf_lines import Line, lines_of, without_furniture
from ingest.formats.pdf_paragraphs import is_apart, joined, leading_of, paragraphs
from ingest.formats.pdf_pictures import Drawn, pictures_of
from ingest.formats.pdf_tables import block_of, tables_in
from ingest.formats.refusal import RefusedFile

MOST_PAGES = 30
MOST_CHARACTERS = 500_000
_LEAST_CHARACTERS = 40
_CAPTION = re.compile(
    r"^(?:(?:keterangan\s+)?foto|gambar|photo|figure)\b[^.:]{0,12}[.:]\s*\S", re.I
)
# A footnote begins with its mark, which no blank parts from its text.
_NOTE = re.compile(r"(?:\d{1,2}|[*†‡]{1,2})[A-Z][a-z]")


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
        pages = [lines_of(page, number) for number, page in enumerate(reader.pages)]
        lines = [line for page in without_furniture(pages) for line in page]
        _check(lines)
        pictures, dropped = pictures_of(reader)
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


def _document(lines: list[Line], drawn: list[Drawn], dropped: int) -> Document:
    document = Document(pictures=[one.picture for one in drawn])
    words = Counter(re.findall(r"\w+", " ".join(line.text for line in lines)))
    broken: list[str] = []
    waiting = list(drawn)
    uncaptioned: Drawn | None = None
    leading = leading_of(lines)
    height = _usual([line.height for line in lines])
    blocks = document.blocks
    before: Line | None = None
    in_text = False  # small letters above it are of the letterhead, not of a caption
    tables = tables_in(lines)
    for gathered in paragraphs(lines, leading, tables):
        first = gathered[0]
        while waiting and waiting[0].is_above(first):
            uncaptioned = waiting.pop(0)
            blocks.append(Block(IMAGE, picture=uncaptioned.picture.number))
        if before and is_apart(first, before, leading):
            blocks.append(Block(SPACE))
        text = joined([line.text for line in gathered], words, broken)
        before = gathered[-1]
        in_text = in_text or (len(text) > 100 and first.height >= height * 0.95)
        small = in_text and first.height < height * 0.95
        if id(first) in tables:
            blocks.append(block_of(tables[id(first)]))
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
