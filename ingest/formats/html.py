"""HTML, a file or pasted: pictures are set aside, tables of the layout undone, the rest tidied.

Word, Google Docs, LibreOffice and mail programs draw letterheads and contacts as tables. A table
is one of the layout when it says nothing by its columns: a single row or column, colons between
its cells, the number or a telephone in it.
"""

import base64
import binascii
import re

from lxml.html import HtmlElement, tostring

from ingest.formats import blocks
from ingest.formats.blocks import Document, Picture
from ingest.formats.refusal import RefusedFile
from releases.pasting import libreoffice, word
from releases.pasting.parsing import drop, parsed

MOST_CHARACTERS = 2 * 1024 * 1024
MOST_PICTURES = 20
# Smaller ones are lines, logos of social media and the like.
_LEAST_BYTES = 400
_NO_TEXT = ("nav", "form", "button", "input", "head")
_OF_THE_LAYOUT = re.compile(
    r"\b(?:siaran\s+pers|press\s+release|nomor|narahubung|kontak|contact|telp|telepon|hp|e-?mail"
    r"|penanggung\s*jawab)\b|\b08\d{2}[\d -]{5}",
    re.IGNORECASE,
)
_LIKE_FIGURES = re.compile(r"^[\d.,%\s-]*\d[\d.,%\s-]*$")


def read(data: bytes) -> Document:
    """Return the document of a file of HTML, or of what was pasted.

    Raises:
        RefusedFile: it is longer than 2 MB without its pictures, or its characters can't be read.
    """
    return from_source(decoded(data))


def decoded(data: bytes) -> str:
    """The characters of an HTML file: UTF-8, UTF-16 by its mark, else what it says, or cp1252."""
    said = re.search(rb"charset=[\"']?([\w-]{3,20})", data[:2048])
    tried = ["utf-8-sig", said[1].decode("ascii") if said else "cp1252", "cp1252"]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        tried.insert(0, "utf-16")
    for name in tried:
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    raise RefusedFile("not-text")


def from_source(source: str) -> Document:
    """Return the document of HTML as characters."""
    pictures: list[Picture] = []
    dropped = 0

    def aside(found: re.Match[str]) -> str:
        nonlocal dropped
        content = found[2]
        number = _keep(pictures, content)
        dropped += not number
        return f'{found[1]}"x-picture:{number}"'

    source = re.sub(
        r"(src\s*=\s*)[\"'](?:data:image/[a-z+]+;base64,([^\"']*))[\"']", aside, source, flags=re.I
    )
    if len(source) > MOST_CHARACTERS:
        raise RefusedFile("long", MOST_CHARACTERS // 1024 // 1024)
    document, elsewhere = marked(source.translate(blocks.SIGNS), pictures)
    if dropped + elsewhere:
        document.doubts.append(("pictures", str(dropped + elsewhere)))
    return document


def marked(source: str, pictures: list[Picture]) -> tuple[Document, int]:
    """Return the document of HTML whose pictures have the address `x-picture:NUMBER`, and how
    many pictures it has of which only the address is known.
    """
    root = parsed(source)
    word.prepare(root)
    libreoffice.prepare(root)
    drop(root, root.iter(*_NO_TEXT))
    known = {picture.number: picture for picture in pictures}
    elsewhere = _mark_pictures(root, known)
    for table in list(root.iter("table")):
        if table.getparent() is not None and _is_layout(table):
            _undo(table)
    for paragraph in root.iter("p"):
        if not "".join(paragraph.itertext()).strip():
            paragraph.text = blocks.EMPTY
    return blocks.from_html(tostring(root, encoding="unicode"), pictures), elsewhere


def _keep(pictures: list[Picture], content: str) -> int:
    """Keep a picture; returns its number, or 0 for one that is not kept."""
    try:
        raw = base64.b64decode(content, validate=False)
    except (binascii.Error, ValueError):
        return 0
    if len(pictures) >= MOST_PICTURES or len(raw) < _LEAST_BYTES or not is_kept(raw):
        return 0
    pictures.append(Picture(len(pictures) + 1, base64.b64encode(raw).decode("ascii")))
    return len(pictures)


def is_kept(raw: bytes) -> bool:
    """Whether these are the first bytes of a format that the newsroom takes."""
    kinds = (b"\x89PNG\r\n", b"\xff\xd8\xff")
    return raw.startswith(kinds) or (raw[:4] == b"RIFF" and raw[8:12] == b"WEBP")


def _mark_pictures(root: HtmlElement, known: dict[int, Picture]) -> int:
    """Make each picture a paragraph of its own, behind the one it stands in; count the others."""
    elsewhere = 0
    for figcaption in root.iter("figcaption"):
        figcaption.tag = "p"
        figcaption.text = blocks.CAPTION + (figcaption.text or "")
    for image in list(root.iter("img")):
        address = image.get("src", "")
        number = int(address[10:]) if re.fullmatch(r"x-picture:\d{1,3}", address) else 0
        if number in known:
            known[number].alt = image.get("alt", "").strip()[:300]
            _place(image, number)
        elif number or not address.startswith("x-picture:"):
            elsewhere += 1
    return elsewhere


def _place(image: HtmlElement, number: int) -> None:
    place = image.makeelement("p", {})
    place.text = blocks.PLACED.format(number)
    host = image
    while (above := host.getparent()) is not None and host.tag not in ("p", "table", "li"):
        if above.tag in ("body", "div", "td", "figure", "section", "article", "th"):
            break
        host = above
    if host.tag == "p" and "".join(host.itertext()).strip():
        host.addprevious(place)
    else:
        place.tail, host.tail = host.tail, None
        host.addnext(place)
    image.drop_tree()


def _is_layout(table: HtmlElement) -> bool:
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    rows = [row for row in rows if row]
    if not rows or table.find(".//table") is not None:
        return True
    widest = max(map(len, rows))
    texts = ["".join(cell.itertext()).strip() for row in rows for cell in row]
    if len(rows) == 1 or widest == 1 or any(text == ":" or text[:2] == ": " for text in texts):
        return True
    figures = sum(bool(_LIKE_FIGURES.match(text)) for text in texts)
    said = bool(_OF_THE_LAYOUT.search(" ".join(texts)))
    return said and widest <= 3 and figures * 3 < len(texts)


_STANDS_ALONE = re.compile(r"(?i:nomor|number|no)\b\s*[.:]+\s*\S|[A-Z][A-Z .&,()-]{7,}$")


def _undo(table: HtmlElement) -> None:
    """Put the paragraphs of a table's cells in its place.

    Cells of one line in a row make one line, as in “Nomor | : | 41/UJI/2020”.
    """
    box = table.makeelement("div", {})
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    for cells in rows:
        single = len(cells) > 1 and all(_is_line(cell) for cell in cells)
        texts = [" ".join("".join(cell.itertext()).split()) for cell in cells]
        if single and len(texts) > 1 and all(_STANDS_ALONE.match(text) for text in texts):
            # Offices beside each other, or their numbers: joint releases have them so.
            for text in texts:
                line = box.makeelement("p", {})
                line.text = text
                box.append(line)
            continue
        if single and (len(rows) > 1 or ":" in texts or any(t.startswith(":") for t in texts)):
            line = box.makeelement("p", {})
            line.text = _joined([text for text in texts if text])
            box.append(line)
            continue
        for cell in cells:
            cell.tag = "div"
            cell.attrib.clear()
            box.append(cell)
    box.tail = table.tail
    if (above := table.getparent()) is not None:
        above.replace(table, box)


def _is_line(cell: HtmlElement) -> bool:
    if cell.find(".//br") is not None or any(
        blocks.PICTURE.search(text) for text in cell.itertext()
    ):
        return False
    paragraphs = [p for p in cell.iter("p") if "".join(p.itertext()).strip()]
    return len(paragraphs) <= 1 and len("".join(cell.itertext())) < 200


def _joined(texts: list[str]) -> str:
    line = ""
    for text in texts:
        glue = " " if not line or line.endswith(":") or text.startswith(":") else " – "
        line = f"{line}{glue}{text}".strip()
    return line
