"""Releases as a file, in the columns of a press office's register.

Who is who follows from the revisions. The writer began the release. The reviewer is the last other
person who sent it back or changed its text; the approver, whoever approved it last.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy, override

from numbering.models import State as NumberState
from releases import tables
from releases.book import name_of
from releases.models import Edition, Genre, Kind, Release, ReleaseNumber, Revision, Topic
from releases.models.revision import What
from releases.tables import Cell

COLUMNS = (
    *("number", "date", "title", "kind", "category", "agency", "link"),
    *("writer", "reviewer", "approver", "note"),
)
HEADINGS = (
    gettext_lazy("Number"),
    gettext_lazy("Date"),
    gettext_lazy("Title"),
    gettext_lazy("Kind"),
    gettext_lazy("Category"),
    gettext_lazy("Agency"),
    gettext_lazy("Link"),
    gettext_lazy("Writer"),
    gettext_lazy("Reviewer"),
    gettext_lazy("Approver"),
    gettext_lazy("Note"),
)
XLSX_WIDTHS = (28, 12, 48, 20, 24, 20, 40, 20, 20, 20, 40)
AT_ONCE = 2000  # rows that are fetched together
READ = (
    *("pk", "date", "title", "genre", "language", "path", "paper_numbers"),
    *("agency__short_name", "writer", "reviewer", "approver", "note", "public"),
)


@dataclass(frozen=True)
class Line:
    """A release: kind and topics by their names in the software."""

    cells: dict[str, Cell]
    genre: str
    topics: list[Topic]

    def keys(self) -> list[Cell]:
        """For software: kind and topics the same in every language, in the order of COLUMNS."""
        slugs = "; ".join(topic.slug for topic in self.topics)
        return self._row(self.genre, slugs)

    def for_people(self) -> list[Cell]:
        """For people: kind and topics in their language, in the order of HEADINGS."""
        return self._row(str(Genre(self.genre).label), "; ".join(map(str, self.topics)))

    def _row(self, kind: str, category: str) -> list[Cell]:
        cells = self.cells | {"kind": kind, "category": category}
        return [cells[name] for name in COLUMNS]


def lines(releases: QuerySet[Release], site: str) -> Iterator[Line]:
    """A line for each release, in their order.

    Five queries for any number of them. What is held in memory is which numbers and topics they
    have, not the releases themselves.

    Args:
        releases: those that the person may see.
        site: what stands before an address, such as "https://example.org".
    """
    plain = releases.select_related(None).prefetch_related(None)
    keys = plain.order_by().values("pk")
    numbers = _by_release(
        ReleaseNumber.objects.filter(release__in=keys)
        .exclude(number__state=NumberState.VOID)
        .order_by("position")
        .values_list("release", "number__text")
    )
    through: Any = Release.topics.through
    headed = _by_release(through.objects.filter(release__in=keys).values_list("release", "topic"))
    topics = Topic.objects.in_bulk()
    names = {user.pk: name_of(user) for user in User.objects.all()}
    for row in _with_people(plain).values(*READ).iterator(AT_ONCE):
        texts = numbers.get(row["pk"]) or row["paper_numbers"].splitlines()
        under = [topics[pk] for pk in headed.get(row["pk"], []) if pk in topics]
        yield Line(
            {
                "number": "; ".join(texts),
                "date": row["date"],
                "title": row["title"],
                "agency": row["agency__short_name"],
                "link": site + _path(row) if row["public"] else "",
                "note": row["note"] or "",
            }
            | {who: names.get(row[who], "") for who in ("writer", "reviewer", "approver")},
            row["genre"],
            sorted(under, key=lambda topic: topic.slug),
        )


def as_csv(releases: QuerySet[Release], site: str) -> Iterator[str]:
    """For software: headings, kinds and topics are the same in every language."""
    return tables.as_csv(COLUMNS, (line.keys() for line in lines(releases, site)))


def as_xlsx(releases: QuerySet[Release], site: str) -> bytes:
    """An Excel workbook of one sheet, in the language of whoever asks."""
    title = str(Release._meta.verbose_name_plural).capitalize()
    rows = (line.for_people() for line in lines(releases, site))
    return tables.as_xlsx(title, list(map(str, HEADINGS)), rows, XLSX_WIDTHS)


def _with_people(releases: QuerySet[Release]) -> QuerySet[Release]:
    said = Revision.objects.filter(release=OuterRef("pk")).order_by("-position")
    public = Edition.objects.published().filter(release=OuterRef("pk"))
    reviewing = said.filter(action__in=(What.SEND_BACK, What.EDIT)).exclude(by=OuterRef("writer"))
    return releases.annotate(
        writer=Subquery(said.order_by("position").values("by")[:1]),
        approver=Subquery(said.filter(action=What.APPROVE).values("by")[:1]),
        note=Subquery(said.exclude(note="").values("note")[:1]),
        public=Exists(public.exclude(kind=Kind.WITHDRAWAL)),
    ).annotate(reviewer=Subquery(reviewing.values("by")[:1]))


def _by_release(pairs: QuerySet) -> dict[int, list]:
    found: dict[int, list] = {}
    for release, value in pairs:
        found.setdefault(release, []).append(value)
    return found


def _path(row: dict[str, Any]) -> str:
    with override(row["language"]):
        return reverse("releases:detail", args=row["path"].split("/"))
