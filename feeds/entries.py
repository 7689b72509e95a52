"""A release as an entry of a feed, whatever the feed is written in."""

import datetime
from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from releases.body import read_elsewhere
from releases.models import Edition, Topic
from releases.models.edition import EditionQuerySet


@dataclass(frozen=True)
class Author:
    name: str
    url: str


@dataclass(frozen=True)
class Enclosure:
    """A picture or file that comes along, with its true length in bytes."""

    url: str
    media_type: str
    size: int
    title: str
    is_picture: bool


@dataclass(frozen=True)
class Category:
    """A topic: its address and its name."""

    slug: str
    name: str


@dataclass(frozen=True)
class Entry:
    """What a feed says of a release. All addresses are whole; texts are plain but for `content`."""

    id: str
    link: str
    title: str
    summary: str
    content: str  # HTML
    language: str
    published: datetime.datetime
    updated: datetime.datetime
    kind: str  # release, correction, withdrawal
    genre: str
    note: str  # what was corrected, or why it was withdrawn
    numbers: list[str]
    topics: list[Category]
    authors: list[Author]
    enclosures: list[Enclosure]

    @property
    def pictures(self) -> list[Enclosure]:
        return [one for one in self.enclosures if one.is_picture]

    @property
    def tags(self) -> list[str]:
        """Numbers and topics, as what a reader files it under."""
        return [*self.numbers, *(topic.name for topic in self.topics)]


def for_entries(editions: EditionQuerySet) -> EditionQuerySet:
    """Editions with all that `entry` asks of them, in two queries."""
    editions = editions.select_related("agency", "redaction").defer("contacts_json")
    return editions.prefetch_related("topics")


def entry(edition: Edition, site: str) -> Entry:
    """An edition as an entry, in the language of the feed; its text in its own.

    Args:
        edition: one that is public, from `for_entries`.
        site: scheme and host before every address.
    """
    # A reader of the feed stands elsewhere: addresses within the newsroom are made whole.
    edition.attached = [replace(one, root=site) for one in edition.attached]
    content = render_to_string("feeds/content.html", {"edition": edition}).strip()
    return Entry(
        id=edition.uid.urn,
        link=site + edition.get_absolute_url(),
        title=_title(edition),
        summary=_summary(edition),
        content=read_elsewhere(content, site),
        language=edition.language,
        published=timezone.localtime(edition.published_at),
        updated=_updated(edition),
        kind=edition.kind,
        genre=edition.genre,
        note=edition.note,
        numbers=edition.numbers,
        topics=[_category(topic) for topic in edition.topics.all()],
        authors=_authors(edition, site),
        enclosures=[
            Enclosure(one.url, one.media_type, one.size, one.caption or one.name, one.is_picture)
            for one in sorted(edition.attached, key=lambda one: not one.is_picture)
        ],
    )


def _title(edition: Edition) -> str:
    if edition.withdrawn:
        return _("Withdrawn: %(number)s") % {"number": ", ".join(edition.numbers)}
    return str(edition)


def _summary(edition: Edition) -> str:
    """The summary; before it what was corrected; of a withdrawn release the reason alone."""
    if edition.withdrawn:
        return edition.note
    if not edition.note:
        return edition.summary
    told = _("Corrected on %(date)s: %(note)s %(summary)s") % {
        "date": date_format(timezone.localtime(edition.public_from)),
        "note": edition.note,
        "summary": edition.summary,
    }
    return told.strip()


def _updated(edition: Edition) -> datetime.datetime:
    """When the public first read it like this: a correction, a withdrawal, a redaction is new."""
    since = edition.public_from
    return timezone.localtime(max(since, edition.redaction.at) if edition.redacted else since)


def _category(topic: Topic) -> Category:
    return Category(topic.slug, topic.name_en if get_language() == "en" else topic.name)


def _authors(edition: Edition, site: str) -> list[Author]:
    """The agencies that issued it; the one that wrote it first."""
    partners = [(one["name"], one["agency"]) for one in edition.joint_with]
    issuers = [(edition.agency.name, edition.agency.slug), *partners]
    return [Author(name, site + reverse("releases:agency", args=[slug])) for name, slug in issuers]
