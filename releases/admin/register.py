"""The register at the desk: every number, and the release that bears it. Read only."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from agencies.desk import DeskAdmin, DeskRequest
from agencies.permissions import agencies_where
from agencies.roles import Action
from numbering.models import Number, NumberQuerySet, Sequence


class SequenceFilter(admin.RelatedFieldListFilter):
    """Only the sequences of agencies that the person may see."""

    def field_choices(
        self, field: Any, request: DeskRequest, model_admin: admin.ModelAdmin
    ) -> list[tuple[int, str]]:
        mine = Sequence.objects.open_to_any(agencies_where(request.user, Action.VIEW))
        return [(sequence.pk, sequence.name) for sequence in mine]


@admin.register(Number)
class NumberAdmin(DeskAdmin):
    list_display = [
        "text",
        "serial",
        "period",
        "date",
        "release",
        "agency",
        "origin",
        "taken_at",
        "taken_by",
    ]
    list_filter = ["origin", ("sequence", SequenceFilter)]
    search_fields = ["text"]
    date_hierarchy = "date"

    def has_add_permission(self, request: DeskRequest) -> bool:
        return False

    def has_change_permission(self, request: DeskRequest, obj: Number | None = None) -> bool:
        return False

    def get_queryset(self, request: DeskRequest) -> QuerySet[Number]:
        rows = super().get_queryset(request).select_related("agency", "taken_by")
        return rows.prefetch_related("releases")

    def get_search_results(
        self, request: DeskRequest, queryset: NumberQuerySet, search_term: str
    ) -> tuple[NumberQuerySet, bool]:
        words = search_term.strip()
        if not words:
            return queryset, False
        return queryset.filter(text__icontains=words) | queryset.reading_as(words), False

    @admin.display(description=_("release"))
    def release(self, number: Number) -> str:
        for release in number.releases.all():
            address = reverse("admin:releases_release_change", args=[release.pk])
            return format_html('<a href="{}">{}</a>', address, release.title)
        return "–"
