"""What releases are about: all topics with their counts, and the releases of one.

A topic that nothing public stands under is not there for the public, or the list would tell what
is being written.
"""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.generic import ListView

from releases.models import Edition, Topic
from releases.models.edition import EditionQuerySet
from releases.views import Ledger


class TopicList(ListView):
    """Every topic that something public stands under, by name, each with how many releases."""

    template_name = "releases/topics.html"

    def get_queryset(self) -> QuerySet[Topic]:
        return public_topics()


def public_topics() -> QuerySet[Topic]:
    """The topics that something public stands under, by name, each with its `count`."""
    language = get_language() or "id"
    return Topic.objects.counted(language).order_by("name_en" if language == "en" else "name")


def public_topic(slug: str) -> Topic | None:
    """The topic with an address, or what it was merged into; None where nothing public is."""
    public = Edition.objects.published().filter(topics=OuterRef("pk"))
    return Topic.objects.called([slug]).filter(Exists(public)).first()


class TopicPage(Ledger, ListView):
    """The releases of one topic. The address of one that was merged leads on."""

    template_name = "releases/topic.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        topic = public_topic(kwargs["slug"])
        if topic is None:
            raise Http404
        if topic.slug != kwargs["slug"]:
            return self._lead_on(topic)
        self.topic = topic
        return super().dispatch(request, *args, **kwargs)

    @staticmethod
    def _lead_on(topic: Topic) -> HttpResponse:
        return redirect("releases:topic", topic.slug, permanent=True)

    def get_queryset(self) -> EditionQuerySet:
        return self.public().about(self.topic.pk).in_language(self.language).for_ledger()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(topic=self.topic, **kwargs)
