"""The tables of the open data: what stands in each, row by row, and what every column means."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Contact
from agencies.tree import AgencyTree
from api import saying
from releases.models import Edition, Topic

Row = dict[str, Any]
AT_ONCE = 200  # releases that are in memory together


@dataclass(frozen=True)
class Table:
    """A table, kept as JSON Lines and as CSV.

    Attributes:
        rows: gives them as they are public at a moment.
        schema: of a row, by its name in the description of the API.
        columns: of the CSV, and how each cell is made of a row.
        meanings: of those columns that do not hold what the member of that name does.
    """

    name: str
    said: str | Promise
    rows: Callable[[datetime.datetime], Iterator[Row]]
    schema: str
    columns: dict[str, Callable[[Row], Any]]
    meanings: dict[str, str | Promise] = field(default_factory=dict)


def releases(at: datetime.datetime) -> Iterator[Row]:
    """Every language version of every release; of a withdrawn one what is left of it."""
    public = Edition.objects.published(at).select_related("agency", "redaction")
    found = public.prefetch_related("topics").oldest_first().iterator(AT_ONCE)
    while some := list(islice(found, AT_ONCE)):
        yield from _whole(some, at)


def _whole(some: list[Edition], at: datetime.datetime) -> Iterator[Row]:
    standing = [edition.release_id for edition in some if not edition.withdrawn]
    before: dict[int, list[Edition]] = defaultdict(list)
    history = Edition.objects.history(at).filter(release__in=standing)
    current = {edition.pk for edition in some}
    for one in history.select_related("agency", "redaction").order_by("public_from"):
        if one.pk not in current:
            before[one.release_id].append(one)
    for edition in some:
        if edition.withdrawn:
            yield saying.in_a_list(edition, settings.NEWSROOM_ADDRESS)
        else:
            seen = [*before.pop(edition.release_id, []), edition]
            yield saying.whole(seen, len(seen), settings.NEWSROOM_ADDRESS)


def agencies(at: datetime.datetime) -> Iterator[Row]:
    tree = AgencyTree(Agency.objects.all())
    for one in tree.active():
        yield saying.agency(one, tree, settings.NEWSROOM_ADDRESS)


def contacts(at: datetime.datetime) -> Iterator[Row]:
    listed = Contact.objects.listed().select_related("agency")
    yield from map(saying.contact, listed.order_by("agency__name", "order", "name", "pk"))


def topics(at: datetime.datetime) -> Iterator[Row]:
    public = Edition.objects.published(at).order_by()
    listed = Topic.objects.standing().filter(editions__in=public)
    for one in listed.annotate(count=Count("editions")).order_by("name"):
        yield saying.counted_topic(one, one.count, settings.NEWSROOM_ADDRESS)


def _same(*names: str) -> dict[str, Callable[[Row], Any]]:
    """Columns that hold a member as it is; empty where there is none."""
    return {name: lambda row, name=name: row.get(name) for name in names}


def _joined(name: str, member: str = "") -> Callable[[Row], str]:
    """A column that holds a list: its texts, or one member of each, with semicolons between."""
    return lambda row: "; ".join(str(one[member] if member else one) for one in row.get(name) or [])


TABLES = (
    Table(
        "releases",
        _("Every language version of every release, with its text."),
        releases,
        "Edition",
        _same("uid", "language", "path", "url", "status", "genre", "date")
        | {"numbers": _joined("numbers")}
        | _same("title", "summary", "body_text", "note")
        | {
            "agency": lambda row: row["agency"]["slug"],
            "joint_with": _joined("joint_with", "slug"),
            "topics": _joined("topics", "slug"),
            "files": _joined("files", "url"),
        }
        | _same("edition", "published_at", "updated_at", "sha256"),
        {
            "agency": _("Slug of the agency."),
            "joint_with": _("Slugs of the other agencies of a joint release."),
            "topics": _("Slugs of its topics."),
            "files": _("Addresses of its pictures, films and documents."),
        },
    ),
    Table(
        "agencies",
        _("The active agencies."),
        agencies,
        "Agency",
        _same("slug", "name", "short_name", "parent", "url"),
    ),
    Table(
        "contacts",
        _("The contacts of the agencies for everybody."),
        contacts,
        "Contact",
        _same("agency", "name", "position")
        | {"phones": _joined("phones")}
        | _same("email", "hours", "languages"),
    ),
    Table(
        "topics",
        _("The topics, each with how many stand under it."),
        topics,
        "Topic",
        _same("slug", "name", "name_en", "count", "url"),
    ),
)
FILES = {f"{table.name}.{form}": table for table in TABLES for form in ("jsonl", "csv")}
DICTIONARIES = ("dictionary.json", "dictionary.md")
MEDIA_TYPES = {
    "jsonl": "application/jsonl",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
}
