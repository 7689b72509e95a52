"""The approvals without a second person: when, by whom and why."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from agencies.desk import DeskAdmin, DeskRequest
from agencies.models import Agency
from releases.admin.release_list import AgencyFilter
from releases.book import name_of
from releases.models import Override


@admin.register(Override)
class OverrideAdmin(DeskAdmin):
    """Read only, as the revisions are that it lists."""

    agency_lookup = "release__agency"
    list_display = ["of_release", "number", "person", "moment", "reason"]
    list_display_links = None
    list_filter = [("release__agency", AgencyFilter), "at"]
    list_per_page = 50
    fields = ["of_release", "number", "person", "moment", "reason"]
    readonly_fields = ["of_release", "number", "person", "moment", "reason"]
    actions = None

    def agency_of(self, obj: Model) -> Agency:
        return obj.release.agency  # type: ignore[attr-defined]

    def get_queryset(self, request: DeskRequest) -> QuerySet[Override]:
        rows = super().get_queryset(request).defer("content")
        rows = rows.select_related("release__agency", "by")
        return rows.prefetch_related("release__releasenumber_set__number")

    def has_add_permission(self, request: DeskRequest) -> bool:
        return False

    def has_change_permission(self, request: DeskRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("when"), ordering="at")
    def moment(self, override: Override) -> str:
        return date_format(localtime(override.at), "SHORT_DATETIME_FORMAT")

    @admin.display(description=_("number"))
    def number(self, override: Override) -> str:
        return ", ".join(override.release.number_texts()) or "–"

    @admin.display(description=_("release"))
    def of_release(self, override: Override) -> str:
        address = reverse("admin:releases_release_change", args=[override.release_id])
        return format_html('<a href="{}">{}</a>', address, override.release)

    @admin.display(description=_("who"))
    def person(self, override: Override) -> str:
        return name_of(override.by)

    @admin.display(description=_("reason"))
    def reason(self, override: Override) -> str:
        return linebreaksbr(override.note)
