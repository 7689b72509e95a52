"""A document between its format and its fields: blocks in reading order.

A block has the lines by which the head and the closing are told apart, and the clean HTML that a
body keeps of it. Tables of figures and pictures have no such lines: nothing in them may be taken
for a headline or a contact. All HTML here went through `releases.pasting`.
"""

import re
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from typing import Any

from lxml import html as lxml_html
from lxml.html import HtmlElement

from releases.pasting import tidied

# Paragraphs that say these survive the tidying, and are what they stand for afterwards.
EMPTY = "\ue000"
PICTURE = re.compile(r"\ue001(\d+)\ue002")
CAPTION = "\ue003"
SIGNS = dict.fromkeys(range(0xE000, 0xE004))  # for str.translate: no text has them
PLACED = "\ue001{}\ue002"

TEXT, LIST, TABLE, IMAGE, SPACE = "text", "list", "table", "picture", "space"
_LABEL = re.compile(
    r"^(?:(?:keterangan\s+)?(?:foto|gambar|gbr)|(?:photo|picture|figure|image)s?)"
    r"(?:\s+\d{1,2})?\s*[.:–-]\s*\S|^(?:gambar|foto|figure|photo)\s+\d{1,2}\s+\S",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s*/?>\s*", re.IGNORECASE)


@dataclass
class Block:
    """`lines` and `parts` go together: the text of a line, and its HTML. `html` is the whole."""

    kind: str
    lines: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    html: str = ""
    rows: list[str] = field(default_factory=list)  # of a table, as text
    picture: int = 0


@dataclass
class Picture:
    """A picture of the document; `content` is base64."""

    number: int
    content: str
    caption: str = ""
    alt: str = ""


@dataclass
class Document:
    """What came out of a file. `doubts` are codes, each with what it is about."""

    blocks: list[Block] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def from_html(source: str, pictures: list[Picture]) -> Document:
    """Return the blocks of HTML in which pictures and empty paragraphs are marked.

    Args:
        source: HTML; each picture a paragraph with the sign PLACED.
        pictures: what the signs stand for.
    """
    body = lxml_html.fromstring(f"<div>{tidied(source).html}</div>")
    known = {picture.number: picture for picture in pictures}
    document = Document(pictures=pictures)
    for element in body:
        _add(document, element, known)
    return document


def _add(document: Document, element: HtmlElement, known: dict[int, Picture]) -> None:
    blocks = document.blocks
    if element.tag in ("ul", "ol"):
        blocks.append(_list(element))
    elif element.tag == "table":
        rows = [" | ".join(_text(cell) for cell in row) for row in element.iter("tr")]
        blocks.append(Block(TABLE, html=_html(element), rows=rows))
    elif element.tag == "blockquote":
        lines = [line for child in element for line in _lines(child)[0]] or [_text(element)]
        parts = [f"<blockquote>{_html(child)}</blockquote>" for child in element]
        whole = len(parts) == len(lines)
        blocks.append(Block(TEXT, lines, parts if whole else [""] * len(lines), _html(element)))
    elif element.tag != "hr":
        _add_paragraph(document, element, known)


def _add_paragraph(document: Document, element: HtmlElement, known: dict[int, Picture]) -> None:
    text = _text(element)
    before = document.blocks[-1] if document.blocks else None
    for number in map(int, PICTURE.findall(text)):
        if number in known:
            document.blocks.append(Block(IMAGE, picture=number))
    if PICTURE.search(text):
        return
    if text == EMPTY:
        document.blocks.append(Block(SPACE))
        return
    said = text.startswith(CAPTION) or bool(_LABEL.match(text))
    if said and before and before.kind == IMAGE and not known[before.picture].caption:
        known[before.picture].caption = text.removeprefix(CAPTION).strip()[:500]
        return
    if text.startswith(CAPTION):
        element.text = (element.text or "").replace(CAPTION, "")
    lines, parts = _lines(element)
    if any(lines):
        document.blocks.append(Block(TEXT, lines, parts, _html(element)))


def _lines(element: HtmlElement) -> tuple[list[str], list[str]]:
    """The lines of a paragraph, parted where it was broken, and the HTML of each."""
    whole = _html(element)
    parts = [whole]
    if element.find(".//br") is not None:
        inside = whole[whole.index(">") + 1 : whole.rindex("<")]
        pieces = [f"<p>{piece.strip()}</p>" for piece in _BREAK.split(inside)]
        # A mark that was open over a break is closed, or not opened again, by parsing.
        parts = [_html(lxml_html.fromstring(piece)) for piece in pieces if piece != "<p></p>"]
    texts = [_text(lxml_html.fromstring(part)) for part in parts]
    kept = [(text, part) for text, part in zip(texts, parts, strict=True) if text]
    return [text for text, _ in kept], [part for _, part in kept]


def _list(element: HtmlElement) -> Block:
    block = Block(LIST, html=_html(element))
    start = int(element.get("start", "1")) if element.get("start", "1").isdecimal() else 1
    tag = str(element.tag)
    for place, item in enumerate(element, start=start):
        sign = f"{place}." if tag == "ol" else "•"
        opening = tag if start == 1 else f'{tag} start="{place}"'
        block.lines.append(f"{sign} {_text(item)}")
        block.parts.append(f"<{opening}>{_html(item)}</{tag}>")
    return block


def _text(element: HtmlElement) -> str:
    """The text of an element on one line, with a blank wherever a line ends on the page."""
    copy = deepcopy(element)
    for inner in copy.iter("br", "p", "li", "td", "th"):
        inner.tail = " " + (inner.tail or "")
    return " ".join("".join(copy.itertext()).split())


def _html(element: HtmlElement) -> str:
    return lxml_html.tostring(element, encoding="unicode", with_tail=False)
