"""Agencies stand in a tree; these functions walk it in memory, from (child, parent) pairs.

A newsroom has tens of agencies, at most a few hundred: one query for all of them is
cheaper, and easier to read, than a recursive query for each question.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agencies.models import Agency

Pair = tuple[int, int | None]


def above(pairs: Iterable[Pair], pk: int) -> list[int]:
    """The agency `pk` and all it belongs to, nearest first.

    Args:
        pairs: (primary key, parent's primary key or None) of every agency.
        pk: where to begin.
    """
    parents = dict(pairs)
    line: list[int] = []
    here: int | None = pk
    while here is not None and here not in line:
        line.append(here)
        here = parents.get(here)
    return line


def below(pairs: Iterable[Pair], pks: Iterable[int]) -> set[int]:
    """The agencies `pks` and all that belongs to them.

    Args:
        pairs: (primary key, parent's primary key or None) of every agency.
        pks: where to begin.
    """
    children = defaultdict(list)
    for child, parent in pairs:
        children[parent].append(child)
    found: set[int] = set()
    waiting = list(pks)
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting.extend(children[here])
    return found


class AgencyTree:
    """Every agency, read once: each before its children, siblings by name, its `depth` set."""

    def __init__(self, agencies: "Iterable[Agency]") -> None:
        self._children: dict[int | None, list[Agency]] = defaultdict(list)
        self.pairs: list[Pair] = []
        for agency in sorted(agencies, key=lambda agency: agency.name):
            self._children[agency.parent_id].append(agency)
            self.pairs.append((agency.pk, agency.parent_id))
        self.agencies: list[Agency] = []
        self._walk(None, depth=0)

    def _walk(self, parent: int | None, depth: int) -> None:
        for agency in self._children[parent]:
            agency.depth = depth
            self.agencies.append(agency)
            self._walk(agency.pk, depth + 1)

    def active(self) -> "list[Agency]":
        return [agency for agency in self.agencies if agency.active]

    def find(self, slug: str) -> "Agency | None":
        """The active agency with an address, or None."""
        return next((agency for agency in self.active() if agency.slug == slug), None)

    def parent(self, agency: "Agency") -> "Agency | None":
        """The active agency that one belongs to, or None."""
        return next((one for one in self.active() if one.pk == agency.parent_id), None)

    def children(self, agency: "Agency") -> "list[Agency]":
        """The active agencies that belong to one, directly."""
        return [one for one in self._children[agency.pk] if one.active]

    def family(self, agency: "Agency") -> set[int]:
        """Primary keys of an agency and of all that belongs to it."""
        return below(self.pairs, [agency.pk])
