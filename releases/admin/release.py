"""Releases at the desk."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import ModelForm
from django.http import (
    Http404,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    QueryDict,
)
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from agencies.desk import DeskAdmin, DeskRequest
from agencies.roles import Action
from releases import notes
from releases.admin import beginning, conflict, links, open_form, outlook, unsaved
from releases.admin.attachments import AttachmentInline, keep, upload_view
from releases.admin.dashboard.failures import again_view
from releases.admin.form import ReleaseForm
from releases.admin.move import move_view
from releases.admin.release_list import ReleaseList
from releases.admin.review import ReleaseReview
from releases.files.preparing import prepare_after_commit
from releases.models import Asset, Attachment, Release, WorkingCopy
from releases.moves import MOVES

OPEN_FORM = {
    "autosave": open_form.autosave_view,
    "leave": open_form.leave_view,
    "preview": open_form.preview_view,
    "throw-away": open_form.throw_away_view,
}


class FormRequest(DeskRequest):
    """A request for a release's form.

    `restored` is the unsaved text that comes back in it; `changed`, whether saving it changed
    anything.
    """

    restored: WorkingCopy | None
    changed: bool
    _files: MultiValueDict


def restored(request: DeskRequest) -> WorkingCopy | None:
    return getattr(request, "restored", None)


@admin.register(Release)
class ReleaseAdmin(ReleaseList, ReleaseReview, DeskAdmin):
    changes = Action.WRITE
    form = ReleaseForm
    fieldsets = [
        (
            None,
            {"fields": ["title", "summary", ("dateline", "date", "language", "genre"), "body"]},
        ),
        (_("Who speaks, and what about"), {"fields": ["agency", "contacts", "topics"]}),
        (_("Number"), {"fields": ["sequence"]}),
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

    @property
    def media(self) -> forms.Media:
        # Without the scripts that make addresses out of names: nothing here has one.
        scripts = ("vendor/jquery/jquery.min", "jquery.init", "core", "admin/RelatedObjectLookups")
        return forms.Media(js=[f"admin/js/{name}.js" for name in (*scripts, "actions")])

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
        own = {"user": request.user, "restored": restored(request) is not None}
        return type(form.__name__, (form,), own)

    def get_inlines(self, request: DeskRequest, obj: Release | None) -> list:
        # Of what can't be changed, the pictures stand in the text, as they will be read.
        return [AttachmentInline] if obj is None or self.has_change_permission(request, obj) else []

    def get_fieldsets(self, request: DeskRequest, obj: Release | None = None) -> Any:
        if obj is None or self.has_change_permission(request, obj):
            if obj is None or not obj.takes_another_way:
                return self.fieldsets
            *others, (name, folded) = self.fieldsets
            return [*others, (name, {"fields": folded["fields"]})]
        return [
            (name, {"fields": ["text" if field == "body" else field for field in part["fields"]]})
            for name, part in self.fieldsets
        ]

    @admin.display(description=_("body"))
    def text(self, release: Release) -> str:
        """The body as it is read, with pictures and files, for those who may only read it."""
        return render_to_string("admin/releases/release/reading.html", {"release": release})

    # --- The form ---

    def _changeform_view(
        self,
        request: FormRequest,
        object_id: str | None,
        form_url: str,
        extra_context: dict[str, Any] | None,
    ) -> HttpResponse:
        """With what was typed and not saved, if the person has left such a form behind."""
        changeform = super()._changeform_view
        release = self.get_object(request, object_id) if object_id else None
        is_there = release is not None or not object_id
        if request.method == "GET" and is_there and self.has_change_permission(request, release):
            request.restored = unsaved.kept(release, request.user)
        if (copy := restored(request)) is None:
            return changeform(request, object_id, form_url, extra_context)
        # As if the form had been sent and had come back: nothing else shows it all.
        request._files = MultiValueDict()
        request.method, request.POST = "POST", QueryDict(copy.typed)
        with transaction.atomic():  # a form that is sent looks for a conflict under a lock
            return changeform(request, object_id, form_url, extra_context)

    def get_changeform_initial_data(self, request: DeskRequest) -> dict[str, Any]:
        return beginning.initial(request.user, request.GET)

    def render_change_form(
        self, request: DeskRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        release: Release = context.get("original") or Release()
        sent = request.POST if request.method == "POST" and not restored(request) else None
        context |= {
            "standing": outlook.standing(release) if release.pk else "",
            "number": outlook.number(release) if release.pk else "",
            "steps": outlook.steps(release, request.user),
            "restored": restored(request),
            "form_of": release.pk or 0,
            "csrf_cookie": settings.CSRF_COOKIE_NAME,
            "whose": outlook.whose(release) if release.pk else None,
            "thread": notes.thread(release, 5) if release.pk else [],
            "may_note": release.pk and notes.may_note(request.user, release),
            "links": links.in_short(release) if release.pk else "",
            "show_save_and_add_another": False,
        }
        if not release.pk:
            context["beginnings"] = beginning.offered(request.user, request.GET)
            if sent:
                unsaved.at_it(None, request.user, sent)
        elif self.has_change_permission(request, release):
            unsaved.at_it(release, request.user, sent)
            context |= open_form.what_will_be(release)
            context |= self._both_texts(context, release)
            context["others"] = unsaved.others(release, request.user)
        elif left_behind := unsaved.kept(release, request.user):
            context["left_behind"] = left_behind
            context["left_texts"] = unsaved.texts(left_behind)
        return super().render_change_form(request, context, *args, **kwargs)

    @staticmethod
    def _both_texts(context: dict[str, Any], release: Release) -> dict[str, Any]:
        form = context["adminform"].form
        if not form.overtaken:
            return {}
        files = [
            row
            for inline in context["inline_admin_formsets"]
            for row in conflict.of_files(inline.formset, release)
        ]
        return {"overtaken": True, "conflict": form.conflict + files}

    def view_on_site(self, release: Release) -> str | None:
        edition = release.public_edition()
        return edition.get_absolute_url() if edition else None

    def save_model(self, request: DeskRequest, obj: Release, form: ModelForm, change: bool) -> None:
        if not change:
            obj.edited_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request: FormRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        release = form.instance
        for accepted in form.cleaned_data.get("uploads", []):
            Attachment.objects.attach(release, keep(accepted, request.user), accepted.name)
        prepare_after_commit(Asset.objects.filter(attachments__release=release))
        request.changed = release.record(request.user) is not None
        unsaved.forget(release if change else None, request.user)
        if said := open_form.about_pictures(form.fields["body"].dropped_pictures):
            messages.warning(request, said)

    def response_change(self, request: FormRequest, obj: Release) -> HttpResponse:
        """Whoever presses a move's button without a change is not told of one."""
        if not request.changed and (to_move := self._to_move(request, obj)):
            unsaved.leave(obj, request.user)
            return to_move
        return super().response_change(request, obj)

    def response_post_save_change(self, request: DeskRequest, obj: Release) -> HttpResponseRedirect:
        unsaved.leave(obj, request.user)
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
        pages: dict[str, tuple[Callable[..., HttpResponse], str]] = {
            "<int:pk>/move/<slug:name>/": (self.move_page, "move"),
            "<int:pk>/again/<int:attachment>/": (self.again_page, "again"),
            "<int:pk>/links/": (self.links_page, "links"),
            "<int:pk>/links/<int:link>/": (self.link_page, "link"),
            "<int:pk>/links/<int:link>/revoke/": (self.revoke_page, "revoke"),
            "form/<int:pk>/<slug:asked>/": (self.open_form_page, "form"),
            "form/pasted/": (self.pasted_page, "pasted"),
            "form/upload/": (self.upload_page, "upload"),
        }
        own = [
            path(route, self.admin_site.admin_view(page), name=f"releases_release_{name}")
            for route, (page, name) in pages.items()
        ]
        return [*own, *super().get_urls()]

    def open_form_page(self, request: DeskRequest, pk: int, asked: str) -> HttpResponse:
        """What a form that is open asks for; `pk` is 0 for that of a new release."""
        if asked not in OPEN_FORM:
            raise Http404
        if asked != "preview" and request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        release = self.get_object(request, str(pk)) if pk else None
        if pk and release is None:
            raise Http404
        reads = asked == "preview" and request.method == "GET" and release is not None
        if not (
            self.has_view_permission(request, release)
            if reads
            else self.has_change_permission(request, release)
        ):
            raise PermissionDenied
        return OPEN_FORM[asked](self, request, release)

    def pasted_page(self, request: DeskRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return open_form.pasted_view(request)

    def upload_page(self, request: DeskRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return upload_view(request, request.user)

    def move_page(self, request: DeskRequest, pk: int, name: str) -> HttpResponse:
        release = self._seen(request, pk)
        if name not in MOVES:
            raise Http404
        return move_view(request, release, MOVES[name], self.admin_site.each_context(request))

    def links_page(self, request: DeskRequest, pk: int) -> HttpResponse:
        release = self._seen(request, pk)
        return links.links_view(request, release, self.admin_site.each_context(request))

    def link_page(self, request: DeskRequest, pk: int, link: int) -> HttpResponse:
        release = self._seen(request, pk)
        return links.link_view(request, release, link, self.admin_site.each_context(request))

    def revoke_page(self, request: DeskRequest, pk: int, link: int) -> HttpResponse:
        release = self._seen(request, pk)
        return links.revoke_view(request, release, link, self.admin_site.each_context(request))

    def again_page(self, request: DeskRequest, pk: int, attachment: int) -> HttpResponse:
        return again_view(request, self._seen(request, pk), attachment)
