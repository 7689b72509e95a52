"""The body of a document: of its blocks, what the reading took for text, with lists and tables.

A reading has its paragraphs as plain text. Each is looked for among the lines of the blocks, in
their order; its HTML is taken from there, without the dateline and the mark of the end. Tables and
pictures have no lines: they stand where they stood between the paragraphs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import html as lxml_html

from ingest.formats.blocks import IMAGE, LIST, TABLE, Block
from ingest.reading import Reading
from releases.body import from_paragraphs
from releases.pasting import tidied


@dataclass
class Body:
    """`pictures` are the numbers they had, in the order of [foto 1], [foto 2] …

    `above` counts those that stand above the text and are left out.
    """

    html: str = ""
    paragraphs: list[str] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    above: int = 0


@dataclass
class _Piece:
    """What is kept, and where: the places of its block and of its line there."""

    place: tuple[int, int]
    text: str
    html: str
    whole: bool = True


def composed(blocks: list[Block], reading: Reading) -> Body:
    """Return the body that `blocks` hold of what was read.

    Args:
        blocks: the whole document.
        reading: its fields, as `text.parse` gave them.
    """
    pieces = _pieces(blocks, reading.paragraphs)
    start = _start(blocks, reading.title or "", pieces)
    body = Body()
    parts: list[str] = []
    for place, block in enumerate(blocks):
        mine = [piece for piece in pieces if piece.place[0] == place]
        if block.kind == IMAGE and place < start:
            body.above += 1
        elif block.kind == IMAGE:
            body.pictures.append(block.picture)
            parts.append(f"<p>[foto {len(body.pictures)}]</p>")
        elif block.kind == TABLE and place >= start:
            parts.append(block.html)
            body.paragraphs += block.rows
        elif mine:
            parts.append(_html(block, mine))
            body.paragraphs += [piece.text for piece in mine]
    body.html = tidied("".join(parts)).html
    return body


def _pieces(blocks: list[Block], paragraphs: list[str]) -> list[_Piece]:
    lines = [
        ((place, number), line, block)
        for place, block in enumerate(blocks)
        for number, line in enumerate(block.lines)
    ]
    keys = [_key(line) for _place, line, _block in lines]
    pieces: list[_Piece] = []
    at = 0
    for number, paragraph in enumerate(paragraphs):
        wanted = _key(paragraph)
        found = _find(keys, at, wanted, first=number == 0)
        if found is None:
            place = pieces[-1].place if pieces else (0, 0)
            pieces.append(_Piece(place, paragraph, from_paragraphs([paragraph]), whole=False))
            continue
        at = found + 1
        place, line, block = lines[found]
        before = keys[found].rindex(wanted) if number == 0 else 0
        after = len(keys[found]) - before - len(wanted)
        part = block.parts[place[1]]
        if before or after:
            part = _cut(part or from_paragraphs([line]), before, after)
        pieces.append(_Piece(place, paragraph, part, whole=not (before or after)))
    return pieces


def _find(keys: list[str], at: int, wanted: str, *, first: bool) -> int | None:
    """The place of a paragraph among the lines: as it is, or but for dateline and end mark."""
    exact = next((place for place in range(at, len(keys)) if keys[place] == wanted), None)
    if exact is not None or not wanted:
        return exact
    if first:
        return next((p for p in range(at, len(keys)) if wanted in keys[p]), None)
    return next((p for p in range(at, len(keys)) if keys[p].startswith(wanted)), None)


def _start(blocks: list[Block], title: str, pieces: list[_Piece]) -> int:
    """Where the text begins: behind the last line of the headline, if it stands above the text."""
    first = pieces[0].place[0] if pieces else len(blocks)
    wanted = _key(title)
    lines = [
        place
        for place, block in enumerate(blocks[:first])
        for line in block.lines
        if len(_key(line)) > 3 and _key(line) in wanted
    ]
    return lines[-1] + 1 if lines else first


def _html(block: Block, pieces: list[_Piece]) -> str:
    if len(pieces) == len(block.lines) and all(piece.whole for piece in pieces):
        return block.html or "".join(piece.html for piece in pieces)
    if block.kind != LIST:
        return "".join(piece.html or from_paragraphs([piece.text]) for piece in pieces)
    opening = pieces[0].html[: pieces[0].html.index(">") + 1]
    items = "".join(re.sub(r"^<[ou]l[^>]*>|</[ou]l>$", "", piece.html) for piece in pieces)
    return f"{opening}{items}</{opening[1:3]}>"


def _key(text: str) -> str:
    """A text without its blanks, by which lines are compared."""
    return "".join(text.split())


def _cut(part: str, before: int, after: int) -> str:
    """HTML without so many characters, blanks not counted, at its beginning and its end."""
    element = lxml_html.fromstring(part)
    texts = list(_texts(element))
    _trim(texts, before, at_the_end=False)
    _trim(texts[::-1], after, at_the_end=True)
    return lxml_html.tostring(element, encoding="unicode")


def _texts(element: lxml_html.HtmlElement) -> Iterator[tuple[lxml_html.HtmlElement, str]]:
    """The texts of an element in reading order, each as the node and attribute that hold it."""
    yield element, "text"
    for child in element:
        yield from _texts(child)
        yield child, "tail"


def _trim(texts: list[tuple[lxml_html.HtmlElement, str]], count: int, *, at_the_end: bool) -> None:
    for node, name in texts:
        text = getattr(node, name) or ""
        place = 0
        ordered = text[::-1] if at_the_end else text
        while place < len(ordered) and (count or ordered[place].isspace()):
            count -= not ordered[place].isspace()
            place += 1
        left = ordered[place:]
        setattr(node, name, left[::-1] if at_the_end else left)
        if left:
            return
