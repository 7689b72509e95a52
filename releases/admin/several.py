"""Doing one thing with several releases: asked once, done with each of them as if alone.

Each is a transaction of its own, so that one that is refused keeps no other back. What was done
is refused, or changes nothing, when it is done again.
"""

import re
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agencies.desk import DeskRequest
from agencies.permissions import somewhere
from agencies.roles import Action
from releases.admin import outlook
from releases.errors import MoveRefused, WrongState
from releases.models import Release, State, Topic

MOST = 200  # releases at once: each takes its time, and somebody waits for the page
KEY = re.compile(r"[0-9]{1,18}", re.ASCII)


class SubmitForm(forms.Form):
    data: Any
    title = gettext_lazy("Submit the chosen")
    button = gettext_lazy("Submit")
    action = Action.SUBMIT

    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It stands in the history of each of them."),
    )

    def __init__(self, chosen: QuerySet[Release], data: Any = None) -> None:
        super().__init__(data)

    @property
    def consequence(self) -> str:
        return _("An approver is asked to read them. What can’t be submitted stays as it is.")

    def make(self, release: Release, by: User) -> None:
        release.submit(by, self.cleaned_data["note"])

    def done(self, count: int) -> str:
        said = ngettext(
            "%(count)d release was submitted.", "%(count)d releases were submitted.", count
        )
        return said % {"count": count}


class TopicsForm(forms.Form):
    """What putting under topics and taking out of them have in common."""

    data: Any
    title: str | Promise
    button: str | Promise
    action = Action.WRITE

    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Topics"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one topic.")},
    )

    def __init__(self, chosen: QuerySet[Release], data: Any = None) -> None:
        super().__init__(data)
        field: Any = self.fields["topics"]
        field.choices = [(topic.slug, str(topic)) for topic in self.offered(chosen)]
        self.some_submitted = any(release.state == State.SUBMITTED for release in chosen)

    def offered(self, chosen: QuerySet[Release]) -> QuerySet[Topic]:
        raise NotImplementedError

    def topics_chosen(self) -> QuerySet[Topic]:
        # What somebody merged since is what it was merged into.
        return Topic.objects.called(self.cleaned_data["topics"])

    @property
    def consequence(self) -> str:
        said = _("What is approved stays as it is: its topics are changed by a correction.")
        if self.some_submitted:
            said += " " + _(
                "What is submitted already is not approved by whoever changed it last, unless "
                "the agency allows that."
            )
        return said


class AddTopicsForm(TopicsForm):
    title = gettext_lazy("Add topics to the chosen")
    button = gettext_lazy("Add topics")

    def offered(self, chosen: QuerySet[Release]) -> QuerySet[Topic]:
        return Topic.objects.standing()

    def make(self, release: Release, by: User) -> None:
        release.classify(by, add=self.topics_chosen())

    def done(self, count: int) -> str:
        said = ngettext(
            "%(count)d release has these topics now.",
            "%(count)d releases have these topics now.",
            count,
        )
        return said % {"count": count}


class RemoveTopicsForm(TopicsForm):
    title = gettext_lazy("Remove topics from the chosen")
    button = gettext_lazy("Remove topics")

    def offered(self, chosen: QuerySet[Release]) -> QuerySet[Topic]:
        return Topic.objects.standing().filter(releases__in=chosen).distinct()

    def make(self, release: Release, by: User) -> None:
        release.classify(by, remove=self.topics_chosen())

    def done(self, count: int) -> str:
        said = ngettext(
            "%(count)d release does not have these topics any more.",
            "%(count)d releases do not have these topics any more.",
            count,
        )
        return said % {"count": count}


SeveralForm = SubmitForm | AddTopicsForm | RemoveTopicsForm
FORMS: dict[str, type[SeveralForm]] = {
    "submit": SubmitForm,
    "add-topics": AddTopicsForm,
    "remove-topics": RemoveTopicsForm,
}


def several_view(request: DeskRequest, desk: admin.ModelAdmin, name: str) -> HttpResponse:
    """Show what will be done, and do it; say what was refused, and why.

    Args:
        request: `ids` in its address says with which; a GET to look, a POST to do it.
        desk: the list; it says what the person may see.
        name: one of FORMS.
    """
    if name not in FORMS:
        raise Http404
    form_class = FORMS[name]
    if not somewhere(request.user, form_class.action):
        raise PermissionDenied
    asked = request.GET.get("ids", "").split(",")[:MOST]
    chosen = desk.get_queryset(request).filter(pk__in=filter(KEY.fullmatch, asked))
    if not chosen:
        raise Http404
    form = form_class(chosen, request.POST if request.method == "POST" else None)
    back = reverse("admin:releases_release_changelist")
    if filters := request.GET.get("_changelist_filters"):
        back = f"{back}?{filters}"
    refused: list[tuple[Release, list[str]]] = []
    if form.is_valid():
        refused = _done_with_each(form, chosen, request.user)
        if count := len(chosen) - len(refused):
            messages.success(request, form.done(count))
        if not refused:
            return redirect(back)
    context = desk.admin_site.each_context(request) | {
        "title": form.title,
        "form": form,
        "chosen": [(release, outlook.standing(release)) for release in chosen],
        "refused": refused,
        "back": back,
        "opts": Release._meta,
    }
    return TemplateResponse(request, "admin/releases/release/several.html", context)


def _done_with_each(
    form: SeveralForm, chosen: QuerySet[Release], by: User
) -> list[tuple[Release, list[str]]]:
    """Those that were refused, each with the reasons."""
    refused = []
    for release in chosen:
        try:
            form.make(release, by)
        except WrongState:
            # In fewer words than on its own page: its headline stands before them.
            standing = {"standing": outlook.standing(release, "SHORT_DATETIME_FORMAT")}
            refused.append((release, [_("It is %(standing)s.") % standing]))
        except MoveRefused as refusal:
            refused.append((release, refusal.problems))
    return refused


# --- In the list ---


def _ask(
    name: str, desk: admin.ModelAdmin, request: DeskRequest, chosen: QuerySet[Release]
) -> HttpResponse | None:
    keys = list(chosen.order_by().values_list("pk", flat=True)[: MOST + 1])
    if len(keys) > MOST:
        messages.error(request, _("Choose at most %(most)d releases at once.") % {"most": MOST})
        return None
    asked = {"ids": ",".join(map(str, keys))}
    if request.GET:
        asked["_changelist_filters"] = request.GET.urlencode()
    address = reverse("admin:releases_release_several", args=[name])
    return redirect(f"{address}?{urlencode(asked)}")


@admin.action(description=SubmitForm.title, permissions=["submit"])
def submit(
    desk: admin.ModelAdmin, request: DeskRequest, chosen: QuerySet[Release]
) -> HttpResponse | None:
    return _ask("submit", desk, request, chosen)


@admin.action(description=AddTopicsForm.title, permissions=["write"])
def add_topics(
    desk: admin.ModelAdmin, request: DeskRequest, chosen: QuerySet[Release]
) -> HttpResponse | None:
    return _ask("add-topics", desk, request, chosen)


@admin.action(description=RemoveTopicsForm.title, permissions=["write"])
def remove_topics(
    desk: admin.ModelAdmin, request: DeskRequest, chosen: QuerySet[Release]
) -> HttpResponse | None:
    return _ask("remove-topics", desk, request, chosen)


ACTIONS = [submit, add_topics, remove_topics]
