"""What else there is: where to begin, agencies, contacts, topics, and the description of it all."""

from typing import Any

from django.db.models import Count
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from agencies.models import Agency, Contact
from agencies.tree import AgencyTree
from api import saying
from api.description import document
from api.resource import Resource
from releases.models import Edition, Topic

Said = dict[str, Any]


class Index(Resource):
    """Where to go from here."""

    def said(self, asked: dict[str, str], **where: Any) -> Said:
        names = ("releases", "search", "agencies", "contacts", "topics", "openapi")
        return {name: self.site + reverse(f"api:{name}") for name in names}


class AgencyList(Resource):
    """The active agencies, each after the one it belongs to."""

    def said(self, asked: dict[str, str], **where: Any) -> Said:
        tree = AgencyTree(Agency.objects.all())
        return {"agencies": [saying.agency(one, tree, self.site) for one in tree.active()]}


class OneAgency(Resource):
    """An agency with its letterhead of today and the contacts that are listed for everybody."""

    def said(self, asked: dict[str, str], *, slug: str, **where: Any) -> Said:
        tree = AgencyTree(Agency.objects.all())
        agency = tree.find(slug)
        if agency is None:
            raise Http404
        letterhead = agency.letterhead_on(timezone.localdate())
        return saying.agency(agency, tree, self.site) | {
            "children": [child.slug for child in tree.children(agency)],
            "letterhead": letterhead and letterhead.copy(),
            "contacts": saying.contacts(agency.contacts.listed().select_related("agency")),
        }


class ContactList(Resource):
    """Whom to ask: the contacts that are listed for everybody."""

    def said(self, asked: dict[str, str], **where: Any) -> Said:
        listed = Contact.objects.listed().select_related("agency")
        return {"contacts": saying.contacts(listed.order_by("agency__name", "order", "name", "pk"))}


class TopicList(Resource):
    """The topics that something public stands under, each with how many language versions."""

    def said(self, asked: dict[str, str], **where: Any) -> Said:
        public = Edition.objects.published().order_by()
        listed = Topic.objects.standing().filter(editions__in=public)
        counted = listed.annotate(count=Count("editions")).order_by("name")
        return {"topics": [saying.counted_topic(one, one.count, self.site) for one in counted]}


class OpenApi(Resource):
    """All of this, described in OpenAPI 3.1."""

    def said(self, asked: dict[str, str], **where: Any) -> Said:
        return document.described(self.site)
