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
    old, new = _sealed(before), _sealed(after)
    changed = [name for name in old if old[name] != new[name]]
    parts = [Part(label, compared(old[label], new[label])) for label in changed if label]
    if before.body != after.body:
        body = compared(blocks(before.body), blocks(after.body))
        parts.insert(0, Part(Release.label_of("body").capitalize(), body))
    return parts


def _sealed(edition: Edition) -> dict[str, list[str]]:
    """What an edition says besides its body: by label, in paragraphs."""
    names = ("title", "summary", "dateline", "genre", "language", "date")
    said = {
        Release.label_of(name).capitalize(): _lines(
            name,
            value.isoformat()
            if isinstance(value := getattr(edition, name), datetime.date)
            else value,
        )
        for name in names
    }
    moment = date_format(timezone.localtime(edition.public_from), "DATETIME_FORMAT")
    return said | {
        _("Edition"): [edition.get_kind_display()],
        _("Public from"): [moment],
        _("Note"): _paragraph(edition.note),
        _("Numbers"): edition.numbers,
        _("Agency"): [edition.agency.name],
        _("Joint with"): [one["name"] for one in edition.joint_with],
        _("Letterhead"): _values(edition.letterhead),
        _("Contacts"): ["; ".join(_values(one)) for one in edition.contacts],
        _("Pictures and files"): _files([vars(one) for one in edition.attached]),
    }


def _lines(name: str, value: Any) -> list[str]:
    """A field's value in paragraphs, as people read it."""
    return SHOWN.get(name, _paragraph)(value) if value else []


def _paragraph(value: Any) -> list[str]:
    return [str(value)] if value else []


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


def _values(copy: Fields) -> list[str]:
    """The values of a sealed copy that say something, lists flattened."""
    found: list[str] = []
    for value in copy.values():
        found += [str(one) for one in (value if isinstance(value, list) else [value]) if one]
    return found


SHOWN: dict[str, Callable[[Any], list[str]]] = {
    "body": blocks,
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
