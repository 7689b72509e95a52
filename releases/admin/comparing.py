"""What differs between two revisions, or two editions, of a release: field by field, in words."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agencies.models import Agency, Contact
from numbering.models import Sequence
from releases.differences import Piece, blocks, compared
from releases.models import Edition, Genre, Release, Topic

Fields = dict[str, Any]
TEXTS = ("title", "summary", "dateline", "body")
REVISED = (*TEXTS, *(name for name in Release.WRITTEN if name not in TEXTS), "attachments")

# In the order of the paper.
LETTERHEAD = ("lines", "address", "city", "postcode", "phones", "faxes", "email", "site")
CONTACT = ("name", "position", "phones", "email", "hours", "languages")


@dataclass(frozen=True)
class Part:
    """One field that differs: its paragraphs, each as pieces of what stayed, came and went."""

    label: str
    paragraphs: list[list[Piece]]

    @property
    def same_words(self) -> bool:
        """Whether it differs in what no word shows: a link's address, bold, a table's form."""
        return all(piece.kind == "same" for pieces in self.paragraphs for piece in pieces)


def of_contents(before: Fields, after: Fields) -> list[Part]:
    """The fields that differ between two contents of a release, as its revisions keep them."""
    return [
        Part(
            Release.label_of(name).capitalize(),
            compared(_lines(name, before.get(name)), _lines(name, after.get(name))),
        )
        for name in REVISED
        if (before.get(name) or None) != (after.get(name) or None)
    ]


def of_editions(before: Edition, after: Edition) -> list[Part]:
    """The fields that differ between two sealed editions."""
    both = zip(_sealed(before), _sealed(after), strict=True)
    return [
        Part(label, compared(old_lines, new_lines))
        for (label, old, old_lines), (_label, new, new_lines) in both
        if old != new
    ]


def _sealed(edition: Edition) -> list[tuple[str, Any, list[str]]]:
    """What an edition says: of each field its label, its value, and the value in paragraphs."""
    copied = ("title", "summary", "dateline", "body", "genre", "language")
    fields = {name: getattr(edition, name) for name in copied} | {"date": edition.date.isoformat()}
    said = [
        (Release.label_of(name).capitalize(), value, _lines(name, value))
        for name, value in fields.items()
    ]
    moment = date_format(timezone.localtime(edition.public_from), "DATETIME_FORMAT")
    others = {
        _("Edition"): [edition.get_kind_display()],
        _("Public from"): [moment],
        _("Note"): _paragraph(edition.note),
        _("Numbers"): edition.numbers,
        _("Agency"): [edition.agency.name],
        _("Joint with"): [one["name"] for one in edition.joint_with],
        _("Letterhead"): _values(edition.letterhead, LETTERHEAD),
        _("Contacts"): ["; ".join(_values(one, CONTACT)) for one in edition.contacts],
        _("Pictures and files"): _files([vars(one) for one in edition.attached]),
    }
    return said + [(label, lines, lines) for label, lines in others.items()]


def _lines(name: str, value: Any) -> list[str]:
    """A field's value in paragraphs, as people read it."""
    return SHOWN.get(name, _paragraph)(value) if value else []


def _paragraph(value: Any) -> list[str]:
    return [str(value)] if value else []


def _body(html: str) -> list[str]:
    return blocks(html, bullets=True)


def _named(rows: Any, field: str, keys: list[Any]) -> list[str]:
    """What the rows with these keys are called; of one that is gone, its key."""
    called = {getattr(row, field): str(row) for row in rows.filter(**{f"{field}__in": keys})}
    return [called.get(key, _("%(key)s (not there any more)") % {"key": key}) for key in keys]


def _sequences(codes: list[str]) -> list[str]:
    return _named(Sequence.objects.all(), "code", codes)


def _files(copies: list[Fields]) -> list[str]:
    """A line for each file. The beginning of its hash tells two files of one name apart."""
    return [
        " – ".join(
            str(said)
            for said in (
                f"{one['number']}. {one['name']} ({one['sha256'][:8]})",
                *(one[name] for name in ("caption", "credit", "alt")),
                one["decorative"] and _("only decoration"),
                (one["focus_x"], one["focus_y"]) != (50, 50)
                and _("focus %(x)s %%, %(y)s %%") % {"x": one["focus_x"], "y": one["focus_y"]},
            )
            if said
        )
        for one in copies
    ]


def _values(copy: Fields, names: tuple[str, ...]) -> list[str]:
    """What a sealed copy says under these names, lists flattened."""
    found: list[str] = []
    for value in (copy.get(name) for name in names):
        found += [str(one) for one in (value if isinstance(value, list) else [value]) if one]
    return found


SHOWN: dict[str, Callable[[Any], list[str]]] = {
    "body": _body,
    "date": lambda day: [date_format(datetime.date.fromisoformat(day), "DATE_FORMAT")],
    "genre": lambda genre: [str(dict(Genre.choices).get(genre, genre))],
    "language": lambda code: [str(dict(settings.LANGUAGES).get(code, code))],
    "paper_numbers": str.splitlines,
    "agency": lambda slug: _named(Agency.objects.all(), "slug", [slug]),
    "sequence": lambda code: _sequences([code]),
    "joint_with": _sequences,
    "contacts": lambda keys: _named(Contact.objects.all(), "pk", keys),
    "topics": lambda slugs: _named(Topic.objects.all(), "slug", slugs),
    "attachments": _files,
}
