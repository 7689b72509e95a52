"""The list of releases at the desk: its columns, its filters, its search."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from agencies.desk import DeskRequest
from agencies.models import Agency
from agencies.permissions import agencies_where, somewhere
from agencies.roles import Action
from releases import finding
from releases.admin import export, outlook, several
from releases.book import name_of
from releases.models import Edition, Release, Revision, State
from releases.models.release import ReleaseQuerySet


class StateFilter(admin.SimpleListFilter):
    """By state at the desk; discarded ones only when asked for."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: DeskRequest, model_admin: admin.ModelAdmin) -> list:
        return State.choices

    def queryset(self, request: DeskRequest, queryset: QuerySet[Release]) -> QuerySet[Release]:
        if self.value():
            return queryset.filter(state=self.value())
        if State.DISCARDED in finding.states_named(request.GET.get("q", "")):
            return queryset
        return queryset.exclude(state=State.DISCARDED)


class AgencyFilter(admin.RelatedFieldListFilter):
    """Only the agencies that the person may see: names of others are not theirs to know."""

    def field_choices(
        self, field: Any, request: DeskRequest, model_admin: admin.ModelAdmin
    ) -> list[tuple[int, str]]:
        mine: QuerySet[Agency] = agencies_where(request.user, Action.VIEW)
        return [(agency.pk, agency.short_name) for agency in mine]


class ReviewFilter(admin.SimpleListFilter):
    """What has waited for review longer than its agency allows."""

    title = _("review")
    parameter_name = "review"

    def lookups(self, request: DeskRequest, model_admin: admin.ModelAdmin) -> list:
        return [("overdue", _("overdue"))]

    def queryset(self, request: DeskRequest, queryset: ReleaseQuerySet) -> QuerySet[Release]:
        return queryset.overdue() if self.value() == "overdue" else queryset


class WriterFilter(admin.SimpleListFilter):
    """By who wrote: only people who wrote something that the person may see."""

    title = _("writer")
    parameter_name = "writer"

    def lookups(self, request: DeskRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        mine = agencies_where(request.user, Action.VIEW)
        wrote = Revision.objects.filter(
            by=OuterRef("pk"), action__in=finding.WRITING, release__agency__in=mine
        )
        people = User.objects.filter(Exists(wrote))
        return sorted(((str(one.pk), name_of(one)) for one in people), key=lambda pair: pair[1])

    def queryset(self, request: DeskRequest, queryset: QuerySet[Release]) -> QuerySet[Release]:
        asked = self.value()
        if not asked:
            return queryset
        known = [pk for pk, _name in self.lookup_choices if pk == asked]
        return queryset.filter(pk__in=finding.written_by(User.objects.filter(pk__in=known)))


class ReleaseList(admin.ModelAdmin):
    list_display = ["numbers_and_date", "headline", "standing", "changed"]
    list_display_links = ["headline"]
    list_filter = [
        *(StateFilter, ReviewFilter, ("agency", AgencyFilter), WriterFilter),
        *("genre", "language", ("topics", admin.RelatedOnlyFieldListFilter), "date"),
    ]
    list_per_page = 50
    actions: list[Any] = [*several.ACTIONS, export.chosen_as_csv, export.chosen_as_xlsx]
    search_fields = ["title"]

    def get_queryset(self, request: DeskRequest) -> QuerySet[Release]:
        rows: Any = super().get_queryset(request)
        editions = Edition.objects.defer("body", "letterhead_json", "contacts_json", "joint_json")
        return (
            rows.with_turns()
            .select_related("agency", "sequence", "submitted_by")
            .prefetch_related("releasenumber_set__number", Prefetch("editions", editions))
        )

    def get_search_results(
        self, request: DeskRequest, queryset: ReleaseQuerySet, search_term: str
    ) -> tuple[QuerySet[Release], bool]:
        if not search_term.strip():
            return queryset, False
        return queryset.searched(search_term.strip()), False

    # --- What is done with several of them ---

    def has_submit_permission(self, request: DeskRequest) -> bool:
        return somewhere(request.user, Action.SUBMIT)

    def has_write_permission(self, request: DeskRequest) -> bool:
        return somewhere(request.user, Action.WRITE)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        own = [
            path("export/<slug:form>/", view(self.export_page), name="releases_release_export"),
            path("several/<slug:name>/", view(self.several_page), name="releases_release_several"),
        ]
        return [*own, *super().get_urls()]

    def export_page(self, request: DeskRequest, form: str) -> HttpResponseBase:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return export.found_view(request, self, form)

    def several_page(self, request: DeskRequest, name: str) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return several.several_view(request, self, name)

    # --- What a line says ---

    @admin.display(description=_("number and date"), ordering="date")
    def numbers_and_date(self, release: Release) -> str:
        numbers = release.number_texts() or release.paper_numbers.splitlines()
        return format_html(
            '{} <span class="below">{}</span>',
            format_html_join(mark_safe("<br>"), "{}", ((one,) for one in numbers)) or "–",
            date_format(release.date, "SHORT_DATE_FORMAT"),
        )

    @admin.display(description=_("headline"), ordering="title")
    def headline(self, release: Release) -> str:
        return format_html(
            '<span lang="{}">{}</span> <span class="below">{}</span>',
            release.language,
            release,
            release.agency.short_name,
        )

    @admin.display(description=_("state, with whom"), ordering="state")
    def standing(self, release: Release) -> str:
        state = format_html(
            '<span class="state">{}</span>', outlook.standing(release, "SHORT_DATETIME_FORMAT")
        )
        whose = outlook.whose(release)
        if whose is None:
            return state
        mark = format_html('<b class="overdue">{}</b>', _("overdue")) if whose.overdue else ""
        return format_html('{} <span class="whose">{}</span> {}', state, whose.sentence, mark)

    @admin.display(description=_("changed"), ordering="updated_at")
    def changed(self, release: Release) -> str:
        moment = timezone.localtime(release.updated_at)
        return format_html(
            '{} <span class="below">{}</span>',
            date_format(moment, "SHORT_DATE_FORMAT"),
            date_format(moment, "TIME_FORMAT"),
        )
