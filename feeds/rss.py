"""RSS 2.0 of everything, and of an agency with those below it.

Rules: the RSS 2.0 specification of the RSS Advisory Board; `content:encoded` from the RSS
content module; `atom:link rel="self"` as the board's best practices profile advises.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed, rfc3339_date
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from agencies.models import Agency
from releases.models import Edition
from releases.models.edition import EditionQuerySet

ITEMS = 50
# In a clean text `<` begins a tag, and a link has no attribute before this one.
LINK_WITHIN = re.compile(r'<a href="/(?!/)')


class FullContent(Rss201rev2Feed):
    """RSS 2.0 with the whole text of each release beside its summary."""

    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        # A reader of the feed stands elsewhere: addresses within the newsroom are made whole.
        root = urljoin(self.feed["link"], "/").rstrip("/")
        for enclosure in item["enclosures"]:
            enclosure.url = f"{root}{enclosure.url}"
        edition = item["edition"]
        edition.attached = [replace(one, root=root) for one in edition.attached]
        content = render_to_string("feeds/content.html", {"edition": edition})
        whole = LINK_WITHIN.sub(f'<a href="{root}/', content)
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        handler.addQuickElement("dc:creator", item["agency"])
        handler.addQuickElement("dc:language", item["language"])
        handler.addQuickElement("content:encoded", whole)


class Rss(Feed):
    feed_type = FullContent
    title = gettext_lazy("Official releases")
    description = gettext_lazy("Releases as they were published, each under its official number.")

    def link(self) -> str:
        return reverse("releases:list")

    def editions(self, found: Any = None) -> EditionQuerySet:
        return Edition.objects.published()

    def items(self, found: Any = None) -> Iterable[Edition]:
        editions = self.editions(found).in_language(get_language() or "id")
        return editions.newest_first().select_related("agency").prefetch_related("topics")[:ITEMS]

    def item_title(self, edition: Edition) -> str:
        if edition.withdrawn:
            return _("Withdrawn: %(number)s") % {"number": ", ".join(edition.numbers)}
        return str(edition)

    def item_description(self, edition: Edition) -> str:
        """The summary; before it what was corrected; of a withdrawn release the reason alone."""
        if edition.withdrawn:
            return edition.note
        if not edition.note:
            return edition.summary
        return _("Corrected on %(date)s: %(note)s %(summary)s") % {
            "date": date_format(timezone.localtime(edition.public_from)),
            "note": edition.note,
            "summary": edition.summary,
        }

    def item_guid(self, edition: Edition) -> str:
        return edition.uid.urn

    item_guid_is_permalink = False

    def item_pubdate(self, edition: Edition) -> datetime.datetime:
        return timezone.localtime(edition.published_at)

    def item_updateddate(self, edition: Edition) -> datetime.datetime:
        return timezone.localtime(edition.public_from)

    def item_categories(self, edition: Edition) -> list[str]:
        return [*edition.numbers, *(topic.name for topic in edition.topics.all())]

    def item_enclosure_url(self, edition: Edition) -> str | None:
        """The first picture; RSS 2.0 readers expect no more than one enclosure an item."""
        return edition.lead_picture.url if edition.lead_picture else None

    def item_enclosure_length(self, edition: Edition) -> int:
        return edition.lead_picture.size if edition.lead_picture else 0

    def item_enclosure_mime_type(self, edition: Edition) -> str:
        return edition.lead_picture.media_type if edition.lead_picture else ""

    def item_extra_kwargs(self, edition: Edition) -> dict[str, Any]:
        return {
            "agency": edition.agency.name,
            "language": edition.language,
            "edition": edition,
        }


class AgencyRss(Rss):
    def get_object(self, request: HttpRequest, slug: str) -> Agency:
        agency = Agency.objects.filter(active=True, slug=slug).first()
        if agency is None:
            raise Http404
        return agency

    def title(self, found: Agency) -> str:
        return found.name

    def link(self, found: Agency) -> str:
        return reverse("releases:agency", args=[found.slug])

    def editions(self, found: Agency) -> EditionQuerySet:
        return super().editions().of_agency(found.pk)
