"""Sealing: an edition as canonical JSON, and its SHA-256.

Canonical here means (our own rule, `"format": 1`): keys sorted, no white space, UTF-8 as it
is, no floats; texts in NFC with `\\n` line ends; times in UTC with milliseconds; slugs and
number texts, never primary keys. `public_until` is left out, because it may still change.
"""

import datetime
import hashlib
import json
import re
import unicodedata
from typing import TYPE_CHECKING

from releases.models.genre import Genre

if TYPE_CHECKING:
    from releases.models import Edition

FORMAT = 1
# `position` counts schedules that were cancelled before anybody saw them, and `previous` is the
# hash of the edition before, which may be one of those: both would tell of what never came out.
UNTOLD = ("position", "previous")
UNSEALABLE = re.compile("[\0\ud800-\udfff]")


class Unsealable(ValueError):
    """A value has no canonical form."""


def canonical(value: object) -> str:
    """A value as canonical JSON text.

    Args:
        value: dicts with text keys, lists, texts, whole numbers, booleans and None.

    Raises:
        Unsealable: a text holds NUL or a lone surrogate; or a value is of another type.
    """
    return json.dumps(_checked(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _checked(value: object) -> object:
    match value:
        case None | bool() | int():
            return value
        case str():
            text = unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n")
            if UNSEALABLE.search(text):
                raise Unsealable("A text holds NUL or a lone surrogate.")
            return text
        case list() | tuple():
            return [_checked(item) for item in value]
        case dict():
            return {_checked(key): _checked(item) for key, item in value.items()}
        case _:
            raise Unsealable(f"{type(value).__name__} has no canonical form.")


def moment(at: datetime.datetime) -> str:
    """A time in UTC with milliseconds: `2020-03-28T03:00:00.000Z`."""
    return at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.") + (
        f"{at.microsecond // 1000:03d}Z"
    )


def canonical_edition(edition: "Edition") -> str:
    """All that an edition says, as canonical JSON."""
    joint = json.loads(edition.joint_json)
    attachments = json.loads(edition.attachments_json)
    return canonical(
        {
            "format": FORMAT,
            "uid": str(edition.uid),
            "position": edition.position,
            "kind": edition.kind,
            "path": edition.path,
            "agency": edition.agency.slug,
            "language": edition.language,
            "date": edition.date.isoformat(),
            "title": edition.title,
            "summary": edition.summary,
            "dateline": edition.dateline,
            "body": edition.body,
            "numbers": json.loads(edition.numbers_json),
            "letterhead": json.loads(edition.letterhead_json),
            "contacts": json.loads(edition.contacts_json),
            "published_at": moment(edition.published_at),
            "public_from": moment(edition.public_from),
            "previous": edition.previous_sha256,
        }
        # Only where there is one, so that what was sealed before is what it was.
        | ({"genre": edition.genre} if edition.genre != Genre.RELEASE else {})
        | ({"attachments": attachments} if attachments else {})
        | ({"joint": joint} if joint else {})
        | ({"note": edition.note} if edition.note else {})
    )


def public_form(edition: "Edition") -> str:
    """The canonical JSON of an edition without what only the desk may know; else to the letter."""
    said = json.loads(canonical_edition(edition))
    return canonical({name: value for name, value in said.items() if name not in UNTOLD})


def public_fingerprint(edition: "Edition") -> str:
    """The SHA-256 of an edition's public form, in hexadecimal."""
    return hashlib.sha256(public_form(edition).encode()).hexdigest()


def fingerprint(edition: "Edition") -> str:
    """The SHA-256 of an edition's canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical_edition(edition).encode()).hexdigest()
