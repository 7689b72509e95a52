"""The packages of the lock file, and what their own metadata says of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNTIME_LOCK = ROOT / "requirements.txt"

PINNED = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>\S+)(?P<when> ; .+)?")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


class NotPinned(ValueError):
    """A line of the lock names no version, or no hash of it."""


@dataclass(frozen=True)
class Pinned:
    name: str
    version: str
    hashes: tuple[str, ...]  # SHA-256 of the files that the index offers for it
    conditional: bool  # for some systems or Pythons only


def pinned(lock: Path = RUNTIME_LOCK) -> Iterator[Pinned]:
    """What a lock file names.

    Raises:
        NotPinned: pip would not know exactly which file to take.
    """
    whole = lock.read_text().replace("\\\n", " ")
    for line in whole.splitlines():
        line = line.partition("    #")[0].strip()
        if not line or line.startswith("#"):
            continue
        what, *hashes = re.split(r"\s+(?=--hash=)", line)
        named = PINNED.fullmatch(what.strip())
        read = [HASH.fullmatch(one) for one in hashes]
        if named is None or not read or not all(read):
            raise NotPinned(line[:80])
        found = tuple(one[1] for one in read if one)
        yield Pinned(named["name"], named["version"], found, bool(named["when"]))


def installed(lock: Path = RUNTIME_LOCK) -> list[tuple[Pinned, metadata.Distribution]]:
    """The packages of a lock that are here; those for other systems are not.

    Raises:
        metadata.PackageNotFoundError: one that belongs here is missing.
    """
    found = []
    for one in pinned(lock):
        try:
            found.append((one, metadata.distribution(one.name)))
        except metadata.PackageNotFoundError:
            if not one.conditional:
                raise
    return found
