"""Releases at the desk."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.forms import ModelForm
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from agencies.desk import DeskAdmin, DeskRequest
from agencies.models import Agency
from agencies.permissions import agencies_where
from agencies.roles import Action
from releases import number_checks
from releases.admin import outlook
from releases.admin.form import ReleaseForm
from releases.admin.move import move_view
from releases.models import Edition, Release, State
from releases.models.release import ReleaseQuerySet
from releases.moves import MOVES


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


@admin.register(Release)
class ReleaseAdmin(DeskAdmin):
    changes = Action.WRITE
    form = ReleaseForm
    list_display = ["number", "title", "standing", "short_date", "agency_short"]
    list_display_links = ["title"]
    list_filter = [StateFilter, ("agency", AgencyFilter), "language", "date"]
    list_per_page = 50
    search_fields = ["title"]
    fieldsets = [
        (None, {"fields": ["title", "summary", ("dateline", "date", "language"), "body"]}),
        (_("Who speaks"), {"fields": ["agency", "contacts"]}),
        (_("Number"), {"fields": ["sequence", "revision_read"]}),
        (
            _("Reserved, joint, addendum, from paper"),
            {
                "classes": ["collapse"],
                "fields": ["reservation", "joint_with", ("addendum_to", "suffix"), "paper_numbers"],
            },
        ),
    ]
    # Once a number was taken, what it was taken by stands.
    settled = ("agency", "sequence", *Release.OTHER_WAYS)

    # --- Who sees and changes what ---

    def has_change_permission(self, request: DeskRequest, obj: Release | None = None) -> bool:
        # A form that was open while somebody approved is let in, and refused with its words kept.
        editable = obj is None or obj.editable or request.method == "POST"
        return editable and super().has_change_permission(request, obj)

    def get_readonly_fields(self, request: DeskRequest, obj: Release | None = None) -> tuple:
        # A number that was taken belongs to its agency and to its sequence.
        held = obj is not None and bool(obj.number_texts())
        return ("text", *self.settled) if held else ("text",)

    def get_form(self, request: DeskRequest, obj: Any = None, **kwargs: Any) -> type[ModelForm]:
        form = super().get_form(request, obj, **kwargs)
        return type(form.__name__, (form,), {"user": request.user})

    def get_fieldsets(self, request: DeskRequest, obj: Release | None = None) -> Any:
        if obj is None or self.has_change_permission(request, obj):
            if obj is None or not obj.takes_another_way:
                return self.fieldsets
            *others, (name, folded) = self.fieldsets
            return [*others, (name, {"fields": folded["fields"]})]
        shown: dict[Any, list] = {"revision_read": [], "body": ["text"]}
        return [
            (
                name,
                {"fields": [one for field in part["fields"] for one in shown.get(field, [field])]},
            )
            for name, part in self.fieldsets
        ]

    @admin.display(description=_("body"))
    def text(self, release: Release) -> str:
        """The body as it is read, for those who may only read it."""
        return format_html('<div class="reading">{}</div>', mark_safe(release.html))  # noqa: S308

    # --- The list ---

    def get_queryset(self, request: DeskRequest) -> QuerySet[Release]:
        editions = Edition.objects.defer("body", "letterhead_json", "contacts_json", "joint_json")
        return (
            super()
            .get_queryset(request)
            .select_related("agency", "sequence")
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

    @admin.display(description=_("state"), ordering="state")
    def standing(self, release: Release) -> str:
        return outlook.standing(release, "SHORT_DATETIME_FORMAT")

    # --- The form ---

    def render_change_form(
        self, request: DeskRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        release: Release = context.get("original") or Release()
        form = context["adminform"].form
        context |= {
            "standing": outlook.standing(release) if release.pk else "",
            "number": outlook.number(release) if release.pk else "",
            "steps": outlook.steps(release, request.user),
            "conflict": getattr(form, "conflict", []),
            "oddities": number_checks.what_is_odd(release)
            if release.pk and release.editable
            else [],
            "notes": release.revisions.exclude(note="")[:5] if release.pk else [],
            "show_save_and_add_another": False,
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def view_on_site(self, release: Release) -> str | None:
        edition = release.public_edition()
        return edition.get_absolute_url() if edition else None

    def save_model(self, request: DeskRequest, obj: Release, form: ModelForm, change: bool) -> None:
        if not change:
            obj.edited_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request: DeskRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        form.instance.record(request.user)

    def response_post_save_change(self, request: DeskRequest, obj: Release) -> HttpResponseRedirect:
        return self._to_move(request, obj) or super().response_post_save_change(request, obj)

    def response_post_save_add(self, request: DeskRequest, obj: Release) -> HttpResponseRedirect:
        return self._to_move(request, obj) or super().response_post_save_add(request, obj)

    @staticmethod
    def _to_move(request: DeskRequest, release: Release) -> HttpResponseRedirect | None:
        """A move's button inside the form saves first, so that nothing typed is lost."""
        if request.POST.get("_move") not in MOVES:
            return None
        address = reverse("admin:releases_release_move", args=[release.pk, request.POST["_move"]])
        return HttpResponseRedirect(address)

    # --- Pages of its own ---

    def get_urls(self) -> list[URLPattern]:
        move = path(
            "<int:pk>/move/<slug:name>/",
            self.admin_site.admin_view(self.move_page),
            name="releases_release_move",
        )
        return [move, *super().get_urls()]

    def move_page(self, request: DeskRequest, pk: int, name: str) -> HttpResponse:
        release = self.get_object(request, str(pk))
        if release is None or name not in MOVES:
            raise Http404
        if not self.has_view_permission(request, release):
            raise PermissionDenied
        return move_view(request, release, MOVES[name], self.admin_site.each_context(request))

    def history_view(
        self, request: DeskRequest, object_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        """The revisions, instead of Django's own log: who, when, why and what changed."""
        release = self.get_object(request, object_id)
        if release is None:
            raise Http404
        if not self.has_view_permission(request, release):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {
            "title": _("History"),
            "subtitle": release.title,
            "release": release,
            "revisions": release.revisions.select_related("by"),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/releases/release/history.html", context)
