"""What the API and the open data say of things: plain values, made of what the public may know.

Words are given as they stand, in both languages where they have two. An address of a page leads to
it in the language of its text.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from agencies.models import Agency, Contact
from agencies.tree import AgencyTree
from api.encoding import moment
from releases.body import read_elsewhere, with_dateline
from releases.files.attached import Attached
from releases.models import Edition, Genre, Kind, Topic
from releases.sealing import public_fingerprint, public_form
from releases.search.texts import plain

Said = dict[str, Any]

STATUS = {Kind.RELEASE: "published", Kind.CORRECTION: "corrected", Kind.WITHDRAWAL: "withdrawn"}
MEDIA_TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}


def address_of(edition: Edition, site: str) -> str:
    return site + reverse("api:release", args=edition.path.split("/"))


def in_a_list(edition: Edition, site: str) -> Said:
    """A release as a list has it. Of a withdrawn one `note` is the reason.

    Args:
        edition: public, with its agency and topics.
        site: what stands before an address, such as "https://news.example".
    """
    picture = edition.lead_picture
    return {
        "uid": str(edition.uid),
        "language": edition.language,
        "path": edition.path,
        "url": site + edition.own_url,
        "api_url": address_of(edition, site),
        "status": STATUS[Kind(edition.kind)],
        "genre": genre_of(edition),
        "date": edition.date.isoformat(),
        "numbers": edition.numbers,
        "title": edition.title,
        "summary": edition.summary,
        "note": edition.note,
        "agency": named(edition.agency),
        "joint_with": [
            {"slug": one["agency"], "name": one["name"], "short_name": one.get("short_name", "")}
            for one in edition.joint_with
        ],
        "topics": [topic(one) for one in edition.topics.all()],
        "published_at": moment(edition.published_at),
        "updated_at": moment(edition.public_from),
        "picture": picture and file(replace(picture, root=site)),
    }


def genre_of(edition: Edition) -> str:
    # Joint ones were sealed without a kind before there were any: see `Edition.heading`.
    unsaid = edition.genre == Genre.RELEASE and edition.joint_with
    return Genre.JOINT.value if unsaid else edition.genre


def named(agency: Agency) -> Said:
    return {"slug": agency.slug, "name": agency.name, "short_name": agency.short_name}


def topic(one: Topic) -> Said:
    return {"slug": one.slug, "name": one.name, "name_en": one.name_en}


def file(one: Attached) -> Said:
    """A picture, film or document, as it was sealed, with its addresses.

    Args:
        one: with its `root` set.
    """
    return {
        "number": one.number,
        "kind": one.kind,
        "url": one.url,
        "name": one.name,
        "media_type": one.media_type,
        "size": one.size,
        "sha256": one.sha256,
        "width": one.width,
        "height": one.height,
        "caption": one.caption,
        "credit": one.credit,
        "alt": one.shown_alt,
        "decorative": one.decorative,
        "renditions": [
            {"width": width, "media_type": media_type, "url": one.rendition(width, suffix)}
            for width in (one.widths if one.is_picture else [])
            for suffix, media_type in MEDIA_TYPES.items()
        ],
    }


# --- One release, whole ---


def whole(seen: list[Edition], number: int, site: str) -> Said:
    """An edition of a release: what was sealed, how it is shown, and the others.

    Args:
        seen: what the public has seen of the release, the current edition last.
        number: which of them, counted from 1.
    """
    edition = seen[number - 1]
    shown = [replace(one, root=site) for one in edition.attached]
    return in_a_list(edition, site) | {
        "edition": number,
        "current": number == len(seen),
        "content": content(edition),
        "sha256": public_fingerprint(edition),
        "body_html": read_elsewhere(_shown(edition, shown), site),
        "body_text": plain(with_dateline(edition.body, edition.dateline)),
        "files": [file(one) for one in shown],
        "redaction": _redaction(edition),
        "editions": [_listed(one, nth, seen, site) for nth, one in enumerate(seen, start=1)],
    }


def _shown(edition: Edition, files: list[Attached]) -> str:
    """The text as its page has it, with whole addresses."""
    edition.attached = files
    with override(edition.language):  # a figure has words of its own
        return edition.html


def content(edition: Edition) -> Said:
    """What was sealed, without what only the desk counts: `sealing.public_form`."""
    said: Said = json.loads(public_form(edition))
    return said


def _redaction(edition: Edition) -> Said | None:
    if not edition.redacted:
        return None
    record = edition.redaction
    return {"authority": record.authority, "reason": record.reason, "at": moment(record.at)}


def _listed(edition: Edition, nth: int, seen: list[Edition], site: str) -> Said:
    """An edition among the others. When the current one ends is not said: that is still to come."""
    over = edition.public_until if nth < len(seen) else None
    return {
        "edition": nth,
        "url": address_of(edition, site) + f"editions/{nth}/",
        "public_from": moment(edition.public_from),
        "public_until": over and moment(over),
        "sha256": public_fingerprint(edition),
        "note": edition.note,
    }


def relative(edition: Edition, site: str) -> Said:
    """Another release that one belongs to."""
    return {
        "language": edition.language,
        "title": edition.title,
        "numbers": edition.numbers,
        "url": site + edition.own_url,
        "api_url": address_of(edition, site),
    }


def tombstone(edition: Edition) -> Said:
    """All that is left of a withdrawn release."""
    partners = [{"slug": one["agency"], "name": one["name"]} for one in edition.joint_with]
    first = {"slug": edition.agency.slug, "name": edition.agency.name}
    return {
        "uid": str(edition.uid),
        "numbers": edition.numbers,
        "date": edition.date.isoformat(),
        "agencies": [first, *partners],
        "withdrawn_at": moment(edition.public_from),
        "reason": edition.note,
    }


# --- Offices, people, topics ---


def agency(one: Agency, tree: AgencyTree, site: str) -> Said:
    """An active agency."""
    parent = tree.parent(one)
    with override("id"):
        page = reverse("releases:agency", args=[one.slug])
    return named(one) | {
        "parent": parent and parent.slug,
        "url": site + page,
        "api_url": site + reverse("api:agency", args=[one.slug]),
    }


def contact(one: Contact) -> Said:
    """A contact that is listed for everybody."""
    return {"agency": one.agency.slug, **one.copy()}


def contacts(some: Iterable[Contact]) -> list[Said]:
    return [contact(one) for one in some]


def counted_topic(one: Topic, count: int, site: str) -> Said:
    with override("id"):
        page = reverse("releases:topic", args=[one.slug])
    return topic(one) | {"count": count, "url": site + page}
