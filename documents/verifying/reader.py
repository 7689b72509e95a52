"""Reads the visible text of a PDF or a Word document. It runs as a program of its own.

    python -I reader.py pdf|docx < file

Whatever the file does to it ends with it: it has so much memory, so many seconds of work, and may
write no file. It prints JSON: {"text": …}, a form feed between pages, or {"problem": …}, one of
those in `documents/verifying/reading.py`. It imports nothing of the newsroom.

Not visible, and so not read: what Word hides or holds as deleted, what a PDF writes without ink or
in white, and what is attached. What a PDF's notes and fields say is seen, and is read. What was
painted over stays readable here, although nobody sees it.
"""

import json
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

MEMORY = 768 * 1024 * 1024
SECONDS = 8  # of work; the caller waits somewhat longer
MOST_PAGES = 100
MOST_LETTERS = 300_000
MOST_UNPACKED = 40 * 1024 * 1024  # of a Word document's texts together; pypdf has limits of its own


class Problem(Exception):
    """Why a file can not be read."""


def main() -> None:
    _limit()
    content = sys.stdin.buffer.read()
    try:
        said = {"text": {"pdf": pdf_text, "docx": docx_text}[sys.argv[1]](content)}
    except Problem as problem:
        said = {"problem": str(problem)}
    except (MemoryError, RecursionError):
        said = {"problem": "heavy"}
    except Exception:  # what a broken file makes pypdf or lxml raise is no list of its own
        said = {"problem": "broken"}
    sys.stdout.write(json.dumps(said))


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Gathered:
    """Text as it comes, up to the most that is compared."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
        if self.length > MOST_LETTERS:
            raise Problem("long")


# --- PDF ---

SHOWING = {b"Tj", b"TJ", b"'", b'"'}
# Rendering modes of the PDF standard (ISO 32000-1, 9.3.6) that leave no ink.
INKLESS = {3, 7}
UNSEEN_NOTES = {"/Link", "/Popup"}
WHITE = 0.98


def pdf_text(content: bytes) -> str:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    gathered = Gathered()
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Problem("encrypted")
        if len(reader.pages) > MOST_PAGES:
            raise Problem("long")
        for nth, page in enumerate(reader.pages):
            gathered.add("\f" if nth else "")
            _leave_out_what_is_not_seen(page, reader)
            gathered.add(page.extract_text())
            for note in _notes(page):
                gathered.add(f"\n{note}")
    except (DependencyError, FileNotDecryptedError) as error:
        raise Problem("encrypted") from error
    except LimitReachedError as error:
        raise Problem("heavy") from error
    return "".join(gathered.parts)


def _notes(page: Any) -> Iterator[str]:
    for one in page.get("/Annots") or []:
        note = one.get_object()
        if note.get("/Subtype") in UNSEEN_NOTES:
            continue
        for name in ("/Contents", "/V"):
            if isinstance(said := note.get(name), str):
                yield said


def _leave_out_what_is_not_seen(page: Any, reader: Any) -> None:
    """Take what is written without ink, or in white, out of a page's own operations."""
    from pypdf.generic import ContentStream, NameObject

    contents = page.get_contents()
    if contents is None:
        return
    stream = ContentStream(contents, reader)
    seen, state, before, hidden = [], (0, False), [], False
    for operands, operator in stream.operations:
        mode, white = state
        match operator:
            case b"q":
                before.append(state)
            case b"Q":
                state = before.pop() if before else state
            case b"Tr":
                state = (int(operands[0]), white)
            case b"g" | b"rg" | b"sc" | b"scn":
                levels = [one for one in operands if isinstance(one, int | float)]
                state = (mode, bool(levels) and min(map(float, levels)) >= WHITE)
            case b"k":
                state = (mode, max(map(float, operands), default=1) <= 1 - WHITE)
        if operator in SHOWING and (state[0] in INKLESS or state[1]):
            hidden = True
            continue
        seen.append((operands, operator))
    if hidden:
        stream.operations = seen
        page[NameObject("/Contents")] = stream


# --- Word ---

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOT_SEEN = {
    *(f"{WORD}{name}" for name in ("del", "moveFrom", "delText", "instrText", "rPr", "pPr")),
    # The same once more, for old programs.
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
BREAKS = {f"{WORD}{name}": sign for name, sign in (("br", "\n"), ("cr", "\n"), ("tab", "\t"))}
BREAKS[f"{WORD}noBreakHyphen"] = "-"
# In the order in which they are read.
PARTS = ("header", "document", "footnotes", "endnotes", "footer")


def docx_text(content: bytes) -> str:
    try:
        archive = ZipFile(BytesIO(content))
    except BadZipFile as error:
        raise Problem("broken") from error
    left = MOST_UNPACKED
    names = [name for name in archive.namelist() if _part(name) in {*PARTS, "styles"}]
    if "word/document.xml" not in names:
        raise Problem("kind")
    if any(archive.getinfo(name).flag_bits & 1 for name in names):
        raise Problem("encrypted")
    trees = {}
    for name in names:
        with archive.open(name) as file:
            said = file.read(left + 1)
        left -= len(said)
        if left < 0:
            raise Problem("heavy")
        trees[name] = _parsed(said)
    hidden = _hidden_styles(trees.get("word/styles.xml"))
    gathered = Gathered()
    for part in PARTS:
        for name in sorted(name for name in names if _part(name) == part):
            _walk(trees[name], hidden, gathered)
    return "".join(gathered.parts)


def _part(name: str) -> str:
    """`header` of `word/header2.xml`."""
    folder, _slash, file = name.rpartition("/")
    return file.removesuffix(".xml").rstrip("0123456789") if folder == "word" else ""


def _parsed(said: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(said, parser)


def _hidden_styles(styles: Any) -> set[str]:
    if styles is None:
        return set()
    return {
        style.get(f"{WORD}styleId", "")
        for style in styles.iter(f"{WORD}style")
        if _vanishes(style.find(f"{WORD}rPr"))
    }


def _vanishes(properties: Any) -> bool:
    if properties is None:
        return False
    said = properties.find(f"{WORD}vanish")
    if said is not None and said.get(f"{WORD}val", "1") not in ("0", "false", "off"):
        return True
    colour = properties.find(f"{WORD}color")
    return colour is not None and colour.get(f"{WORD}val", "").upper() == "FFFFFF"


def _is_hidden(element: Any, hidden: set[str]) -> bool:
    if element.tag in NOT_SEEN:
        return True
    if element.tag == f"{WORD}r":
        properties = element.find(f"{WORD}rPr")
        style = properties.find(f"{WORD}rStyle") if properties is not None else None
        return _vanishes(properties) or _named(style) in hidden
    if element.tag == f"{WORD}p":
        return _named(element.find(f"{WORD}pPr/{WORD}pStyle")) in hidden
    return False


def _named(style: Any) -> str:
    return style.get(f"{WORD}val", "") if style is not None else "\0"


def _walk(root: Any, hidden: set[str], gathered: Gathered) -> None:
    """What is seen, a paragraph a line. Not recursive: a document may be nested for ever."""
    waiting: list[Any] = [root]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            gathered.add(one)
            continue
        if not isinstance(one.tag, str) or _is_hidden(one, hidden):
            continue
        if one.tag == f"{WORD}t":
            gathered.add(one.text or "")
        elif one.tag in BREAKS:
            gathered.add(BREAKS[one.tag])
        elif one.tag == f"{WORD}p":
            waiting.append("\n")
        elif one.tag == f"{WORD}txbxContent":
            gathered.add("\n")
        waiting += reversed(one)


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        main()
