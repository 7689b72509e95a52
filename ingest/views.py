"""The desk's pages for reading in: send files or paste, look at what was read, make drafts."""

import time
from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.desk import DeskRequest
from agencies.permissions import somewhere
from agencies.roles import Action
from ingest import door
from ingest.forms import PaperForm, SourceForm
from ingest.making import made
from ingest.models import Paper
from releases.errors import MoveRefused
from releases.models import Release
from releases.models.state import State

# Web servers end a request that takes longer; what is left then can be sent again.
MOST_SECONDS = 20
MOST_SHOWN = 20


@dataclass
class Taken:
    """What came of a form: the papers that were read, and of each file refused, why."""

    papers: list[Paper] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def read(request: DeskRequest) -> HttpResponse:
    """Ask for files or a text and read them; a script sends one at a time and is told in JSON."""
    if not somewhere(request.user, Action.WRITE):
        raise PermissionDenied
    form = SourceForm(request.user, request.POST or None, request.FILES or None)
    taken = _take(request, form) if form.is_valid() else Taken()
    if request.headers.get("Accept") == "application/json":
        return _in_json(form, taken)
    if taken.papers:
        for name, why in taken.refused:
            messages.error(request, f"{name}: {why}")
        return redirect("ingest:review")
    for name, why in taken.refused:
        form.add_error("file" if name else "source", f"{name}: {why}" if name else why)
    waiting = Paper.objects.waiting_for(request.user).count()
    return _page(request, "ingest/source.html", {"form": form, "waiting": waiting})


def _take(request: DeskRequest, form: SourceForm) -> Taken:
    taken = Taken()
    fields = form.cleaned_data
    until = time.monotonic() + MOST_SECONDS
    given = [(upload.name or "", upload) for upload in fields["file"]]
    if fields["source"].strip():
        given.insert(0, ("", fields["source"]))
    for name, one in given:
        if time.monotonic() > until:
            taken.refused.append((name, _("Reading took too long. Send this file once more.")))
            continue
        try:
            if name:
                source = door.read(one.read(door.MOST_BYTES + 1), name)
            else:
                source = door.read_pasted(one)
        except door.Refused as refused:
            taken.refused.append((name, str(refused)))
        else:
            taken.papers.append(
                Paper.keep(source, name, fields["agency"], fields["language"], request.user)
            )
    return taken


def _in_json(form: SourceForm, taken: Taken) -> JsonResponse:
    papers = [
        {"name": paper.name, "title": paper.reading["title"], "doubts": paper.warnings}
        for paper in taken.papers
    ]
    refused = [{"name": name, "why": why} for name, why in taken.refused]
    problems = [problem for found in form.errors.values() for problem in found]
    return JsonResponse({"papers": papers, "refused": refused, "problems": problems})


def review(request: DeskRequest) -> HttpResponse:
    """Show what was read and waits, to be corrected; make of it what is asked for."""
    if not somewhere(request.user, Action.WRITE):
        raise PermissionDenied
    waiting = Paper.objects.waiting_for(request.user)
    papers = list(waiting.select_related("agency").prefetch_related("agency__contacts"))
    act = next((name for name in ("draft", "historical", "discard") if name in request.POST), "")
    sent = [paper for paper in papers if f"paper-{paper.pk}-title" in request.POST]
    if act:
        forms = [PaperForm(paper, request.POST) for paper in sent]
        return _act(request, act, forms)
    if not papers:
        return redirect("ingest:read")
    forms = [PaperForm(paper) for paper in papers[:MOST_SHOWN]]
    return _review(request, forms, more=len(papers) - len(forms))


def _act(request: DeskRequest, act: str, forms: list[PaperForm]) -> HttpResponse:
    """Do what is asked with each that is ticked; what was typed into the others is kept."""
    done: list[Release] = []
    left: list[PaperForm] = []
    for form in forms:
        if form.is_chosen and act == "discard":
            form.paper.delete()
        elif form.is_chosen and (release := _made(request, form, act)):
            done.append(release)
        else:
            form.paper.typed = form.typed()
            form.paper.save(update_fields=["typed"])
            left.append(form if form.is_chosen else PaperForm(form.paper))
    for release in done:
        messages.success(request, _said(release))
    if any(form.is_bound for form in left):
        return _review(request, left, more=0)
    if not any(form.is_chosen for form in forms):
        messages.warning(request, _("Tick what you want to take first."))
    if Paper.objects.waiting_for(request.user).exists():
        return redirect("ingest:review")
    if len(done) == 1:
        return redirect("admin:releases_release_change", done[0].pk)
    return redirect("admin:releases_release_changelist" if done else "ingest:read")


def _made(request: DeskRequest, form: PaperForm, act: str) -> Release | None:
    """Make a draft or a historical release; where that is refused the form says why."""
    if not form.is_valid():
        return None
    fields = {name: value for name, value in form.cleaned_data.items() if name != "chosen"}
    try:
        return made(form.paper, request.user, fields, historical=act == "historical")
    except MoveRefused as refused:
        for problem in refused.problems:
            form.add_error(None, problem)
    return None


def _said(release: Release) -> str:
    """What a text has become, as a link to it; two with one headline differ by their numbers."""
    if release.state == State.SUBMITTED:
        sentence = _("“%(title)s” waits for approval now.") % {"title": release}
    else:
        sentence = _("“%(title)s” is a draft now.") % {"title": release}
    numbers = ", ".join(release.paper_numbers.splitlines())
    address = reverse("admin:releases_release_change", args=[release.pk])
    link = format_html('<a href="{}">{}</a>', address, sentence)
    return format_html("{} ({})", link, numbers) if numbers else link


def _review(request: DeskRequest, forms: list[PaperForm], more: int) -> HttpResponse:
    title = ngettext("%(count)d text was read", "%(count)d texts were read", len(forms))
    context = {"forms": forms, "more": more, "title": title % {"count": len(forms)}}
    return _page(request, "ingest/review.html", context)


def _page(request: DeskRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(
        request, template, admin.site.each_context(request) | {"title": _("Read in")} | context
    )
