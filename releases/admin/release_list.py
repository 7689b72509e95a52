"""The list of releases at the desk: its columns, its filters, its search."""

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from agencies.desk import DeskRequest
from agencies.models import Agency
from agencies.permissions import agencies_where
from agencies.roles import Action
from releases.admin import outlook
from releases.models import Edition, Release, State
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


class ReleaseList(admin.ModelAdmin):
    list_display = ["number", "title", "standing", "short_date", "agency_short"]
    list_display_links = ["title"]
    list_filter = [
        *(StateFilter, ReviewFilter, ("agency", AgencyFilter), "genre", "language"),
        *(("topics", admin.RelatedOnlyFieldListFilter), "date"),
    ]
    list_per_page = 50
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

    @admin.display(description=_("number"))
    def number(self, release: Release) -> str:
        numbers = release.number_texts() or release.paper_numbers.splitlines()
        return format_html_join(mark_safe("<br>"), "{}", ((one,) for one in numbers)) or "–"

    @admin.display(description=_("agency"), ordering="agency__short_name")
    def agency_short(self, release: Release) -> str:
        return release.agency.short_name

    @admin.display(description=_("release date"), ordering="date")
    def short_date(self, release: Release) -> str:
        return date_format(release.date, "SHORT_DATE_FORMAT")

    @admin.display(description=_("state, with whom"), ordering="state")
    def standing(self, release: Release) -> str:
        standing = outlook.standing(release, "SHORT_DATETIME_FORMAT")
        whose = outlook.whose(release)
        if whose is None:
            return standing
        mark = format_html('<b class="overdue">{}</b>', _("overdue")) if whose.overdue else ""
        return format_html('{} <span class="whose">{}</span> {}', standing, whose.sentence, mark)
