from typing import Any

import django_filters
from django.contrib.syndication.views import Feed
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.views.generic import DetailView
from django_filters.views import FilterView

from bench.textbook.models import Agency, Release


class ReleaseFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="search")
    agency = django_filters.ModelChoiceFilter(
        queryset=Agency.objects.order_by("name"), to_field_name="slug"
    )
    year = django_filters.NumberFilter(field_name="published_at", lookup_expr="year")

    class Meta:
        model = Release
        fields = ["q", "agency", "year"]

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        for word in value.split():
            queryset = queryset.filter(
                Q(title__icontains=word) | Q(summary__icontains=word) | Q(body__icontains=word)
            )
        return queryset


class Public:
    def get_queryset(self) -> QuerySet[Release]:
        return Release.objects.filter(published_at__lte=timezone.now()).select_related("agency")


class ReleaseList(Public, FilterView):
    filterset_class = ReleaseFilter
    template_name = "textbook/list.html"
    paginate_by = 20


class ReleaseDetail(Public, DetailView):
    template_name = "textbook/detail.html"


class ReleaseFeed(Feed):
    title = "Siaran pers"
    link = "/releases/"
    description = "Siaran pers terbaru"

    def items(self) -> Any:
        return Public().get_queryset()[:20]

    def item_title(self, item: Release) -> str:
        return item.title

    def item_description(self, item: Release) -> str:
        return item.summary

    def item_pubdate(self, item: Release) -> Any:
        return item.published_at
