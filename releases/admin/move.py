"""The page on which a move is confirmed: what will happen, what it needs, what stood in the way."""

import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.desk import DeskRequest
from agencies.models import FourEyes
from agencies.permissions import can
from agencies.roles import Action
from releases import approval, numbers
from releases.admin import outlook
from releases.errors import MoveRefused, TextHasMovedOn
from releases.models import Release
from releases.moves import Move

Note = forms.CharField(
    label=gettext_lazy("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3})
)


class NoteForm(forms.Form):
    """For most moves: a note, which some of them ask for."""

    data: Any
    note = Note

    def make(self, release: Release, move: Move, by: User) -> None:
        getattr(release, move.name)(by, self.cleaned_data["note"])


class ApprovalForm(forms.Form):
    """When it becomes public; the revision that was read; and a reason, if one is asked for."""

    data: Any
    revision = forms.IntegerField(widget=forms.HiddenInput)
    publish_at = forms.DateTimeField(
        label=gettext_lazy("Public from"),
        required=False,
        help_text=gettext_lazy("Empty: at once."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    late_reason = forms.CharField(
        label=gettext_lazy("Why does it take a number of a closed book?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It stands in the register, with the mark “out of order”."),
    )
    override_reason = forms.CharField(
        label=gettext_lazy("Why does no second person approve it?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_publish_at(self) -> datetime.datetime | None:
        moment = self.cleaned_data["publish_at"]
        if moment and moment.year < 1900:  # not even UTC could tell the first year
            raise forms.ValidationError(
                _("The moment of publication has passed. Choose one to come, or none.")
            )
        return moment

    def make(self, release: Release, move: Move, by: User) -> None:
        release.approve(by, **self.cleaned_data)


def form_for(release: Release, move: Move, request: DeskRequest) -> NoteForm | ApprovalForm:
    data = request.POST if request.method == "POST" else None
    if move.name != "approve":
        return NoteForm(data)
    form = ApprovalForm(data, initial={"revision": release.revision})
    asks = release.agency.four_eyes == FourEyes.REASON
    if not (asks and approval.own_work(release, request.user)):
        del form.fields["override_reason"]
    keepers = [book.sequence.agency for book in numbers.closed_books(release)]
    if not keepers or not all(can(request.user, Action.REGISTER, keeper) for keeper in keepers):
        del form.fields["late_reason"]
    return form


def move_view(
    request: DeskRequest, release: Release, move: Move, context: dict[str, Any]
) -> HttpResponse:
    """Show what a move will do, and make it.

    Args:
        request: a GET to look, a POST to make it.
        release: one that the person may see.
        move: the move asked for.
        context: the admin site's own.
    """
    change_page = reverse("admin:releases_release_change", args=[release.pk])
    form = form_for(release, move, request)
    if form.is_bound and form.is_valid():
        try:
            form.make(release, move, request.user)
        except MoveRefused as refused:
            release.refresh_from_db()
            for problem in refused.problems:
                form.add_error(None, problem)
            if isinstance(refused, TextHasMovedOn):
                # The text as it is now stands on the page that comes back.
                form.data = request.POST.copy()
                form.data["revision"] = str(release.revision)
        else:
            messages.success(request, done(release))
            return redirect(change_page)
    return TemplateResponse(
        request,
        "admin/releases/release/move.html",
        context
        | {
            "title": move.label,
            "form": form,
            "move": move,
            "release": release,
            "opts": Release._meta,
            "change_page": change_page,
            "oddities": numbers.what_is_odd(release) if move.name == "approve" else [],
            "consequence": outlook.consequence(release, move.name),
            "allowed": move in [step.move for step in outlook.steps(release, request.user)],
        },
    )


def done(release: Release) -> str:
    """What to tell after a move."""
    if texts := release.number_texts():
        return _("“%(title)s”, number %(number)s, is %(standing)s.") % {
            "title": release.title,
            "number": ", ".join(texts),
            "standing": outlook.standing(release),
        }
    return _("“%(title)s” is %(standing)s.") % {
        "title": release.title,
        "standing": outlook.standing(release),
    }
