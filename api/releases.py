"""Releases: the list, what is found by words, and one of them with its editions."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import Http404

from agencies.models import Agency
from agencies.tree import AgencyTree
from api import saying
from api.parameters import LIST, USUAL, EveryFilter, Parameter, error
from api.problems import Problem, wrong_parameters
from api.resource import KEPT, Resource
from releases import reading
from releases.filters import OLDEST
from releases.models import Edition
from releases.models.edition import EditionQuerySet
from releases.paging import COUNTED, BadCursor, LedgerPage, Ledgers
from releases.search.results import FACETS, Results

Said = dict[str, Any]


class EveryLanguage(Results):
    """Results in which each language version stands for itself, as in all lists of the API."""

    def _listed(self, language: str = "") -> EditionQuerySet:
        return self.public

    def _by_language(self) -> dict[str, tuple[int, bool]]:
        here = self.found("language")
        codes = [code for code, _name in self.filter.filters["language"].extra["choices"]]
        return {code: (sum(row.language == code for row in here.rows), here.more) for code in codes}


class ReleaseList(Resource):
    """Every language version of every release, a page at a time."""

    parameters: tuple[Parameter, ...] = LIST

    def said(self, asked: dict[str, str], **where: Any) -> Said:
        tree = AgencyTree(Agency.objects.all())
        self.filter = EveryFilter(
            self.request.GET,
            queryset=Edition.objects.none(),
            tree=tree,
            years=[int(asked["year"])] if "year" in asked else [],
        )
        if complaints := self.filter.complaints():
            raise wrong_parameters(complaints)
        public = Edition.objects.published()
        public = public.looked_up() if self.filter.words else public
        self.results = EveryLanguage(public, "id", self.filter)
        pages = self._pages(int(asked.get("limit", USUAL)))
        page = self._page(pages, asked)
        prefetch_related_objects(list(page.object_list), "topics")
        here = self.request.build_absolute_uri(self.request.path)
        return {
            "total": {"count": min(pages.count, self._most), "exact": self._exact(pages)},
            "next": self._way(here, "after", page) if page.has_next() else None,
            "previous": self._way(here, "before", page) if page.has_previous() else None,
            "releases": [self.listed(one) for one in page.object_list],
        }

    def listed(self, edition: Edition) -> Said:
        return saying.in_a_list(edition, self.site)

    def _pages(self, limit: int) -> Ledgers:
        ways: dict[str, Any] = {"oldest": self.filter.order == OLDEST}
        if self.filter.words:
            ways |= {"shelf": self.results.shelf, "cut": self.results.cut}
            return Ledgers(self.results.ordered, limit, self.request, **ways)
        editions = self.filter.narrowed(Edition.objects.published().for_ledger())
        editions = editions.oldest_first() if ways["oldest"] else editions
        return Ledgers(editions, limit, self.request, **ways)

    def _page(self, pages: Ledgers, asked: dict[str, str]) -> LedgerPage:
        name = next((name for name in ("after", "before") if name in asked), "")
        try:
            return pages.walk(asked[name], back=name == "before") if name else pages.page(1)
        except BadCursor:
            said = "This cursor was not made here for this question. Begin without one."
            raise wrong_parameters([error(name, said)]) from None

    @property
    def _most(self) -> int:
        return self.results.most if self.filter.words else COUNTED

    def _exact(self, pages: Ledgers) -> bool:
        return not pages.cut if pages.is_list else pages.count <= COUNTED

    def _way(self, here: str, name: str, page: LedgerPage) -> str:
        query = self.request.GET.copy()
        for way in ("after", "before"):
            query.pop(way, None)
        query[name] = getattr(page, name)
        return f"{here}?{query.urlencode()}"

    def headers(self, said: Said) -> dict[str, str]:
        relations = {"next": said["next"], "prev": said["previous"]}
        links = [f'<{address}>; rel="{name}"' for name, address in relations.items() if address]
        return {"Link": ", ".join(links)} if links else {}


class Search(ReleaseList):
    """The same with the place of the words, what could be chosen, and how it is spelled."""

    parameters = tuple(
        Parameter(one.name, one.said, one.schema, one.example, required=one.name == "q")
        for one in LIST
    )

    def said(self, asked: dict[str, str], **where: Any) -> Said:
        said = super().said(asked, **where)
        facets = self.results.facets(self.request.GET, self.filter.tree, FACETS)
        return said | {
            "suggestion": self.results.suggestion or None,
            "facets": {
                facet.name: [
                    {
                        "value": choice.value,
                        "count": choice.number,
                        "exact": not choice.more,
                        "chosen": choice.chosen,
                    }
                    for choice in facet.choices
                ]
                for facet in facets
            },
        }

    def listed(self, edition: Edition) -> Said:
        return super().listed(edition) | {
            "title_html": str(edition.marked_title),
            "snippet_html": str(edition.snippet),
        }


class OneRelease(Resource):
    """A release as it is now, with the other releases it belongs to. By its address, or its uid."""

    def said(self, asked: dict[str, str], **where: Any) -> Said:
        seen = standing(reading.seen_of(**where) if "uid" in where else reading.seen_at(**where))
        kin = reading.kin(seen[-1])

        def said_of(editions: Any) -> list[Said]:
            return [saying.relative(one, self.site) for one in editions if one]

        return saying.whole(seen, len(seen), self.site) | {
            "translations": said_of(kin["translations"]),
            "replaces": said_of(kin["replaces"]),
            "replaced_by": next(iter(said_of([kin["replaced_by"]])), None),
        }


class OneEdition(Resource):
    """An edition that the public has seen, as it was."""

    def said(self, asked: dict[str, str], **where: Any) -> Said:
        number = where.pop("number")
        seen = standing(reading.seen_at(**where))
        if not 1 <= number <= len(seen):
            raise Http404
        return saying.whole(seen, number, self.site)


def standing(seen: list[Edition]) -> list[Edition]:
    """What was seen of a release.

    Raises:
        Problem: it was withdrawn; says what is left of it.
    """
    if seen[-1].withdrawn:
        raise Problem(
            410,
            "This release was withdrawn. Number, date and reason are all that is left of it.",
            type="withdrawn",
            title="Withdrawn",
            headers={"Cache-Control": KEPT},
            **saying.tombstone(seen[-1]),
        )
    return seen
