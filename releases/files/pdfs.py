"""What acts in a PDF: scripts, programs to start, forms that send, and files within the file.

A search for names, no reader of PDFs: it sees what stands in the open or in packed objects
(ISO 32000-1, 7.5.7). Whoever sets out to hide a script from it may manage; the browser that opens
the file does so apart from the newsroom, because it is sent as a PDF and as nothing else.
"""

import re
import zlib
from collections.abc import Iterator
from enum import Enum

MOST_UNPACKED = 64 * 1024 * 1024  # bytes of packed objects together
MOST_STREAMS = 200_000
CHUNK = 64 * 1024
PEEK = 64  # of a stream, by which packed objects are known


class Found(Enum):
    """Why a PDF is not taken."""

    LOCKED = "locked"
    SCRIPT = "script"
    FILES = "files"
    UNSEEN = "unseen"


def _name(word: str) -> bytes:
    """A name as it may be written: any letter also as `#` and its number (7.3.5)."""
    return b"/" + b"".join(
        b"(?:%s|#%s)" % (letter.encode(), re.sub("([a-f])", _either, f"{ord(letter):02x}").encode())
        for letter in word
    )


def _either(letter: re.Match[str]) -> str:
    return f"[{letter[1]}{letter[1].upper()}]"


def _any_of(*words: str) -> re.Pattern[bytes]:
    return re.compile(b"(?:" + b"|".join(map(_name, words)) + rb")(?![^\x00\s<>\[\](){}/%])")


def _holds(content: bytes, names: re.Pattern[bytes]) -> bool:
    """Whether a name stands where one can: not in the middle of a link's address."""
    return any(
        BEFORE_A_NAME.search(content, max(0, one.start() - LONGEST_BEFORE), one.start())
        for one in names.finditer(content)
    )


BEFORE_A_NAME = re.compile(rb"(?:[\x00\s<>\[\]()]|obj|%s|%s)\Z" % (_name("S"), _name("Type")))
LONGEST_BEFORE = 13  # bytes: a name of four letters, each as a number
ACTS = _any_of("JavaScript", "Launch", "SubmitForm", "ImportData", "XFA", "RichMedia")
HOLDS_FILES = _any_of("EmbeddedFiles", "EmbeddedFile", "GoToE")
ENCRYPTED = _any_of("Encrypt")
STREAM = re.compile(rb"stream\r?\n")
# Packed objects begin with pairs of numbers: which object, and where it begins.
PACKED = re.compile(rb"\s*\d{1,10}\s+\d{1,10}\s")
# The place of the first object within a stream: only packed objects have one.
FIRST = re.compile(_name("First") + rb"\s")
FILTER = re.compile(_name("Filter"))
BEFORE = 1024  # bytes in which a stream's dictionary is looked for


def looked_through(content: bytes) -> Found | None:
    """The first reason not to take a PDF, or None.

    Args:
        content: the whole file.
    """
    if _holds(content, ENCRYPTED):
        return Found.LOCKED
    try:
        for part in (content, *_packed_objects(content)):
            if _holds(part, ACTS):
                return Found.SCRIPT
            if _holds(part, HOLDS_FILES):
                return Found.FILES
    except ValueError:
        return Found.UNSEEN
    return None


def _packed_objects(content: bytes) -> Iterator[bytes]:
    """What is in the streams that hold objects.

    Raises:
        ValueError: they can't be unpacked, or are a bomb.
    """
    left = MOST_UNPACKED
    seen = memoryview(content)
    for nth, found in enumerate(STREAM.finditer(content)):
        if nth == MOST_STREAMS:
            raise ValueError("streams without end")
        at = found.end()
        try:
            if PACKED.match(zlib.decompressobj().decompress(seen[at : at + 4 * PEEK], PEEK)):
                whole = _unpacked(seen, at, left)
                left -= len(whole)
                yield whole
                continue
        except zlib.error:
            pass
        said = content[max(0, at - BEFORE) : at].rpartition(b"obj")[2]
        if FIRST.search(said) and FILTER.search(said):
            raise ValueError("objects packed in another way")


def _unpacked(content: memoryview, at: int, most: int) -> bytes:
    """A stream that begins somewhere; as far as it goes, if it is damaged."""
    stream, whole = zlib.decompressobj(), bytearray()
    for begin in range(at, len(content), CHUNK):
        try:
            whole += stream.decompress(content[begin : begin + CHUNK], most - len(whole) + 1)
        except zlib.error:
            break
        if len(whole) > most:
            raise ValueError("packed objects without end")
        if stream.eof:
            break
    return bytes(whole)
