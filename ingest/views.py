"""The desk's page for reading in: paste or upload, look at what was read, make a draft."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from agencies.desk import DeskRequest
from agencies.models import Agency
from agencies.permissions import agencies_where, somewhere
from agencies.roles import Action
from ingest import encoding, text
from ingest.forms import ReviewForm, SourceForm
from ingest.reading import Reading
from ingest.saving import save_draft
from releases.errors import MoveRefused


def read(request: DeskRequest) -> HttpResponse:
    """Ask for a text; read it and show what was read; save what a person has confirmed."""
    if not somewhere(request.user, Action.WRITE):
        raise PermissionDenied
    if request.method == "POST" and "save" in request.POST:
        return _save(request)
    form = SourceForm(request.user, request.POST or None, request.FILES or None)
    if form.is_valid():
        review = ReviewForm.of(request.user, form.cleaned_data)
        return _review(request, review, form.cleaned_data["reading"])
    return _page(request, "ingest/source.html", {"form": form})


def _save(request: DeskRequest) -> HttpResponse:
    writable = agencies_where(request.user, Action.WRITE)
    chosen = request.POST.get("agency", "")
    readable = chosen.isdecimal() and len(chosen) < 19
    agency: Agency | None = writable.filter(pk=chosen).first() if readable else None
    form = ReviewForm(request.user, agency, request.POST)
    try:
        reading = text.parse(request.POST.get("source", ""))
    except encoding.TooLong as error:
        form.add_error(None, str(error))
        reading = Reading()
    if form.is_valid():
        fields: dict[str, Any] = form.cleaned_data
        del fields["source"]
        try:
            release = save_draft(by=request.user, letterhead=reading.letterhead, **fields)
        except MoveRefused as refused:
            for problem in refused.problems:
                form.add_error(None, problem)
        else:
            messages.success(request, _("“%(title)s” is a draft now.") % {"title": release})
            return redirect("admin:releases_release_change", release.pk)
    return _review(request, form, reading)


def _review(request: DeskRequest, form: ReviewForm, reading: Reading) -> HttpResponse:
    context = {"form": form, "reading": reading, "source": form["source"].value()}
    return _page(request, "ingest/review.html", context)


def _page(request: DeskRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(
        request, template, admin.site.each_context(request) | {"title": _("Read in")} | context
    )
