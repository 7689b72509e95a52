"""The rows of archives at the desk: the registrar works through what is flagged."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agencies.desk import DeskAdmin, DeskRequest
from agencies.permissions import agencies_where
from agencies.roles import Action
from ingest.archive.flags import Flag
from ingest.archive.report import what_to_look_at
from ingest.models import ArchiveImport, ArchiveRow, Standing
from releases.admin.release_list import AgencyFilter
from releases.book import name_of


class OpenFilter(admin.SimpleListFilter):
    """What is still to be looked at, unless something else is asked for."""

    title = _("settled")
    parameter_name = "settled"

    def lookups(self, request: DeskRequest, model_admin: admin.ModelAdmin) -> list:
        return [("no", _("still open")), ("yes", _("settled")), ("all", _("all rows"))]

    def choices(self, changelist: Any) -> Any:
        everything, *choices = super().choices(changelist)
        choices[0]["selected"] = choices[0]["selected"] or everything["selected"]
        return choices

    def queryset(
        self, request: DeskRequest, queryset: QuerySet[ArchiveRow]
    ) -> QuerySet[ArchiveRow]:
        match self.value():
            case "all":
                return queryset
            case "yes":
                return queryset.exclude(settled_at=None)
        return queryset.exclude(flags="").filter(settled_at=None)


class FlagFilter(admin.SimpleListFilter):
    title = _("what to look at")
    parameter_name = "flag"

    def lookups(self, request: DeskRequest, model_admin: admin.ModelAdmin) -> list:
        return Flag.choices

    def queryset(
        self, request: DeskRequest, queryset: QuerySet[ArchiveRow]
    ) -> QuerySet[ArchiveRow]:
        return queryset.filter(flags__contains=f" {self.value()} ") if self.value() else queryset


class FileFilter(admin.SimpleListFilter):
    """Only files of agencies that the person may see."""

    title = _("file")
    parameter_name = "file"

    def lookups(self, request: DeskRequest, model_admin: admin.ModelAdmin) -> list:
        mine = agencies_where(request.user, Action.VIEW)
        return [(str(one.pk), one.name) for one in ArchiveImport.objects.filter(agency__in=mine)]

    def queryset(
        self, request: DeskRequest, queryset: QuerySet[ArchiveRow]
    ) -> QuerySet[ArchiveRow]:
        known = [pk for pk, _name in self.lookup_choices if pk == self.value()]
        return queryset.filter(seen__in=known) if self.value() else queryset


class SettlingForm(forms.ModelForm):
    settled = forms.BooleanField(
        label=_("Settled"),
        required=False,
        help_text=_("Somebody has looked at it, and nothing is left to be done."),
    )

    class Meta:
        model = ArchiveRow
        fields = ("note",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "note" in self.fields:  # which those who only read do not have
            self.fields["note"].widget.attrs["rows"] = 4
            self.fields["settled"].initial = self.instance.settled_at is not None


@admin.register(ArchiveRow)
class ArchiveRowAdmin(DeskAdmin):
    """What was read stands; a note is added, and that it is settled."""

    changes = Action.REGISTER
    form = SettlingForm
    list_display = ["place", "numbered", "date", "headline", "to_look_at", "state", "was_settled"]
    list_display_links = ["place", "numbered"]
    list_filter = [OpenFilter, FlagFilter, "state", FileFilter, ("agency", AgencyFilter)]
    list_per_page = 50
    list_select_related = ["settled_by"]
    search_fields = ["number", "title"]
    date_hierarchy = None
    actions = ["settle"]
    readonly_fields = [
        *("to_look_at", "state", "of_release", "in_register", "number", "date", "title"),
        *("agency", "seen", "place", "key", "source", "was_settled"),
    ]

    class Media:
        css = {"all": ["desk/reference.css"]}

    def has_add_permission(self, request: DeskRequest) -> bool:
        return False

    def get_fields(self, request: DeskRequest, obj: Model | None = None) -> list[str]:
        if self.has_change_permission(request, obj):
            return [*self.readonly_fields, "note", "settled"]
        return [*self.readonly_fields, "note"]

    def save_model(
        self, request: DeskRequest, obj: ArchiveRow, form: SettlingForm, change: bool
    ) -> None:
        settled = form.cleaned_data["settled"]
        if settled and obj.settled_at is None:
            obj.settled_at, obj.settled_by = timezone.now(), request.user
        elif not settled:
            obj.settled_at = obj.settled_by = None
        obj.save(update_fields=["note", "settled_at", "settled_by"])

    @admin.action(description=_("Settle the chosen rows"), permissions=["change"])
    def settle(self, request: DeskRequest, queryset: QuerySet[ArchiveRow]) -> None:
        mine = agencies_where(request.user, self.changes)
        rows = queryset.filter(agency__in=mine, settled_at=None)
        done = rows.update(settled_at=timezone.now(), settled_by=request.user)
        said = ngettext("%(count)d row is settled.", "%(count)d rows are settled.", done)
        self.message_user(request, said % {"count": done}, messages.SUCCESS)

    @admin.display(description=_("number"), ordering="number")
    def numbered(self, row: ArchiveRow) -> str:
        return row.number or "–"

    @admin.display(description=_("headline"), ordering="title")
    def headline(self, row: ArchiveRow) -> str:
        return row.title or "–"

    @admin.display(description=_("what to look at"))
    def to_look_at(self, row: ArchiveRow) -> str:
        lines = what_to_look_at(row)
        return format_html_join("", "<div>{}</div>", ((line,) for line in lines)) or "–"

    @admin.display(description=_("settled"), ordering="settled_at")
    def was_settled(self, row: ArchiveRow) -> str:
        if row.settled_at is None or row.settled_by is None:
            return "–"
        when = date_format(timezone.localtime(row.settled_at), "SHORT_DATETIME_FORMAT")
        return f"{when}, {name_of(row.settled_by)}"

    @admin.display(description=_("release"))
    def of_release(self, row: ArchiveRow) -> str:
        if row.release is None:
            return "–"
        address = reverse("admin:releases_release_change", args=[row.release_id])
        return format_html('<a href="{}">{}</a>', address, row.release.title or row.number or "–")

    @admin.display(description=_("in the register"))
    def in_register(self, row: ArchiveRow) -> str:
        if row.release is None or row.state == Standing.KEPT_OUT:
            return "–"
        lines = row.release.numbers.order_by("releasenumber__position")
        found = ((reverse("admin:numbering_number_change", args=[line.pk]), line) for line in lines)
        return format_html_join(", ", '<a href="{}">{}</a>', found) or "–"
