"""What the found releases could be narrowed by further, with what would be left.

Each is counted over what all the other choices leave, its own left out: a number says what is found
after a click. Where not all was counted, it says "at least".
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.tree import AgencyTree, above
from numbering.models import State
from releases.models import Edition, Genre, ReleaseNumber, Topic
from releases.paging import WAYS, shown
from releases.search.searching import Found, Row

LABELS = {
    "agency": _("Agency"),
    "topic": _("Topic"),
    "year": _("Year"),
    "genre": _("Kind"),
    "language": _("Language"),
}


@dataclass(frozen=True)
class Choice:
    """One value of a facet: how it is called, how many it would leave, where a click leads.

    `number` is how many were counted; `more` says that there are others besides.
    """

    label: str | Promise
    count: str
    query: str
    chosen: bool = False
    depth: int = 0
    value: str = ""
    number: int = 0
    more: bool = False


@dataclass(frozen=True)
class Facet:
    name: str
    choices: list[Choice]

    @property
    def label(self) -> str | Promise:
        return LABELS[self.name]


class Counting:
    """Counts the facets of a question.

    Args:
        asked: the query of the page.
        said: what of it makes sense, by the names of the fields.
        tree: every agency.
        without: gives what is found when the choice of one facet is left out.
    """

    def __init__(
        self,
        asked: QueryDict,
        said: dict[str, Any],
        tree: AgencyTree,
        without: Callable[[str], Found],
    ) -> None:
        self.asked, self.said, self.tree, self.without = asked, said, tree, without

    def facets(self, names: Iterable[str]) -> list[Facet]:
        """Those of some facets between which there is a choice."""
        counted = {
            "agency": self._agencies,
            "topic": self._topics,
            "year": self._years,
            "genre": self._kinds,
        }
        found = [Facet(name, counted[name](self.without(name))) for name in names]
        return [one for one in found if self.is_a_choice(one)]

    def is_a_choice(self, facet: Facet) -> bool:
        return len(facet.choices) > 1 or any(choice.chosen for choice in facet.choices)

    def languages(self, counts: dict[str, tuple[int, bool]]) -> Facet:
        """The facet of languages, whose counts are not those of one list: each has its own."""
        choices = [
            self._choice("language", code, name, *counts[code])
            for code, name in settings.LANGUAGES
            if counts[code][0] or self._is(code, "language")
        ]
        return Facet("language", choices)

    def _agencies(self, found: Found) -> list[Choice]:
        counts: Counter[int] = Counter()
        for issuers, count in Counter(_issuers(found.rows)).items():
            for agency in {up for one in issuers for up in above(self.tree.pairs, one)}:
                counts[agency] += count
        return [
            self._choice(
                "agency",
                agency.slug,
                agency.name,
                counts[agency.pk],
                found.more,
                depth=agency.depth,
            )
            for agency in self.tree.active()
            if counts[agency.pk] or self._is(agency.slug, "agency")
        ]

    def _topics(self, found: Found) -> list[Choice]:
        # By their keys, and then the few topics: joined, SQLite reads all that stands under each.
        through = Edition.topics.through.objects.filter(edition__in=[row.pk for row in found.rows])
        counts = dict(through.order_by().values_list("topic").annotate(Count("pk")))
        topics = Topic.objects.standing().filter(pk__in=counts)
        chosen = self.said.get("topic", "")
        return [
            self._choice("topic", topic.slug, str(topic), counts[topic.pk], found.more)
            for topic in sorted(topics, key=lambda one: (-counts[one.pk], one.slug))[:12]
        ] or ([self._choice("topic", chosen, chosen, 0, found.more)] if chosen else [])

    def _years(self, found: Found) -> list[Choice]:
        counts = Counter(row.year for row in found.rows)
        if chosen := self.said.get("year"):
            counts[int(chosen)] += 0  # it can be taken back, whatever is left
        return [
            self._choice("year", str(year), str(year), counts[year], found.more)
            for year in sorted(counts, reverse=True)
        ]

    def _kinds(self, found: Found) -> list[Choice]:
        counts = Counter(
            Genre.JOINT if row.joint and row.genre == Genre.RELEASE else row.genre
            for row in found.rows
        )
        return [
            self._choice("genre", genre.value, genre.label, counts[genre], found.more)
            for genre in Genre
            if counts[genre] or self._is(genre.value, "genre")
        ]

    def _is(self, value: str, name: str) -> bool:
        return str(self.said.get(name, "")) == value

    def _choice(
        self,
        name: str,
        value: str,
        label: str | Promise,
        count: int,
        more: bool,
        depth: int = 0,
    ) -> Choice:
        """A choice; a click on one that is chosen takes it back."""
        chosen = self._is(value, name)
        told = shown(count + more, count)
        query = query_with(self.asked, name, "" if chosen else value)
        return Choice(label, told, query, chosen, depth, value, count, more)


def query_with(asked: QueryDict, name: str, value: str) -> str:
    """The query of a page with another value of one key, from its first page on."""
    changed = asked.copy()
    for key in WAYS:
        changed.pop(key, None)
    changed[name] = value
    for key in [key for key in changed if not changed.get(key)]:
        del changed[key]
    return f"?{changed.urlencode()}"


def _issuers(rows: list[Row]) -> list[frozenset[int]]:
    """The agencies of each edition, those of a joint release among them."""
    jointly: defaultdict[int, set[int]] = defaultdict(set)
    if joint := [row.release for row in rows if row.joint]:
        borne = ReleaseNumber.objects.filter(release__in=joint)
        borne = borne.exclude(number__state=State.VOID).order_by()
        for release, agency in borne.values_list("release", "number__agency"):
            jointly[release].add(agency)
    return [frozenset({row.agency, *jointly.get(row.release, ())}) for row in rows]
