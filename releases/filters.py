"""What the public list can be narrowed by."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Exists, OuterRef
from django.forms.utils import flatatt
from django.utils.dates import MONTHS
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from agencies.tree import AgencyTree
from releases.models import Edition, Genre, Topic
from releases.models.edition import EditionQuerySet
from releases.search.asking import LONGEST

RELEVANCE, NEWEST, OLDEST = "relevance", "newest", "oldest"
SELECTED = mark_safe(" selected")
WRONG = {
    "invalid_choice": _("“%(value)s” is none of these, and narrows nothing. Choose another one."),
    "invalid": _("This is no day of the calendar, and narrows nothing. Write it as 2020-03-31."),
}


class EditionFilterForm(forms.Form):
    """Says of a stretch of days that ends before it begins that it is none."""

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        first, last = said.get("from"), said.get("until")
        if first and last and first > last:
            self.add_error("until", _("This day lies before the first one."))
            del said["from"]
        return said


class Choice(forms.Select):
    """One of many, written down here: Django asks two templates for each option."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = str(value or "")
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            (
                (code, SELECTED if str(code) == chosen else "", label)
                for code, label in self.choices
            ),
        )
        said = flatatt(self.build_attrs({"name": name, **self.attrs}, attrs))
        return format_html("<select{}>\n{}\n</select>", said, options)


class Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class EditionFilter(django_filters.FilterSet):
    """Words, agency with its children, year, month, days, kind, topic, language, and the order.

    What makes no sense is said beside its field, and narrows nothing. Words are no condition here:
    `releases.search` knows what is found by them, and in which order.
    """

    q = django_filters.CharFilter(
        label=_("Words or number"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    agency = django_filters.ChoiceFilter(
        label=_("Agency"), method="of_agency", empty_label=_("All agencies"), widget=Choice
    )
    year = django_filters.ChoiceFilter(
        label=_("Year"), method="in_year", empty_label=_("All years"), widget=Choice
    )
    month = django_filters.ChoiceFilter(
        label=_("Month"),
        field_name="date__month",
        choices=list(MONTHS.items()),
        empty_label=_("All months"),
        widget=Choice,
    )
    genre = django_filters.ChoiceFilter(
        label=_("Kind"),
        method="of_kind",
        choices=Genre.choices,
        empty_label=_("All kinds"),
        widget=Choice,
    )
    # Without a field of its own: facets and feeds lead to it.
    topic = django_filters.CharFilter(
        label=_("Topic"), method="about_topic", max_length=80, widget=forms.HiddenInput
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"),
        method="written_in",
        choices=settings.LANGUAGES,
        empty_label=_("All languages"),
        widget=Choice,
    )

    sort = django_filters.ChoiceFilter(
        label=_("Order"),
        choices=[
            (RELEVANCE, _("Best first")),
            (NEWEST, _("Newest first")),
            (OLDEST, _("Oldest first")),
        ],
        empty_label=_("Usual order"),
        widget=Choice,
    )

    class Meta:
        model = Edition
        form = EditionFilterForm
        fields: list[str] = []

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        # "from" can be the name of a field, but not of an attribute.
        days = {
            "from": django_filters.DateFilter(
                field_name="date", lookup_expr="gte", label=_("From the day"), widget=Day()
            ),
            "until": django_filters.DateFilter(
                field_name="date", lookup_expr="lte", label=_("Until the day"), widget=Day()
            ),
        }
        return super().get_filters() | days

    def __init__(
        self, *args: Any, tree: AgencyTree, years: Sequence[int] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.tree = tree
        self.filters["agency"].extra["choices"] = [
            (agency.slug, "\N{NO-BREAK SPACE}" * 3 * agency.depth + agency.name)
            for agency in tree.active()
        ]
        self.filters["year"].extra["choices"] = [(year, year) for year in years]

    @cached_property
    def form(self) -> EditionFilterForm:
        # Its fields are this filter's own already, and need no copying.
        form = self.Meta.form(self.data)
        form.fields = {name: one.field for name, one in self.filters.items()}
        for field in form.fields.values():
            field.error_messages |= WRONG
        return form

    @property
    def words(self) -> str:
        """What was asked for, if anything."""
        return self.said.get("q", "")

    @property
    def order(self) -> str:
        """One of RELEVANCE, NEWEST, OLDEST: without words there is no relevance."""
        order = self.said.get("sort") or RELEVANCE
        return order if self.words or order == OLDEST else NEWEST

    @cached_property
    def said(self) -> dict[str, Any]:
        """What was chosen, without what makes no sense."""
        self.form.errors  # noqa: B018  # asking for them reads the form
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def chosen(self) -> list[str]:
        """The names of all by which it is narrowed, words among them."""
        return [name for name in self.said if name != "sort"]

    @property
    def query(self) -> str:
        """What was chosen, but for the order, as a query that is always spelled the same."""
        said = [(name, str(value)) for name, value in self.said.items() if name != "sort"]
        return urlencode(sorted(said))

    def called(self, name: str) -> str:
        """One of the choices as its field words it."""
        if name == "topic":
            return str(self.about or self.said[name])
        choices = dict(self.filters[name].extra.get("choices", ()))
        raw = self.form[name].value()
        said = {str(value): label for value, label in choices.items()}.get(str(raw), raw)
        return str(said).strip("\N{NO-BREAK SPACE}")

    @property
    def as_alerts(self) -> str:
        """The query that fills in the form for alerts by mail: what is chosen, without the days."""
        names = ("q", "agency", "genre", "topic", "language")
        return urlencode({name: self.said[name] for name in names if name in self.said})

    def narrowed(self, editions: EditionQuerySet, without: str = "") -> EditionQuerySet:
        """Editions, narrowed by all that was chosen but the words.

        Args:
            without: the name of a choice that is left out.
        """
        for name, value in self.said.items():
            if name not in ("q", "sort", without):
                editions = self.filters[name].filter(editions, value)
        return editions

    def of_agency(self, editions: EditionQuerySet, _name: str, slug: str) -> EditionQuerySet:
        agency = self.tree.find(slug)
        return editions.of_agency(agency.pk) if agency else editions.none()

    def in_year(self, editions: EditionQuerySet, _name: str, year: str) -> EditionQuerySet:
        return editions.in_year(int(year))

    def of_kind(self, editions: EditionQuerySet, _name: str, genre: str) -> EditionQuerySet:
        return editions.of_kind(genre)

    def written_in(self, editions: EditionQuerySet, _name: str, language: str) -> EditionQuerySet:
        return editions.written_in(language)

    def about_topic(self, editions: EditionQuerySet, _name: str, slug: str) -> EditionQuerySet:
        return editions.about(self.about.pk) if self.about else editions.none()

    @cached_property
    def about(self) -> Topic | None:
        """The topic that was asked for, if any. One that nothing public stands under is none."""
        if "topic" not in self.said:
            return None
        public = Edition.objects.published().filter(topics=OuterRef("pk"))
        return Topic.objects.called([self.said["topic"]]).filter(Exists(public)).first()
