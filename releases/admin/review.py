"""What people need to review a release: its history, comparing, restoring, and its notes."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.desk import DeskRequest
from releases import notes
from releases.admin import comparing, unsaved
from releases.errors import MoveRefused
from releases.models import Release
from releases.models.state import State
from releases.restoring import tried

LONGEST_NOTE = 4_000  # characters


class AddNoteForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("New note"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write the note.")},
    )


class RestoreForm(forms.Form):
    """Nothing is asked; it names the revision that was looked at."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class ReleaseReview(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        pages: dict[str, tuple[Callable[..., HttpResponse], str]] = {
            "<int:pk>/notes/": (self.notes_page, "notes"),
            "<int:pk>/compare/<slug:what>/": (self.compare_page, "compare"),
            "<int:pk>/restore/<int:position>/": (self.restore_page, "restore"),
        }
        own = [
            path(route, self.admin_site.admin_view(page), name=f"releases_release_{name}")
            for route, (page, name) in pages.items()
        ]
        return [*own, *super().get_urls()]

    def _seen(self, request: DeskRequest, pk: int | str) -> Release:
        """The release, if the person may see it."""
        release = self.get_object(request, str(pk))
        if release is None:
            raise Http404
        if not self.has_view_permission(request, release):
            raise PermissionDenied
        return release

    def _page(
        self, request: DeskRequest, name: str, release: Release, **context: Any
    ) -> TemplateResponse:
        whole = self.admin_site.each_context(request) | {
            "subtitle": release.title,
            "release": release,
            "opts": self.opts,
        }
        return TemplateResponse(request, f"admin/releases/release/{name}.html", whole | context)

    def history_view(
        self, request: DeskRequest, object_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        """The revisions, instead of Django's own log: who, when, why and what changed."""
        release = self._seen(request, object_id)
        return self._page(
            request,
            "history",
            release,
            title=_("History"),
            revisions=release.revisions.select_related("by").defer("content"),
            editions=release.editions.defer("body").order_by("-position"),
        )

    def notes_page(self, request: DeskRequest, pk: int) -> HttpResponse:
        """The thread of notes, on a page of its own: the form and what is typed in it stay."""
        release = self._seen(request, pk)
        may_add = notes.may_note(request.user, release)
        form = AddNoteForm(request.POST if request.method == "POST" else None)
        if form.is_bound and not may_add:
            raise PermissionDenied
        if form.is_bound and form.is_valid():
            release.add_note(request.user, form.cleaned_data["text"])
            messages.success(request, _("The note was added."))
            return redirect("admin:releases_release_notes", release.pk)
        return self._page(
            request,
            "notes",
            release,
            title=_("Notes"),
            form=form if may_add else None,
            thread=notes.thread(release),
        )

    def compare_page(self, request: DeskRequest, pk: int, what: str) -> HttpResponse:
        """Two revisions, or two editions, by their positions `a` and `b`; words marked."""
        release = self._seen(request, pk)
        rows: dict[str, QuerySet] = {
            "revisions": release.revisions.select_related("by"),
            "editions": release.editions.select_related("agency", "redaction"),
        }
        if what not in rows:
            raise Http404
        both = [_positioned(rows[what], request.GET.get(name, "")) for name in ("a", "b")]
        before, after = sorted(both, key=lambda one: one.position)
        return self._page(
            request,
            "compare",
            release,
            title=_("Compare"),
            of_editions=what == "editions",
            both=[before, after],
            may_restore=self.has_change_permission(request, release) and release.editable,
            parts=comparing.of_editions(before, after)
            if what == "editions"
            else comparing.of_contents(before.fields, after.fields),
        )

    def restore_page(self, request: DeskRequest, pk: int, position: int) -> HttpResponse:
        """What restoring a revision will do; a POST does it."""
        release = self._seen(request, pk)
        chosen = get_object_or_404(release.revisions.select_related("by"), position=position)
        problems: list[str] = []
        if request.method == "POST":
            sent = RestoreForm(request.POST)
            looked_at = sent.cleaned_data["revision"] if sent.is_valid() else -1
            try:
                lost = release.restore(request.user, chosen, looked_at)
            except MoveRefused as refused:
                problems = refused.problems
                release.refresh_from_db()
            else:
                messages.success(
                    request,
                    _("Revision %(old)d was restored, as revision %(new)d.")
                    % {"old": chosen.position, "new": release.revision},
                )
                for sentence in lost:
                    messages.warning(request, sentence)
                return redirect("admin:releases_release_change", release.pk)
        return self._page(
            request,
            "restore",
            release,
            title=_("Restore"),
            chosen=chosen,
            next_position=release.revision + 1,
            form=RestoreForm(initial={"revision": release.revision}),
            others=unsaved.others(release, request.user),
            **_outcome(request, release, chosen, problems),
        )


def _positioned(rows: QuerySet, typed: str) -> Any:
    if not typed.isdecimal() or len(typed) > 9:
        raise Http404
    return get_object_or_404(rows, position=int(typed))


def _outcome(
    request: DeskRequest, release: Release, chosen: Any, problems: list[str]
) -> dict[str, Any]:
    """What restoring would change and could not bring back, or why it can't be done."""
    before = release.content()
    try:
        after, lost = tried(release, request.user, chosen, release.revision)
    except MoveRefused as refused:
        release.refresh_from_db()
        said = problems or refused.problems
        if release.state == State.APPROVED:
            said = [*said, _("To change what is sealed, open it for a correction first.")]
        return {"possible": False, "problems": said}
    return {
        "possible": True,
        "problems": problems,
        "lost": lost,
        "parts": comparing.of_contents(before, after),
    }
