from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import ModelMultipleChoiceField
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from agencies.desk import DeskRequest
from agencies.history_page import HistoryOnRecord
from agencies.models import Agency
from numbering import patterns
from numbering.admin.wizard import wizard_view
from numbering.models import Sequence, today


@admin.register(Sequence)
class SequenceAdmin(HistoryOnRecord):
    list_display = ["name", "agency", "pattern", "reset", "next_number"]
    list_filter = ["reset"]
    search_fields = ["name", "code", "pattern"]
    prepopulated_fields = {"code": ["name"]}
    filter_horizontal = ["shared_with"]
    readonly_fields = ["example"]
    fieldsets = [
        (None, {"fields": ["agency", "name", "code"]}),
        (_("How it counts"), {"fields": ["pattern", "example", "reset", "fiscal_start_month"]}),
        (
            _("Where it begins"),
            {"fields": ["first_serial", "opening_serial", "opened_on"]},
        ),
        (_("Who draws from it"), {"fields": ["shared_with"]}),
    ]
    # Once a number was taken, what it was counted by stands.
    settled = ("agency", "reset", "fiscal_start_month", "opening_serial", "opened_on")

    class Media:
        js = ["numbering/example.js"]

    def get_readonly_fields(self, request: DeskRequest, obj: Sequence | None = None) -> tuple:
        counted = obj is not None and obj.counters.exists()
        return (*self.readonly_fields, *(self.settled if counted else ()))

    def get_prepopulated_fields(self, request: DeskRequest, obj: Sequence | None = None) -> dict:
        return {} if obj else self.prepopulated_fields

    def formfield_for_manytomany(
        self, db_field: Any, request: DeskRequest, **kwargs: Any
    ) -> ModelMultipleChoiceField | None:
        kwargs["queryset"] = Agency.objects.filter(active=True)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_queryset(self, request: DeskRequest) -> QuerySet[Sequence]:
        return super().get_queryset(request).select_related("agency")

    @admin.display(description=_("next number"))
    def next_number(self, sequence: Sequence) -> str:
        return sequence.next_number(today())

    @admin.display(description=_("the next number"))
    def example(self, sequence: Sequence) -> str:
        """What is printed next; a script keeps it true while the pattern is being typed."""
        if not sequence.pk:
            return format_html('<output id="sequence-example">{}</output>', "–")
        return format_html(
            '<output id="sequence-example" data-serial="{}">{}</output>',
            sequence.next_serial(today()),
            self.next_number(sequence),
        )

    def get_urls(self) -> list[URLPattern]:
        example = path(
            "example/",
            self.admin_site.admin_view(self.example_view),
            name="numbering_sequence_example",
        )
        wizard = path(
            "wizard/",
            self.admin_site.admin_view(self.wizard_view),
            name="numbering_sequence_wizard",
        )
        return [example, wizard, *super().get_urls()]

    def wizard_view(self, request: DeskRequest) -> HttpResponse:
        return wizard_view(self, request)

    def example_view(self, request: DeskRequest) -> TemplateResponse:
        """What a pattern that is being typed would print today, explained part by part."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        pattern = request.GET.get("pattern", "")[: patterns.LONGEST_READ]
        # What is no number becomes 0, which the pattern refuses in words.
        serial, month = (
            int(typed) if typed.isdecimal() and len(typed) < 10 else 0
            for typed in (request.GET.get("serial") or "1", request.GET.get("month") or "1")
        )
        problems = patterns.check(pattern)
        context: dict[str, Any] = {"problems": problems}
        if not problems:
            try:
                context["number"] = patterns.format_number(pattern, serial, today(), month)
            except ValueError as unprintable:
                context["problems"] = [str(unprintable)]
            context["parts"] = patterns.explain(pattern)
        return TemplateResponse(request, "numbering/example.html", context)
