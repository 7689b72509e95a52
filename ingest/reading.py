"""What was read of a press release: the fields a person confirms before anything is saved.

The keys of `Reading.as_json` are a fixed contract: others rely on them.
"""

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any


class Doubt(str):
    """A sentence on what a person should look at.

    `about` is the field of the review page that it is about: numbers, date, title, dateline,
    body, letterhead, contacts or pictures.
    """

    about: str

    def __new__(cls, about: str, sentence: str) -> "Doubt":
        doubt = super().__new__(cls, sentence)
        doubt.about = about
        return doubt

    def __getnewargs__(self) -> tuple[str, str]:
        return self.about, str(self)  # for copies


def doubts(about: str, sentences: Iterable[str]) -> list[Doubt]:
    """Sentences that are all about one field."""
    return [Doubt(about, sentence) for sentence in sentences]


@dataclass(frozen=True)
class Letterhead:
    """The head of the sheet: the office's own lines, then how to reach it."""

    lines: list[str] = field(default_factory=list)
    address: str | None = None
    city: str | None = None
    postcode: str | None = None
    phones: list[str] = field(default_factory=list)
    faxes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Contact:
    """A person or desk named for questions; whoever answers for the text is one as well."""

    name: str | None = None
    position: str | None = None
    phones: list[str] = field(default_factory=list)
    email: str | None = None


@dataclass(frozen=True)
class Reading:
    """A release as read. None and empty mean not found; `warnings` say what to look at."""

    numbers: list[str] = field(default_factory=list)
    date: datetime.date | None = None
    title: str | None = None
    dateline: str | None = None
    paragraphs: list[str] = field(default_factory=list)
    letterhead: Letterhead = field(default_factory=Letterhead)
    contacts: list[Contact] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return the fields as JSON values, the date in ISO 8601 or null."""
        return asdict(self) | {"date": self.date.isoformat() if self.date else None}
