"""A feed, before it is written in one of its formats."""

import datetime
from dataclasses import dataclass

from feeds.entries import Entry

# What a feed without entries says: Atom asks for a moment, and now would be another each time.
NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Feed:
    """One page of a feed. All addresses are whole; those that are empty do not exist."""

    title: str
    subtitle: str
    language: str
    page: str  # where people read the same
    own: str  # its own address
    first: str  # that of its first page
    entries: list[Entry]
    older: str = ""
    newer: str = ""
    hub: str = ""

    @property
    def updated(self) -> datetime.datetime:
        """When the newest of what it shows became so."""
        return max((entry.updated for entry in self.entries), default=NEVER)

    @property
    def links(self) -> list[tuple[str, str]]:
        """Relation and address of the feeds around it, as RFC 5005 (paged feeds) and WebSub name
        them. "next" leads to what is older. There is no "last": nobody counts so far."""
        links = [("self", self.own), ("first", self.first)]
        links += [("next", self.older), ("previous", self.newer), ("hub", self.hub)]
        return [(relation, address) for relation, address in links if address]
