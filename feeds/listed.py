"""All feeds of the newsroom, as a page for people and as OPML for their readers.

Topics are those that something public stands under; the feeds of agencies and kinds are there
whether or not anything was published.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from lxml import etree

from agencies.models import Agency
from agencies.tree import AgencyTree
from feeds.markup import add, document
from feeds.writing import FORMATS
from releases.models import Genre, Topic
from releases.topics import public_topics


@dataclass(frozen=True)
class Listed:
    """What can be followed: its name, how deep it stands below another, and its channel."""

    name: str
    channel: str  # the name of its address
    argument: str = ""
    depth: int = 0

    def address(self, form: str) -> str:
        """Where it is in a format; one of FORMATS."""
        arguments = [self.argument] if self.argument else []
        return reverse(f"feeds:{self.channel}", args=[*arguments, form])

    @property
    def addresses(self) -> list[tuple[str, str]]:
        """The name of each format, and the address."""
        return [(FORMATS[form].name, self.address(form)) for form in FORMATS]


def all_feeds() -> list[tuple[str, list[Listed]]]:
    """Every feed but those of questions, under headings. Two queries."""
    return [(heading, feeds) for heading, feeds in _headed() if feeds]


def _headed() -> Iterator[tuple[str, list[Listed]]]:
    everything = Listed(_("Official releases"), "all")
    amended = Listed(_("Corrections and withdrawals"), "corrections")
    yield _("Everything"), [everything, amended]
    agencies = AgencyTree(Agency.objects.all()).active()
    yield (
        _("Agencies"),
        [Listed(one.name, "agency", one.slug, one.depth) for one in agencies],
    )
    topics: list[Topic] = list(public_topics())
    yield _("Topics"), [Listed(str(topic), "topic", topic.slug) for topic in topics]
    kinds = [(str(genre.label).capitalize(), genre.value) for genre in Genre]
    yield _("Kinds"), [Listed(name, "kind", genre) for name, genre in kinds]
    languages = [
        (get_language_info(code)["name_local"], code) for code, _name in settings.LANGUAGES
    ]
    yield _("Languages"), [Listed(name, "language", code) for name, code in languages]


class FeedList(TemplateView):
    template_name = "feeds/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(headed=all_feeds(), **kwargs)


@require_safe
def opml(request: HttpRequest) -> HttpResponse:
    """Every feed as RSS, for readers that take in many at once. Rules: OPML 2.0."""
    root = etree.Element("opml", {"version": "2.0"})
    add(add(root, "head"), "title", _("Official releases"))
    body = add(root, "body")
    for heading, feeds in all_feeds():
        group = add(body, "outline", text=heading)
        for one in feeds:
            address = request.build_absolute_uri(one.address("rss.xml"))
            add(
                group,
                "outline",
                type="rss",
                text=one.name,
                title=one.name,
                xmlUrl=address,
                language=get_language(),
                version="RSS2",
            )
    return HttpResponse(document(root), content_type="text/x-opml; charset=utf-8")
