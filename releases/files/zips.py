"""The directory of a ZIP archive, and nothing else of it.

The standard library's reader takes in a directory of any length, so this one is our own: it
unpacks nothing and stops at a number of entries.
"""

import struct
from dataclasses import dataclass
from typing import IO

MOST_ENTRIES = 10_000
MOST_DIRECTORY = 4 * 1024 * 1024

# APPNOTE.TXT of PKWARE, 4.3.16 and 4.3.12: the end of the directory, and one of its entries.
END = struct.Struct("<4s4H2LH")
ENTRY = struct.Struct("<4s6H3L5H2L")
LONGEST_COMMENT = 0xFFFF
ENCRYPTED = 0x1


class BrokenZip(Exception):
    """No whole archive of a bounded number of entries."""


@dataclass(frozen=True)
class Entry:
    name: bytes
    encrypted: bool
    unpacked: int  # bytes, as it says


def directory(archive: IO[bytes]) -> list[Entry]:
    """What a ZIP archive says it holds.

    Args:
        archive: an open file; only its last 64 KiB and its directory are read.

    Returns:
        Its entries in their order, the names as they are written.

    Raises:
        BrokenZip: there is no directory, it is cut short, is not where it should be, or has
            more than 10,000 entries. Archives of the ZIP64 form count as broken: no document
            that we take is as large.
    """
    count, size, start = _end_of_directory(archive)
    if count > MOST_ENTRIES or size > MOST_DIRECTORY:
        raise BrokenZip
    archive.seek(start)
    held = archive.read(size)
    entries = []
    at = 0
    for _number in range(count):
        try:
            magic, _, _, flags, _, _, _, _, _, unpacked, name, extra, comment, *_ = (
                ENTRY.unpack_from(held, at)
            )
        except struct.error as error:
            raise BrokenZip from error
        at += ENTRY.size
        if magic != b"PK\x01\x02" or at + name > len(held):
            raise BrokenZip
        entries.append(Entry(held[at : at + name], bool(flags & ENCRYPTED), unpacked))
        at += name + extra + comment
    return entries


def _end_of_directory(archive: IO[bytes]) -> tuple[int, int, int]:
    """The number of entries, and the directory's size and place in bytes."""
    length = archive.seek(0, 2)
    tail_at = max(0, length - END.size - LONGEST_COMMENT)
    archive.seek(tail_at)
    tail = archive.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + END.size > len(tail):
        raise BrokenZip
    _, _, _, _, count, size, start, comment = END.unpack_from(tail, at)
    if at + END.size + comment != len(tail) or start + size > tail_at + at:
        raise BrokenZip
    return count, size, start
