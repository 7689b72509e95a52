"""The public newsroom. Every page starts from `Edition.objects.published()`."""

import datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import DetailView, ListView
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

    def get_queryset(self) -> EditionQuerySet:
        return Edition.objects.published().for_ledger()


class Home(Ledger, ListView):
    template_name = "releases/home.html"


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
    """What one agency and those below it have issued."""

    def get_queryset(self) -> EditionQuerySet:
        agency = self.tree.find(self.kwargs["slug"])
        if agency is None:
            raise Http404
        self.agency = agency
        return super().get_queryset().of_agencies(self.tree.family(agency))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(agency=self.agency, **kwargs)


class AgencyList(ListView):
    template_name = "releases/agencies.html"

    def get_queryset(self) -> list[Agency]:
        return AgencyTree(Agency.objects.all()).active()


class Detail(DetailView):
    template_name = "releases/detail.html"
    context_object_name = "edition"

    def get_object(self, queryset: QuerySet[Edition] | None = None) -> Edition:
        path = "{year}/{month:02}/{slug}".format(**self.kwargs)
        return get_object_or_404(Edition.objects.published().select_related("agency"), path=path)


def by_number(request: HttpRequest, number: str) -> HttpResponse:
    """To the release with a number, in any spelling; or a short choice of several."""
    if len(number) > patterns.LONGEST_READ:
        raise Http404
    found = list(Edition.objects.published().numbered(number).for_ledger()[:50])
    key = patterns.key(number)
    whole = [edition for edition in found if key in map(patterns.key, edition.numbers)]
    found = whole or found
    if not found:
        raise Http404
    if len(found) == 1:
        return redirect(found[0])
    return render(request, "releases/by_number.html", {"number": number, "object_list": found})
