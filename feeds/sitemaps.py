"""What search engines are told of: an index, a map of each year, the standing pages, the last news.

Rules: sitemaps.org/protocol.html for the maps; Google's for `xhtml:link` (localised versions) and
for `news:news` (news sitemaps: two days, a thousand at most). The page of a release is named once,
in the language of its text; the other language versions stand beside it.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.db.models import Max, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe

from agencies.models import Agency
from agencies.tree import AgencyTree
from numbering.clock import database_now
from releases.models import Edition, Kind
from releases.models.edition import EditionQuerySet
from releases.topics import public_topics

MOST = 50_000  # addresses of one map
NEWS = datetime.timedelta(days=2)
MOST_NEWS = 1_000
# A withdrawn release is in no map a minute later, whoever keeps one.
KEPT = "public, max-age=30, must-revalidate"

Version = tuple[str, str]  # a language, and the address of a page in it


class Entry(NamedTuple):
    """A page of a map.

    Attributes:
        modified: when what stands there now became public; None where that is not known.
        versions: the page in every language that it is in, where there are several.
    """

    address: str
    modified: datetime.datetime | None
    versions: list[Version]
    edition: Edition | None = None


def standing() -> EditionQuerySet:
    """The public editions that have a text: those of withdrawn releases are in no map."""
    return Edition.objects.published().exclude(kind=Kind.WITHDRAWAL)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Where the maps are: of each year that something is dated in, with its last change."""
    ends = standing().order_by().aggregate(first=Min("date"), last=Max("date"))
    changed: dict[int, datetime.datetime] = {}
    if ends["first"]:
        days = standing().order_by().values_list("date").annotate(last=Max("public_from"))
        for day, last in days:
            changed[day.year] = max(last, changed.get(day.year, last))
    years = [
        (_whole(request, reverse("sitemap-year", args=[year])), timezone.localtime(changed[year]))
        for year in sorted(changed, reverse=True)
    ]
    others = [_whole(request, reverse(name)) for name in ("sitemap-news", "sitemap-pages")]
    return _sent(request, "feeds/sitemap_index.xml", {"years": years, "others": others})


@require_safe
def of_year(request: HttpRequest, year: int) -> HttpResponse:
    """The releases that are dated in a year."""
    found = standing().filter(date__year=year).newest_first()
    entries = _entries(request, found[:MOST])
    if not entries:
        raise Http404
    return _sent(request, "feeds/sitemap.xml", {"entries": entries})


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """The releases of the last two days, as Google News reads them."""
    since = database_now() - NEWS
    found = standing().filter(published_at__gte=since).newest_first()
    entries = _entries(request, found[:MOST_NEWS])
    return _sent(request, "feeds/sitemap_news.xml", {"entries": entries})


@require_safe
def of_pages(request: HttpRequest) -> HttpResponse:
    """What stands besides releases: first page, lists, agencies, topics, standing pages."""
    names = ("home", "list", "topics", "archive", "corrections", "agencies", "contacts")
    asked: list[tuple[str, list[str]]] = [(f"releases:{name}", []) for name in names]
    asked += [("pages:about", []), ("pages:accessibility", []), ("api-page", []), ("open-data", [])]
    agencies = AgencyTree(Agency.objects.all()).active()
    asked += [("releases:agency", [agency.slug]) for agency in agencies]
    asked += [("releases:topic", [topic.slug]) for topic in public_topics()]
    entries = []
    for name, args in asked:
        versions = []
        for code, _name in settings.LANGUAGES:
            with override(code):
                versions.append((code, _whole(request, reverse(name, args=args))))
        entries += [Entry(address, None, versions) for _code, address in versions]
    return _sent(request, "feeds/sitemap.xml", {"entries": entries})


def _entries(request: HttpRequest, editions: EditionQuerySet) -> list[Entry]:
    columns = ("release", "path", "language", "public_from", "published_at", "date", "title")
    found = list(editions.only(*columns, "release__translation_of").select_related("release"))
    families = _families(request, found)
    return [
        Entry(
            _whole(request, edition.own_url),
            timezone.localtime(edition.public_from),
            families.get(_family(edition), []),
            edition,
        )
        for edition in found
    ]


def _families(request: HttpRequest, editions: Iterable[Edition]) -> dict[int, list[Version]]:
    """The language versions of those releases that have several, by their original."""
    originals = {_family(edition) for edition in editions}
    translated = standing().exclude(release__translation_of=None).order_by()
    pairs = translated.values_list("release", "release__translation_of")
    of_family = {original for _release, original in pairs if original in originals}
    members = {release for release, original in pairs if original in of_family} | of_family
    versions: dict[int, list[Version]] = defaultdict(list)
    kin = standing().filter(release__in=members).select_related("release")
    for edition in kin.only("release", "path", "language", "release__translation_of"):
        versions[_family(edition)].append((edition.language, _whole(request, edition.own_url)))
    return {family: sorted(some) for family, some in versions.items() if len(some) > 1}


def _family(edition: Edition) -> int:
    return edition.release.translation_of_id or edition.release_id


def _whole(request: HttpRequest, path: str) -> str:
    return request.build_absolute_uri(path)


def _sent(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    answer = render(request, template, context, content_type="application/xml; charset=utf-8")
    answer["Cache-Control"] = KEPT
    return answer
