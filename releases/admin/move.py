"""The page on which a move is confirmed: what will happen, what it needs, what stood in the way."""

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.desk import DeskRequest
from agencies.models import FourEyes
from agencies.permissions import can
from agencies.roles import Action
from numbering.models import Number, State
from releases import approval, number_checks, numbers
from releases.admin import outlook
from releases.admin.form import NumberTyped
from releases.checks.examining import examine
from releases.errors import MoveRefused, TextHasMovedOn
from releases.models import Edition, Release
from releases.moves import Move

Note = forms.CharField(
    label=gettext_lazy("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3})
)


class Moment(forms.DateTimeInput):
    """A day and a time in the newsroom's own time zone."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    widget = Moment

    def clean(self, value: Any) -> datetime.datetime | None:
        moment = super().clean(value)
        if moment and moment.year < 1900:  # not even UTC could tell the first year
            raise forms.ValidationError(_("The moment of publication has passed."))
        return moment


class NoteForm(forms.Form):
    """For most moves: a note, which some of them ask for."""

    data: Any
    note = Note

    def make(self, release: Release, move: Move, by: User) -> None:
        getattr(release, move.name)(by, self.cleaned_data["note"])


class WithdrawalForm(forms.Form):
    """Why, in words for everybody; and a note for the desk alone."""

    data: Any
    public_reason = forms.CharField(
        label=gettext_lazy("Reason for the public"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It stands where the release stood."),
    )
    note = Note

    def make(self, release: Release, move: Move, by: User) -> None:
        release.withdraw(by, **self.cleaned_data)


class PostponementForm(forms.Form):
    data: Any
    publish_at = MomentField(label=gettext_lazy("Public from"))
    note = Note

    def make(self, release: Release, move: Move, by: User) -> None:
        release.postpone(by, **self.cleaned_data)


class TranslationForm(forms.Form):
    data: Any
    language = forms.ChoiceField(label=gettext_lazy("Into"), choices=settings.LANGUAGES)

    def make(self, release: Release, move: Move, by: User) -> Release:
        return release.translate(by, self.cleaned_data["language"])


class ReplacementForm(forms.Form):
    data: Any
    number = NumberTyped(
        Number.objects.filter(state=State.USED),
        label=gettext_lazy("Number of the release that takes its place"),
    )

    def clean_number(self) -> Release:
        other = self.cleaned_data["number"].releases.filter(translation_of=None).first()
        if other is None:
            raise forms.ValidationError(_("No release bears this number. Write another."))
        return other

    def make(self, release: Release, move: Move, by: User) -> None:
        release.replace_by(by, self.cleaned_data["number"])


class CancellationForm(NoteForm):
    """Which of several; usually only one is ahead, and then nothing is asked."""

    field_order = ("edition", "note")

    edition = forms.ModelChoiceField(
        Edition.objects.none(), label=gettext_lazy("Edition"), required=False
    )

    def make(self, release: Release, move: Move, by: User) -> None:
        release.cancel(by, self.cleaned_data["note"], self.cleaned_data.get("edition"))


class RedactionForm(forms.Form):
    data: Any
    edition = forms.ModelChoiceField(Edition.objects.none(), label=gettext_lazy("Edition"))
    authority = forms.CharField(
        label=gettext_lazy("On whose word"),
        max_length=200,
        help_text=gettext_lazy("Such as a court and its file number. The public reads it."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason for the public"), widget=forms.Textarea(attrs={"rows": 3})
    )

    def make(self, release: Release, move: Move, by: User) -> None:
        release.redact(by, **self.cleaned_data)


class ApprovalForm(forms.Form):
    """When it becomes public; the revision that was read; and a reason, if one is asked for."""

    data: Any
    revision = forms.IntegerField(widget=forms.HiddenInput)
    publish_at = MomentField(
        label=gettext_lazy("Public from"),
        required=False,
        help_text=gettext_lazy("Empty: at once."),
    )
    correction_note = forms.CharField(
        label=gettext_lazy("What was corrected?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The public reads it above the text, with its date."),
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

    def make(self, release: Release, move: Move, by: User) -> None:
        release.approve(by, **self.cleaned_data)


MoveForm = (
    NoteForm
    | WithdrawalForm
    | PostponementForm
    | TranslationForm
    | ReplacementForm
    | RedactionForm
    | ApprovalForm
)
SIMPLE: dict[str, type[MoveForm]] = {
    "withdraw": WithdrawalForm,
    "postpone": PostponementForm,
    "replace": ReplacementForm,
}


def form_for(release: Release, move: Move, request: DeskRequest) -> MoveForm:
    data = request.POST if request.method == "POST" else None
    if move.name == "approve":
        return _approval_form(release, request, data)
    if move.name == "translate":
        others = [code for code, _name in settings.LANGUAGES if code != release.language]
        return TranslationForm(data, initial={"language": others[0]})
    if move.name == "redact":
        return _of_editions(RedactionForm(data), release.editions.filter(redaction=None))
    if move.name == "cancel" and len(ahead := release.scheduled_editions()) > 1:
        return _of_editions(
            CancellationForm(data, initial={"edition": ahead[-1]}),
            release.editions.filter(pk__in=[edition.pk for edition in ahead]),
        )
    return SIMPLE.get(move.name, NoteForm)(data)


def _of_editions(form: "MoveForm", offered: QuerySet[Edition]) -> "MoveForm":
    field: Any = form.fields["edition"]
    field.queryset = offered.order_by("position")
    field.label_from_instance = edition_label
    return form


def edition_label(edition: Edition) -> str:
    moment = date_format(timezone.localtime(edition.public_from), "DATETIME_FORMAT")
    return f"{edition.position}: {edition}, {moment}"


def _approval_form(release: Release, request: DeskRequest, data: Any) -> ApprovalForm:
    """With the questions that this release and this person raise, and no others."""
    form = ApprovalForm(data, initial={"revision": release.revision})
    if not release.standing_editions():
        del form.fields["correction_note"]
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
            made = form.make(release, move, request.user)
        except MoveRefused as refused:
            release.refresh_from_db()
            for problem in refused.problems:
                form.add_error(None, problem)
            if isinstance(refused, TextHasMovedOn):
                # The text as it is now stands on the page that comes back.
                form.data = request.POST.copy()
                form.data["revision"] = str(release.revision)
        else:
            if isinstance(made, Release):
                return redirect("admin:releases_release_change", made.pk)
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
            "oddities": number_checks.what_is_odd(release) if move.name == "approve" else [],
            "findings": examine(release) if move.name in ("submit", "approve") else [],
            "seen": outlook.before_and_after(release, move.name),
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
