"""The register at the desk: every number, what became of it, and the release that bears it."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from agencies.desk import DeskAdmin, DeskRequest
from agencies.models import Agency
from agencies.permissions import agencies_where, can
from agencies.roles import Action
from numbering.models import Number, NumberQuerySet, Sequence, State
from releases.admin.acts import ACTS, VoidForm, act_view, keeps_a_register
from releases.admin.book import book_view
from releases.book import reason_of
from releases.voiding import public_or_to_be


class SequenceFilter(admin.RelatedFieldListFilter):
    """Only the sequences of agencies that the person may see."""

    def field_choices(
        self, field: Any, request: DeskRequest, model_admin: admin.ModelAdmin
    ) -> list[tuple[int, str]]:
        mine = Sequence.objects.open_to_any(agencies_where(request.user, Action.VIEW))
        return [(sequence.pk, sequence.name) for sequence in mine]


class StandingFilter(admin.SimpleListFilter):
    """By state as it is now: a reservation that has expired is void."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: DeskRequest, model_admin: admin.ModelAdmin) -> list:
        return State.choices

    def queryset(self, request: DeskRequest, queryset: NumberQuerySet) -> NumberQuerySet:
        return queryset.filter(standing=self.value()) if self.value() else queryset


class PeriodFilter(admin.SimpleListFilter):
    title = _("period")
    parameter_name = "period"

    def lookups(self, request: DeskRequest, model_admin: admin.ModelAdmin) -> list:
        mine = model_admin.get_queryset(request).exclude(period="")
        periods = mine.order_by("-period").values_list("period", flat=True).distinct()
        return [(period, period) for period in periods]

    def queryset(self, request: DeskRequest, queryset: NumberQuerySet) -> NumberQuerySet:
        return queryset.filter(period=self.value()) if self.value() else queryset


@admin.register(Number)
class NumberAdmin(DeskAdmin):
    # Who and when stand on each number's own page, and in the book.
    list_display = ["number", "standing", "short_date", "release", "reason_in_words"]
    list_filter = [StandingFilter, ("sequence", SequenceFilter), PeriodFilter, "origin"]
    search_fields = ["text"]
    date_hierarchy = "date"
    fieldsets = [
        (None, {"fields": ["number", "standing", "release", "date", "agency"]}),
        (_("Where it counts"), {"fields": ["sequence", "period", "serial", "suffix", "late"]}),
        (
            _("How it came about"),
            {"fields": ["origin", "taken_by", "taken_at", "reason", "owner", "expires_at"]},
        ),
        (_("Void"), {"fields": ["void_reason", "voided_by", "voided_at"]}),
    ]
    readonly_fields = ["number", "standing", "release"]

    def has_add_permission(self, request: DeskRequest) -> bool:
        return False

    def has_change_permission(self, request: DeskRequest, obj: Number | None = None) -> bool:
        return False

    def get_queryset(self, request: DeskRequest) -> QuerySet[Number]:
        rows: Any = super().get_queryset(request)
        rows = rows.with_standing().with_doubles()
        rows = rows.select_related("agency", "taken_by", "owner", "sequence", "voided_by")
        return rows.prefetch_related("releases")

    def get_fieldsets(self, request: DeskRequest, obj: Number | None = None) -> Any:
        """Without the fields that say nothing of this number."""
        return [
            (name, {"fields": said})
            for name, part in self.fieldsets
            if (said := [field for field in part["fields"] if getattr(obj, str(field), True)])
        ]

    def get_search_results(
        self, request: DeskRequest, queryset: NumberQuerySet, search_term: str
    ) -> tuple[NumberQuerySet, bool]:
        words = search_term.strip()
        if not words:
            return queryset, False
        return queryset.filter(text__icontains=words) | queryset.reading_as(words), False

    # --- What a line says ---

    @admin.display(description=_("number"), ordering="text")
    def number(self, number: Number) -> str:
        return str(number)

    @admin.display(description=_("state"), ordering="state")
    def standing(self, number: Number) -> str:
        return format_html(
            '<span class="stamp stamp-{}">{}</span>', number.standing, State(number.standing).label
        )

    @admin.display(description=_("date"), ordering="date")
    def short_date(self, number: Number) -> str:
        return date_format(number.date, "SHORT_DATE_FORMAT")

    @admin.display(description=_("reason"))
    def reason_in_words(self, number: Number) -> str:
        return reason_of(number)

    @admin.display(description=_("release"))
    def release(self, number: Number) -> str:
        links = (
            (reverse("admin:releases_release_change", args=[release.pk]), release.title)
            for release in number.releases.all()
        )
        return format_html_join("; ", '<a href="{}">{}</a>', links) or "–"

    # --- What a registrar enters ---

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        acts = [
            path("book/", view(self.book_page), name="numbering_number_book"),
            path("enter/<slug:name>/", view(self.act_page), name="numbering_number_act"),
            path("<int:pk>/void/", view(self.void_page), name="numbering_number_void"),
        ]
        return [*acts, *super().get_urls()]

    def changelist_view(
        self, request: DeskRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        acts = [(name, form.title) for name, form in ACTS.items()]
        context = {
            "acts": acts if keeps_a_register(request) else [],
            "title": _("Register"),
        }
        context |= extra_context or {}
        return super().changelist_view(request, context)

    def render_change_form(
        self, request: DeskRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        number: Number = context["original"]
        keeper: Agency = number.sequence.agency if number.sequence else number.agency
        context["may_void"] = (
            number.standing in (State.USED, State.RESERVED)
            and not public_or_to_be(number)
            and can(request.user, Action.REGISTER, keeper)
        )
        return super().render_change_form(request, context, *args, **kwargs)

    def act_page(self, request: DeskRequest, name: str) -> HttpResponse:
        if name not in ACTS:
            raise Http404
        return act_view(request, ACTS[name], self.admin_site.each_context(request))

    def void_page(self, request: DeskRequest, pk: int) -> HttpResponse:
        number = self.get_object(request, str(pk))
        if number is None:
            raise Http404
        return act_view(request, VoidForm, self.admin_site.each_context(request), number)

    def book_page(self, request: DeskRequest) -> HttpResponseBase:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return book_view(request, self.admin_site.each_context(request))
