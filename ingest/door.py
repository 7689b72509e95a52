"""The one front door: a file of any kind that is read, or a pasted text → its fields, its body.

The bytes decide what a file is, not its name, but for HTML and Word with macros.
"""

import base64
import io
import re
from dataclasses import dataclass, field, replace
from typing import Any

from ingest import apart, encoding, text
from ingest.composing import composed
from ingest.formats.blocks import Block, Picture
from ingest.reading import Reading
from ingest.refusing import Refused, doubt, refused
from releases.body import TAG, from_paragraphs, tidy_line
from releases.files.zips import BrokenZip, directory

__all__ = ["MOST_BYTES", "ReadPicture", "Refused", "Source", "read", "read_pasted"]

MOST_BYTES = 20 * 1024 * 1024
"""The largest file read, our own rule; of plain text, `encoding.MAX_SIZE`."""

_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|meta)\b", re.I)


@dataclass(frozen=True)
class ReadPicture:
    """A picture of the body, which calls it [foto `number`]."""

    number: int
    content: bytes
    caption: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Source:
    """What was read of a file: its fields, its body as clean HTML, the whole of it as text."""

    reading: Reading
    body: str
    text: str
    pictures: list[ReadPicture] = field(default_factory=list)


def read(data: bytes, name: str) -> Source:
    """Read a file: Word (.docx), PDF with text, HTML or plain text.

    Args:
        data: the whole file.
        name: what it is called.

    Raises:
        Refused: it is not read; the message tells a person what to do.
    """
    kind = _kind(data, name.lower())
    if kind == "text":
        return _of_text(encoding.decode(data))
    return _of_document(apart.opened(kind, data))


def read_pasted(pasted: str) -> Source:
    """Read what was pasted, as text or as HTML.

    Raises:
        Refused: it is too long.
    """
    encoding.check_size(pasted)
    if pasted.lstrip().startswith("<") and TAG.search(pasted):
        return _of_document(apart.opened("html", pasted.encode("utf-8", "ignore")))
    return _of_text(pasted)


def _of_text(source: str) -> Source:
    reading = text.parse(source)
    return Source(reading, from_paragraphs(reading.paragraphs), source)


def _of_document(said: dict[str, Any]) -> Source:
    said = _cleaned(said)
    blocks = [Block(**block) for block in said["blocks"]]
    lines = "\n".join(line for block in blocks for line in block.lines or [""])
    reading = text.parse(lines, wrapped=False)
    body = composed(blocks, reading)
    doubts = [doubt(code, about) for code, about in said["doubts"] if code != "places"]
    if body.pictures and any(code == "places" for code, _about in said["doubts"]):
        doubts.append(doubt("places", str(len(body.pictures))))
    if body.above:
        doubts.append(doubt("logo", str(body.above)))
    shown = "\n".join(line for block in blocks for line in block.lines or block.rows or [""])
    known = {one.number: one for one in (Picture(**picture) for picture in said["pictures"])}
    return Source(
        replace(reading, paragraphs=body.paragraphs, warnings=[*reading.warnings, *doubts]),
        body.html,
        re.sub(r"\n{3,}", "\n\n", shown).strip(),
        [_picture(known[old], number) for number, old in enumerate(body.pictures, start=1)],
    )


def _cleaned(said: Any) -> Any:
    """What the other process said, without characters that no text has and no database takes."""
    if isinstance(said, str):
        return tidy_line(encoding.clean(said))
    if isinstance(said, list):
        return [_cleaned(one) for one in said]
    if isinstance(said, dict):
        return {name: one if name == "content" else _cleaned(one) for name, one in said.items()}
    return said


def _picture(picture: Picture, number: int) -> ReadPicture:
    content = base64.b64decode(picture.content)
    return ReadPicture(number, content, picture.caption, picture.alt)


def _kind(data: bytes, name: str) -> str:
    if len(data) > MOST_BYTES:
        raise refused("large", MOST_BYTES // 1024 // 1024)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _packed_kind(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        # Word keeps what it locks in the container of its old files.
        raise refused("locked" if "EncryptedPackage".encode("utf-16-le") in data else "doc")
    if data.startswith(b"{\\rtf"):
        raise refused("rtf")
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        raise refused("picture")
    plain = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if name.endswith((".html", ".htm", ".xhtml")) or _HTML.match(plain):
        return "html"
    return "text"


def _packed_kind(data: bytes, name: str) -> str:
    try:
        names = [entry.name.lower() for entry in directory(io.BytesIO(data))]
    except BrokenZip as error:
        raise refused("broken") from error
    if name.endswith((".docm", ".dotm")):
        raise refused("macros")
    if any(re.fullmatch(rb"word/document\d*\.xml", one) for one in names):
        return "docx"
    raise refused("odt" if b"mimetype" in names and b"content.xml" in names else "other")
