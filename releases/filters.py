"""What the public list can be narrowed by."""

from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Max, Min, Q, QuerySet
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from agencies.tree import AgencyTree
from releases.models import Edition, Genre, Topic
from releases.models.edition import EditionQuerySet


class EditionFilter(django_filters.FilterSet):
    """Words, agency with its children, year, month, kind, topic, language."""

    q = django_filters.CharFilter(
        label=_("Words or number"),
        method="with_words",
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    agency = django_filters.ChoiceFilter(
        label=_("Agency"), method="of_agency", empty_label=_("All agencies")
    )
    year = django_filters.ChoiceFilter(
        label=_("Year"), field_name="date__year", empty_label=_("All years")
    )
    month = django_filters.ChoiceFilter(
        label=_("Month"),
        field_name="date__month",
        choices=list(MONTHS.items()),
        empty_label=_("All months"),
    )
    genre = django_filters.ChoiceFilter(
        label=_("Kind"), method="of_kind", choices=Genre.choices, empty_label=_("All kinds")
    )
    # Without a field of its own until there are topic pages: sheets link to it.
    topic = django_filters.CharFilter(
        label=_("Topic"), method="about_topic", max_length=80, widget=forms.HiddenInput
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=settings.LANGUAGES, empty_label=_("All languages")
    )

    class Meta:
        model = Edition
        fields: list[str] = []

    def __init__(self, *args: Any, tree: AgencyTree, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about: Topic | None = None  # the one that was asked for
        self.tree = tree
        self.filters["agency"].extra["choices"] = [
            (agency.slug, "\N{NO-BREAK SPACE}" * 3 * agency.depth + agency.name)
            for agency in tree.active()
        ]
        self.filters["year"].extra["choices"] = [(year, year) for year in self._years()]

    def _years(self) -> list[int]:
        ends = Edition.objects.published().aggregate(first=Min("date"), last=Max("date"))
        if ends["first"] is None:
            return []
        return list(range(ends["last"].year, ends["first"].year - 1, -1))

    def with_words(self, editions: EditionQuerySet, _name: str, words: str) -> QuerySet:
        return editions.with_words(words)

    def of_agency(self, editions: EditionQuerySet, _name: str, slug: str) -> QuerySet:
        agency = self.tree.find(slug)
        return editions.of_agencies(self.tree.family(agency)) if agency else editions.none()

    def of_kind(self, editions: EditionQuerySet, _name: str, genre: str) -> QuerySet:
        # Joint ones were sealed without a kind before there were any: see `Edition.heading`.
        unsaid = Q(genre=Genre.RELEASE) & ~Q(joint_json="[]")
        if genre == Genre.JOINT:
            return editions.filter(Q(genre=genre) | unsaid)
        return editions.filter(genre=genre).exclude(unsaid)

    def about_topic(self, editions: EditionQuerySet, _name: str, slug: str) -> QuerySet:
        self.about = Topic.objects.called([slug]).first()
        return editions.filter(topics=self.about) if self.about else editions.none()
