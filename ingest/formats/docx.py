"""Word: the body as mammoth reads it, with the parts where letterheads stand and it does not look.

Those are the headers of the first page, and text boxes. They are put into the body before mammoth
reads it: headers at the top, each box before the paragraph that holds it. What is struck out stays
out; footnotes and the foot of the page are told of, not kept.
(ECMA-376 part 1: 17.10 headers, 17.10.6 titlePg; part 3: 10 markup compatibility.)
"""

import base64
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import mammoth
from lxml import etree

from ingest.formats import html
from ingest.formats.blocks import CAPTION, SIGNS, Document, Picture
from ingest.formats.refusal import RefusedFile
from releases.files.zips import BrokenZip, directory

MOST_UNPACKED = 64 * 1024 * 1024
MOST_TEXT = 8 * 1024 * 1024
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWN = (f"{_W}drawing", f"{_W}pict", f"{_W}object", f"{_MC}AlternateContent")
_STYLES = "p[style-name='Caption'] => p.caption:fresh\np[style-name='caption'] => p.caption:fresh"
_MAIN = re.compile(r"word/document\d*\.xml", re.IGNORECASE)


def read(data: bytes) -> Document:
    """Return the document of a DOCX file.

    Raises:
        RefusedFile: it is locked, broken, carries macros, or would unpack to too much.
    """
    parts, names = _unpacked(data)
    main = next((name for name in names if _MAIN.fullmatch(name)), None)
    if main is None:
        raise RefusedFile("broken")
    tree = _tree(parts, main)
    foot = _prepare(parts, main, tree)
    notes = _without_notes(tree)
    document = _read_by_mammoth(_packed(parts, main, etree.tostring(tree)))
    if foot:
        document.doubts.append(("foot", foot))
    if notes:
        document.doubts.append(("notes", str(notes)))
    return document


def _unpacked(data: bytes) -> tuple[zipfile.ZipFile, list[str]]:
    try:
        entries = directory(io.BytesIO(data))
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (BrokenZip, zipfile.BadZipFile, ValueError) as error:
        raise RefusedFile("broken") from error
    if any(entry.encrypted for entry in entries):
        raise RefusedFile("locked")
    names = archive.namelist()
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise RefusedFile("macros")
    sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
    text = sum(size for name, size in sizes.items() if name.lower().endswith((".xml", ".rels")))
    # What an archive says of its sizes is kept to: zipfile unpacks no more than that.
    if sum(sizes.values()) > MOST_UNPACKED or text > MOST_TEXT or len(sizes) != len(names):
        raise RefusedFile("bomb")
    return archive, names


def _tree(archive: zipfile.ZipFile, name: str) -> etree._Element:
    try:
        content = archive.read(name)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise RefusedFile("bomb")
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, zipfile.BadZipFile, KeyError, EOFError, OSError) as error:
        raise RefusedFile("broken") from error


def _prepare(archive: zipfile.ZipFile, main: str, tree: etree._Element) -> str:
    """Put headers and text boxes into the body; return what the foot of the page says."""
    body = tree.find(f"{_W}body")
    if body is None:
        raise RefusedFile("broken")
    _free_boxes(tree)
    related = _related(archive, main)
    head, foot = (_furniture(archive, tree, related, kind) for kind in ("header", "footer"))
    for element in reversed(head):
        body.insert(0, element)
    text = " ".join(" ".join(_words(element)) for element in foot)
    return "" if re.fullmatch(r"[\W\d]*|.*\bhalaman\b.*|.*\bpage\b.*", text, re.I) else text[:300]


def _related(archive: zipfile.ZipFile, main: str) -> dict[str, str]:
    folder, _slash, name = main.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    if rels not in archive.namelist():
        return {}
    return {
        one.get("Id", ""): f"{folder}/{one.get('Target', '')}".replace("word//word/", "word/")
        for one in _tree(archive, rels)
        if one.get("TargetMode") != "External"
    }


def _furniture(
    archive: zipfile.ZipFile, tree: etree._Element, related: dict[str, str], kind: str
) -> list[etree._Element]:
    """What the header or footer of the first page holds, without pictures and links."""
    section = next(tree.iter(f"{_W}sectPr"), None)
    if section is None:
        return []
    ids = {
        one.get(f"{_W}type", "default"): one.get(f"{_R}id", "")
        for one in section.iter(f"{_W}{kind}Reference")
    }
    title = section.find(f"{_W}titlePg")
    first = title is not None and title.get(f"{_W}val", "1") not in ("0", "false")
    part = related.get(ids.get("first" if first and "first" in ids else "default", ""))
    if part is None or part not in archive.namelist():
        return []
    root = _tree(archive, part)
    _free_boxes(root)
    for drawn in list(root.iter(*_DRAWN)):
        _remove(drawn)
    for linked in root.iter(f"{_W}hyperlink"):
        linked.attrib.pop(f"{_R}id", None)
    return [child for child in root if child.tag in (f"{_W}p", f"{_W}tbl", f"{_W}sdt")]


def _free_boxes(tree: etree._Element) -> None:
    """Put what text boxes hold before the paragraph they hang on.

    A box is written twice, for old and for new programs; the older writing is left out.
    """
    for fallback in list(tree.iter(f"{_MC}Fallback")):
        choice = next(fallback.itersiblings(f"{_MC}Choice", preceding=True), None)
        if choice is not None and choice.find(f".//{_W}txbxContent") is not None:
            _remove(fallback)
    for box in list(tree.iter(f"{_W}txbxContent")):
        # Paragraphs stand within each other only by boxes: the last is outside of all.
        hosts = list(box.iterancestors(f"{_W}p"))
        for child in list(box) if hosts else ():
            hosts[-1].addprevious(child)
    for box in list(tree.iter(f"{_W}txbxContent")):
        drawing = next((one for one in box.iterancestors() if one.tag in _DRAWN), box)
        _remove(next(drawing.iterancestors(f"{_MC}AlternateContent"), drawing))


def _remove(element: etree._Element) -> None:
    if (above := element.getparent()) is not None:
        above.remove(element)


def _without_notes(tree: etree._Element) -> int:
    notes = list(tree.iter(f"{_W}footnoteReference", f"{_W}endnoteReference"))
    for note in [*notes, *tree.iter(f"{_W}commentReference")]:
        _remove(note)
    return len(notes)


def _words(element: etree._Element) -> Iterator[str]:
    for paragraph in element.iter(f"{_W}p"):
        yield "".join(text.text or "" for text in paragraph.iter(f"{_W}t")).strip()


def _packed(archive: zipfile.ZipFile, main: str, content: bytes) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as copy:
        for name in archive.namelist():
            if name.endswith("/"):
                continue
            try:
                copy.writestr(name, content if name == main else archive.read(name))
            except (zipfile.BadZipFile, EOFError, OSError, RuntimeError) as error:
                raise RefusedFile("broken") from error
            except NotImplementedError as error:
                raise RefusedFile("broken") from error
    packed.seek(0)
    return packed


def _read_by_mammoth(packed: io.BytesIO) -> Document:
    pictures: list[Picture] = []
    dropped = 0

    @mammoth.images.img_element
    def aside(image: Any) -> dict[str, str]:
        nonlocal dropped
        try:
            with image.open() as content:
                raw = content.read()
        except Exception:  # mammoth: an external or missing picture, by any of several errors
            raw = b""
        if not html.is_kept(raw) or len(pictures) >= html.MOST_PICTURES:
            dropped += 1
            return {"src": "x-picture:0"}
        pictures.append(Picture(len(pictures) + 1, base64.b64encode(raw).decode("ascii")))
        return {"src": f"x-picture:{len(pictures)}"}

    try:
        source = mammoth.convert_to_html(
            packed,
            style_map=_STYLES,
            include_embedded_style_map=False,
            ignore_empty_paragraphs=False,
            convert_image=aside,
            external_file_access=False,
        ).value
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # mammoth names no errors of its own
        raise RefusedFile("broken") from error
    source = source.translate(SIGNS).replace('<p class="caption">', f"<p>{CAPTION}")
    document, _elsewhere = html.marked(source, pictures)
    if dropped:
        document.doubts.append(("pictures", str(dropped)))
    return document
