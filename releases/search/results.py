"""A page of results: what is found, in which order, and all that helps to go on from there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import Promise

from agencies.tree import AgencyTree
from numbering import patterns
from numbering.lookup import says_a_number
from releases.filters import NEWEST, OLDEST, EditionFilter
from releases.models import Edition
from releases.models.edition import EditionQuerySet
from releases.paging import COUNTED, shown
from releases.search import asking, snippets, suggesting
from releases.search.counting import up_to
from releases.search.facets import Counting, Facet, query_with
from releases.search.searching import (
    NUMBERED,
    Found,
    Terms,
    newest,
    ranked,
    read_rows,
    wanted,
    weigh,
)
from releases.search.texts import plain

FACETS = ("agency", "topic", "year", "genre", "language")


@dataclass(frozen=True)
class WayOut:
    """A choice that can be taken back, and how many releases are found then."""

    label: str | Promise
    value: str
    count: int
    told: str
    query: str


class Results:
    """What a question finds.

    Args:
        public: the public editions that the page is about, in every language.
        language: in which each release is listed once.
        asked: what was asked and chosen.
        walked: the same editions, for a list without words, where `public` are looked up.
    """

    def __init__(
        self,
        public: EditionQuerySet,
        language: str,
        asked: EditionFilter,
        walked: EditionQuerySet | None = None,
    ) -> None:
        self.public, self.language, self.filter = public, language, asked
        self.walked = public if walked is None else walked
        self._kept: dict[str, Found] = {}

    @cached_property
    def terms(self) -> Terms:
        return weigh(asking.read(self.filter.words))

    @cached_property
    def numbered(self) -> list[int]:
        """Editions whose number was typed, in whatever language."""
        text = self.filter.words
        if not says_a_number(text):
            return []
        found = self.public.numbered(text).newest_first()
        return list(found.values_list("pk", flat=True)[: 2 * NUMBERED])

    def only_numbered(self) -> Edition | None:
        """The one release that is found by its number, where all that was typed is that number."""
        if not self.numbered:
            return None
        among = self.filter.narrowed(self._listed().filter(pk__in=self.numbered))
        found = list(among.for_ledger()[:NUMBERED])
        key = patterns.key(self.filter.words)
        whole = [one for one in found if key in map(patterns.key, one.numbers)] or found
        return whole[0] if len(whole) == 1 else None

    @property
    def most(self) -> int:
        return self.terms.most if self.filter.words else COUNTED

    # --- What is found ---

    def _listed(self, language: str = "") -> EditionQuerySet:
        return self.public.in_language(language or self.language)

    def _meeting(self, editions: EditionQuerySet, span: Sequence[str] = ()) -> EditionQuerySet:
        """Of some editions those that meet the words or bear the number."""
        if not self.filter.words:
            return editions
        met = wanted(self.terms, span)
        if self.numbered:
            met = Q(pk__in=self.numbered) | met
        return editions.filter(met)

    def found(self, without: str = "") -> Found:
        """What is found, or would be without one of the choices."""
        without = without if without in self.filter.said else ""
        if without not in self._kept:
            self._kept[without] = self._read(without) if without else self._of_the_year()
        return self._kept[without]

    def _of_the_year(self) -> Found:
        """What is found. Where a year was chosen, it is taken from what all years have, which that
        choice is counted from: the words are looked for once less."""
        if year := self.filter.said.get("year"):
            of_all = self.found("year")
            if not of_all.more:
                return Found([row for row in of_all.rows if row.year == int(year)])
        return self._read()

    def _read(self, without: str = "") -> Found:
        editions = self.filter.narrowed(self._listed(), without)
        if not self.filter.words:
            return read_rows(editions, self.most)
        return newest(
            self.terms,
            lambda span: self._meeting(editions, span),
            flagged=without in ("", "year"),
            narrowed=bool(set(self.filter.chosen) - {"q", "language", without}),
        )

    @cached_property
    def ordered(self) -> list[int]:
        """The primary keys of what is found: by its number first, then in the order asked for."""
        newest = self.found().rows
        if self.filter.order in (NEWEST, OLDEST):
            return [row.pk for row in (newest if self.filter.order == NEWEST else newest[::-1])]
        by_number = [row.pk for row in newest if row.pk in self.numbered]
        others = [row for row in newest if row.pk not in self.numbered]
        return by_number + [row.pk for row in ranked(self.terms, others)]

    @property
    def cut(self) -> bool:
        """Whether more is found than is listed."""
        return self.found().more

    def shelf(self, keys: Iterable[int]) -> list[Edition]:
        """Editions in the order of their keys, each with its marks."""
        keys = list(keys)
        editions = self.public.filter(pk__in=keys).select_related("agency").defer("contacts_json")
        by_key = {edition.pk: edition for edition in editions}
        shown_here = [by_key[key] for key in keys if key in by_key]
        question = self.terms.question
        for edition in shown_here:
            language = edition.language
            text = " ".join(filter(None, (edition.summary, plain(edition.body))))
            edition.marked_title = snippets.highlighted(str(edition), language, question)
            edition.snippet = snippets.snippet(text, language, question)
        return shown_here

    # --- What leads on ---

    def facets(self, asked: QueryDict, tree: AgencyTree, names: Iterable[str]) -> list[Facet]:
        counting = Counting(asked, self.filter.said, tree, self.found)
        names = list(names)
        facets = counting.facets(name for name in names if name != "language")
        # Of words that very many texts hold, all would have to be read for it.
        if "language" in names and self.filter.words and not self.terms.all_common:
            language = counting.languages(self._by_language())
            if counting.is_a_choice(language):
                facets.append(language)
        return facets

    def _by_language(self) -> dict[str, tuple[int, bool]]:
        """How many are found in each language, and whether there are more: choosing one lists each
        release in that one, so each has a list of its own."""
        here = self.found("language")
        own = sum(row.language == self.language for row in here.rows)
        others = [code for code, _name in settings.LANGUAGES if code != self.language]
        lists = [
            self.filter.narrowed(self._listed(code), "language").written_in(code) for code in others
        ]
        counts = up_to(self.most + 1, [self._meeting(editions) for editions in lists])
        counted = {
            code: (min(count, self.most), count > self.most)
            for code, count in zip(others, counts, strict=True)
        }
        return {self.language: (own, here.more), **counted}

    @cached_property
    def suggestion(self) -> str:
        """What was typed, better spelled, or ""."""
        return suggesting.suggestion(self.terms) if self.filter.words else ""

    def ways_out(self, asked: QueryDict) -> list[WayOut]:
        """What can be taken back so that something is found; the most promising first."""
        names = self.filter.chosen
        if len(names) < 2:
            return []
        without = [
            self.filter.narrowed(self.walked.in_language(self.language), name)
            if name == "q"
            else self._meeting(self.filter.narrowed(self._listed(), name))
            for name in names
        ]
        counts = up_to(COUNTED + 1, without)
        ways = [
            WayOut(
                self.filter.filters[name].label or name,
                self.filter.called(name),
                count,
                shown(count, COUNTED),
                query_with(asked, name, ""),
            )
            for name, count in zip(names, counts, strict=True)
            if count
        ]
        return sorted(ways, key=lambda way: -way.count)
