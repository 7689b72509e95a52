"""Lists of releases. Every page starts from `Edition.objects.published()`."""

import datetime
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.paginator import EmptyPage
from django.db.models import Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import ListView

from agencies.models import Agency
from agencies.remembering import remembered
from agencies.tree import AgencyTree
from numbering import patterns
from releases.filters import OLDEST, RELEVANCE, EditionFilter
from releases.models import Edition, Tally
from releases.models.edition import EditionQuerySet
from releases.months import NAMES, days_of, weeks
from releases.paging import WAYS, BadCursor, Ledgers, TooFar
from releases.search.results import FACETS, Results


class Ledger(ListView):
    """A list of releases, newest first, twenty a page."""

    paginate_by = 20
    template_name = "releases/ledger.html"
    farther = gettext_lazy("Walk on from the last of them.")  # where pages have no number any more

    def get_queryset(self) -> EditionQuerySet:
        return self.public().in_language(self.language).for_ledger()

    def public(self) -> EditionQuerySet:
        """What this page is about, in every language."""
        return Edition.objects.published()

    @property
    def language(self) -> str:
        asked = self.request.GET.get("language", "")
        return asked if asked in dict(settings.LANGUAGES) else get_language() or "id"

    def paginate_queryset(self, editions: Any, page_size: int) -> tuple:
        return self.pages(Ledgers(editions, page_size, self.request))

    def pages(self, paginator: Ledgers) -> tuple:
        """The page that was asked for, by a number or by a cursor."""
        asked = self.request.GET
        back = "before" in asked
        try:
            if cursor := asked.get("after") or asked.get("before"):
                page = paginator.walk(cursor, back=back and not asked.get("after"))
            else:
                page = paginator.page(asked.get("page") or 1)
        except BadCursor:
            page = paginator.page(1)
            self.lost = _("The address of this page is not whole. Here is the first page.")
        except TooFar as far:
            page = paginator.page(1)
            self.lost = f"{far} {self.farther}"
        except EmptyPage as empty:
            raise Http404(str(empty)) from None
        return paginator, page, page.object_list, page.has_other_pages()

    lost = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"lost": self.lost}


class ReleaseList(Ledger):
    """All releases, or those that a question finds."""

    farther = gettext_lazy("Walk on from the last of them, or choose a year or a month.")
    # What the address of the page says already.
    settled: tuple[str, ...] = ()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        walked = self.public()
        self.by_words = bool(self.filter.words)
        self.results = Results(self.public(), self.language, self.filter, walked)
        if number := self._meant_number():
            return redirect(number)
        return super().get(request, *args, **kwargs)

    def _meant_number(self) -> Edition | None:
        """The one release whose number was typed, where nothing but a number was asked for."""
        asked = self.request.GET
        if any(asked.get(name) for name in (*WAYS, "sort")):
            return None
        return self.results.only_numbered()

    by_words = False  # whether what it is about is found by words, and not walked along

    def public(self) -> EditionQuerySet:
        public = super().public()
        return public.looked_up() if self.by_words else public

    @cached_property
    def tree(self) -> AgencyTree:
        return AgencyTree(self._agencies)

    @cached_property
    def _agencies(self) -> list[Any]:
        return remembered(self.request, "agencies", _dated_agencies)

    @cached_property
    def filter(self) -> EditionFilter:
        return EditionFilter(
            self.request.GET, queryset=Edition.objects.none(), tree=self.tree, years=self._years()
        )

    def _years(self) -> list[int]:
        if not self._agencies or self._agencies[0].first_day is None:
            return []
        first, last = self._agencies[0].first_day, self._agencies[0].last_day
        return list(range(last.year, first.year - 1, -1))

    def get_queryset(self) -> Any:
        if self.filter.words:
            return self.results.ordered
        editions = self.filter.narrowed(super().get_queryset())
        # Not before: what it is narrowed by says what it is sorted by.
        return editions.oldest_first() if self.filter.order == OLDEST else editions.newest_first()

    def paginate_queryset(self, editions: Any, page_size: int) -> tuple:
        ways: dict[str, Any] = {"oldest": self.filter.order == OLDEST}
        if self.filter.words:
            ways |= {"shelf": self.results.shelf, "cut": self.results.cut}
        elif self.filter.chosen:  # what its choices are counted from says how many there are
            found = self.results.found()
            ways["counted"] = len(found.rows) + found.more
        return self.pages(Ledgers(editions, page_size, self.request, **ways))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(filter=self.filter, **kwargs)
        context["oldest"] = self.filter.order == OLDEST
        context["ranked"] = self.filter.order == RELEVANCE
        context["feed_query"] = self._feed_query()
        if self.filter.chosen:
            names = [name for name in FACETS if name not in self.settled]
            context["facets"] = self.results.facets(self.request.GET, self.tree, names)
            context["results"] = self.results
            if not context["object_list"]:
                context["ways_out"] = self.results.ways_out(self.request.GET)
        return context

    def _feed_query(self) -> str:
        """What was asked for, with what the address says, as the query of a feed; or ""."""
        if not self.filter.chosen or self.filter.form.errors:
            return ""
        told = {name: self.kwargs["slug" if name == "agency" else name] for name in self.settled}
        asked = dict(parse_qsl(self.filter.query)) | told
        return urlencode(sorted(asked.items()))


def _dated_agencies() -> list[Any]:
    # The years of what is public come along: one question less.
    days = Edition.objects.published().order_by("date").values("date")
    dated = Agency.objects.annotate(
        first_day=Subquery(days[:1]), last_day=Subquery(days.reverse()[:1])
    )
    return list(dated)


class YearArchive(ReleaseList):
    settled: tuple[str, ...] = ("year",)

    def public(self) -> EditionQuerySet:
        return super().public().in_year(self.kwargs["year"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(year=self.kwargs["year"], **kwargs)


class MonthArchive(YearArchive):
    settled = ("year", "month")

    def public(self) -> EditionQuerySet:
        first = datetime.date(self.kwargs["year"], self.kwargs["month"], 1)
        return Edition.objects.published().in_month(first)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        month = datetime.date(self.kwargs["year"], self.kwargs["month"], 1)
        context = super().get_context_data(month=month, weekdays=NAMES, **kwargs)
        if not self.filter.chosen:  # its counts are those of the whole month
            counts = Tally.objects.by_date(self.language, *days_of(month))
            context["weeks"] = weeks(month, counts, timezone.localdate())
        return context


class AgencyPage(ReleaseList):
    """An agency: where it is, who answers, and what it and those below it have issued."""

    template_name = "releases/agency.html"

    settled = ("agency",)

    @cached_property
    def agency(self) -> Agency:
        agency = self.tree.find(self.kwargs["slug"])
        if agency is None:
            raise Http404
        return agency

    def public(self) -> EditionQuerySet:
        return super().public().of_agency(self.agency.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        letterhead = self.agency.letterhead_on(timezone.localdate())
        return super().get_context_data(
            agency=self.agency,
            parent=self.tree.parent(self.agency),
            children=self.tree.children(self.agency),
            letterhead=letterhead and letterhead.copy(),
            contacts=self.agency.contacts.listed(),
            **kwargs,
        )


class AgencyList(ListView):
    template_name = "releases/agencies.html"

    def get_queryset(self) -> list[Agency]:
        return AgencyTree(Agency.objects.all()).active()


def by_number(request: HttpRequest, number: str) -> HttpResponse:
    """To the release with a number, in any spelling; or a short choice of several."""
    if len(number) > patterns.LONGEST_READ:
        raise Http404
    published = Edition.objects.published().in_language(get_language() or "id")
    found = list(published.numbered(number).for_ledger()[:50])
    key = patterns.key(number)
    whole = [edition for edition in found if key in map(patterns.key, edition.numbers)]
    found = whole or found
    if not found:
        raise Http404
    if len(found) == 1:
        return redirect(found[0])
    return render(request, "releases/by_number.html", {"number": number, "object_list": found})
