"""Lists of releases. Every page starts from `Edition.objects.published()`."""

import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.generic import ListView
from django_filters.views import FilterView

from agencies.models import Agency
from agencies.tree import AgencyTree
from numbering import patterns
from releases.filters import EditionFilter
from releases.models import Edition
from releases.models.edition import EditionQuerySet


class Ledger:
    """A list of releases, newest first, twenty a page."""

    paginate_by = 20
    template_name = "releases/ledger.html"
    request: HttpRequest

    def get_queryset(self) -> EditionQuerySet:
        published = Edition.objects.published().for_ledger()
        asked = self.request.GET.get("language", "")
        known = asked in dict(settings.LANGUAGES)
        return published.in_language(asked if known else get_language() or "id")


class ReleaseList(Ledger, FilterView):
    filterset_class = EditionFilter

    @cached_property
    def tree(self) -> AgencyTree:
        return AgencyTree(Agency.objects.all())

    def get_filterset_kwargs(self, filterset_class: type[EditionFilter]) -> dict[str, Any]:
        return super().get_filterset_kwargs(filterset_class) | {"tree": self.tree}


class YearArchive(ReleaseList):
    def get_queryset(self) -> EditionQuerySet:
        return super().get_queryset().filter(date__year=self.kwargs["year"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(year=self.kwargs["year"], **kwargs)


class MonthArchive(YearArchive):
    def get_queryset(self) -> EditionQuerySet:
        return super().get_queryset().filter(date__month=self.kwargs["month"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        month = datetime.date(self.kwargs["year"], self.kwargs["month"], 1)
        return super().get_context_data(month=month, **kwargs)


class AgencyPage(ReleaseList):
    """An agency: where it is, who answers, and what it and those below it have issued."""

    template_name = "releases/agency.html"

    def get_queryset(self) -> EditionQuerySet:
        agency = self.tree.find(self.kwargs["slug"])
        if agency is None:
            raise Http404
        self.agency = agency
        return super().get_queryset().of_agencies(self.tree.family(agency))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        letterhead = self.agency.letterhead_on(timezone.localdate())
        return super().get_context_data(
            agency=self.agency,
            parent=self.tree.parent(self.agency),
            children=self.tree.children(self.agency),
            letterhead=letterhead and letterhead.copy(),
            contacts=self.agency.contacts.filter(public=True),
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
