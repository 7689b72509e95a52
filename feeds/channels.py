"""What a feed is about. Each channel has three addresses, one for each format.

Every channel starts from `Edition.objects.published()`. What it is about, it says in `find`.
"""

import re
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from django.views import View

from agencies.models import Agency
from agencies.tree import AgencyTree
from feeds.entries import entry, for_entries
from feeds.feed import Feed
from feeds.writing import FORMATS
from releases.corrections import Amendments, corrections
from releases.filters import EditionFilter
from releases.models import Edition, Genre, Kind, Topic
from releases.models.edition import EditionQuerySet
from releases.paging import BadCursor, LedgerPage, Ledgers
from releases.search.results import Results

ITEMS = 50


class Pages(Ledgers):
    """A feed's pages: one walks from the newest on, and nobody counts how many there are."""

    def _rows(self, editions: Any, start: int = 0) -> list[Any]:
        return list(editions[start : start + self.per_page + 1])


class AmendedPages(Pages, Amendments):
    """The same, of corrections and withdrawals."""


class Channel(View):
    """One thing that can be followed.

    `find` sets title, page, and what is listed: `editions`, from which each release is then taken
    once and newest first; or `keys`, primary keys whose order is worked out.
    """

    http_method_names = ["get", "head", "options"]

    title = ""
    subtitle = ""
    page = ""  # the address of the page where people read the same
    query = ""  # what it is narrowed by, in one spelling
    language = ""  # the one in which each release is listed; that of the address unless told
    editions: EditionQuerySet | None = None
    keys: list[int] | None = None

    def find(self, **kwargs: Any) -> HttpResponse | None:
        """Look for what the address names; return what is answered instead, if anything.

        Raises:
            Http404: there is no such thing, or nothing of it is public.
        """
        raise NotImplementedError

    def get(self, request: HttpRequest, form: str, **kwargs: Any) -> HttpResponseBase:
        self.subtitle = _("Releases as they were published, each under its official number.")
        if instead := self.find(**kwargs):
            return instead
        self.subtitle += " " + _("To follow it, copy this address into a feed reader.")
        feed = self.feed()
        response = HttpResponse(FORMATS[form].write(feed), content_type=FORMATS[form].sent_as)
        if feed.hub:
            response["Link"] = f'<{feed.hub}>; rel="hub", <{feed.own}>; rel="self"'
        if self.query or feed.own != feed.first:
            response["X-Robots-Tag"] = "noindex"
        return response

    def feed(self) -> Feed:
        asked = self.request.GET
        way = next((name for name in ("after", "before") if asked.get(name)), "")
        walked = {way: asked[way]} if way else {}
        # Whatever else was asked is not in the addresses that a feed names, nor in its cursors.
        self.request.GET = QueryDict(self.query)
        page = self._page(**walked)
        here = self.site + self.request.path
        address = {"after": "", "before": ""}
        if page.has_next():
            address["after"] = self._with(here, after=page.after)
        if page.has_previous():
            address["before"] = self._with(here, before=page.before)
        return Feed(
            title=self.title,
            subtitle=self.subtitle,
            language=get_language() or "id",
            page=self._with(self.site + self.page),
            own=self._with(here, **walked),
            first=self._with(here),
            entries=[entry(edition, self.site) for edition in page.object_list],
            older=address["after"],
            newer=address["before"],
            # What is found by a question nobody pings, so who follows it has to ask.
            hub="" if self.query or walked else settings.WEBSUB_HUB,
        )

    @cached_property
    def site(self) -> str:
        """What stands before every address: with a hub that under which the hub knows us."""
        if settings.WEBSUB_HUB:
            return settings.NEWSROOM_ADDRESS
        return f"{self.request.scheme}://{self.request.get_host()}"

    def _page(self, after: str = "", before: str = "") -> LedgerPage:
        pages = self._pages()
        if not after and not before:
            return pages.page(1)
        try:
            return pages.walk(after or before, back=not after)
        except BadCursor:
            raise Http404 from None

    def _pages(self) -> Pages:
        if self.keys is not None:
            return Pages(self.keys, ITEMS, self.request, shelf=self._shelf)
        editions = self.editions if self.editions is not None else Edition.objects.published()
        language = self.language or get_language() or "id"
        listed = editions.in_language(language).newest_first()
        return Pages(for_entries(listed), ITEMS, self.request)

    @staticmethod
    def _shelf(keys: list[int]) -> list[Edition]:
        """Editions in the order of their keys."""
        found = for_entries(Edition.objects.published().filter(pk__in=keys))
        by_key = {edition.pk: edition for edition in found}
        return [by_key[key] for key in keys if key in by_key]

    def _with(self, address: str, **cursor: str) -> str:
        asked = QueryDict(self.query, mutable=True)
        asked.update(cursor)
        return f"{address}?{asked.urlencode()}" if asked else address


class Everything(Channel):
    """All releases, or those that a question to the public list finds; the newest first."""

    def find(self) -> None:
        self.title, self.page = _("Official releases"), reverse("releases:list")
        asked = self.request.GET
        if any(asked.get(name) for name in EditionFilter.get_filters() if name != "sort"):
            self._find(asked)

    def _find(self, asked: QueryDict) -> None:
        newest = asked.copy()
        newest["sort"] = "newest"
        year = asked.get("year", "")
        question = EditionFilter(
            newest,
            queryset=Edition.objects.none(),
            tree=AgencyTree(Agency.objects.all()),
            years=[int(year)] if re.fullmatch("[0-9]{4}", year) else [],
        )
        # A page says what is wrong; a reader that follows it would not be told.
        if question.form.errors:
            raise Http404
        if not question.chosen:
            return
        self.query = question.query
        public = question.narrowed(Edition.objects.published())
        if "topic" in question.said and not question.about:
            raise Http404
        told = [question.called(name) for name in question.chosen]
        self.title = f"{self.title}: {', '.join(told)}"
        language = question.said.get("language") or get_language() or "id"
        if question.words:
            public = Edition.objects.published().looked_up()
            self.keys = Results(public, language, question).ordered
        else:
            self.editions = public
            self.language = language


class OfAgency(Channel):
    """What an agency and those below it issued."""

    def find(self, slug: str) -> None:
        agency = get_object_or_404(Agency, active=True, slug=slug)
        self.title, self.page = agency.name, reverse("releases:agency", args=[slug])
        self.editions = Edition.objects.published().of_agency(agency.pk)


class OfTopic(Channel):
    """What stands under a topic, and the notices of what stood there and was withdrawn.

    A list says how things are; a feed tells those who have read a release what became of it.
    """

    def find(self, slug: str) -> HttpResponse | None:
        ever = Edition.objects.history().filter(topics=OuterRef("pk"))
        now = Edition.objects.published().filter(topics=OuterRef("pk"))
        called = Topic.objects.called([slug]).filter(Exists(ever))
        topic = called.annotate(spoken_of=Exists(now)).first()
        if topic is None:
            raise Http404
        if topic.slug != slug:
            address = reverse("feeds:topic", args=[topic.slug, self.kwargs["form"]])
            return redirect(address, permanent=True)
        public = Edition.objects.published()
        under = public.filter(topics=topic).values("pk")
        if topic.spoken_of:
            self.title, self.page = str(topic), reverse("releases:topic", args=[slug])
        else:  # the last release under it was withdrawn: its name is not told any more
            self.title, self.page = _("Official releases"), reverse("releases:list")
        once = Edition.objects.history().filter(topics=topic).values("release")
        self.editions = public.filter(Q(pk__in=under) | Q(kind=Kind.WITHDRAWAL, release__in=once))
        return None


class OfKind(Channel):
    """Press releases, statements, advisories …"""

    def find(self, genre: str) -> None:
        if genre not in Genre.values:
            raise Http404
        kind = EditionFilter({"genre": genre}, queryset=Edition.objects.none(), tree=AgencyTree([]))
        self.title = str(Genre(genre).label).capitalize()
        self.page = f"{reverse('releases:list')}?genre={genre}"
        self.editions = kind.narrowed(Edition.objects.published())


class InLanguage(Channel):
    """What there is in a language, and nothing else."""

    def find(self, code: str) -> None:
        if code not in dict(settings.LANGUAGES):
            raise Http404
        self.title = get_language_info(code)["name_local"]
        self.page = f"{reverse('releases:list')}?language={code}"
        self.editions = Edition.objects.published().filter(language=code)
        self.language = code


class Corrections(Channel):
    """Releases that were corrected last, or withdrawn, in whatever language; the newest first."""

    def find(self) -> None:
        self.title, self.page = _("Corrections and withdrawals"), reverse("releases:corrections")
        self.subtitle = _("What was changed after it was published.")

    def _pages(self) -> Pages:
        return AmendedPages(for_entries(corrections().published()), ITEMS, self.request)
