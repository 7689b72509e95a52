"""What an open form asks for: keep this, what will it be, show it, clean this paste."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.desk import DeskRequest
from numbering.errors import RegisterRefused
from releases import approval, number_checks
from releases.admin import outlook, unsaved
from releases.admin.as_typed import as_typed
from releases.checks.examining import examine
from releases.models import Release
from releases.pasting import tidied

LONGEST_PASTE = 1_000_000  # characters: some hundred pages with all that Word adds


def autosave_view(desk: ModelAdmin, request: DeskRequest, release: Release | None) -> HttpResponse:
    """Keep what was typed, and tell what it will be and who else is at it.

    A POST of the whole form; with `_dirty=0` it only says that the form is still open. The
    answer is JSON: `said` (what to show beside the form), `outlook` (HTML), `others` (HTML).
    """
    dirty = request.POST.get("_dirty") == "1"
    request.unattended = not dirty
    copy = unsaved.at_it(release, request.user, request.POST if dirty else None)
    with as_typed(desk, request, release) as (written, problems):
        context = what_will_be(written) if written else {"problems": problems}
        shown = render_to_string("admin/releases/release/outlook.html", context, request)
    said = ""
    if copy.typed_at:
        at = date_format(localtime(copy.typed_at), "TIME_FORMAT")
        said = _("Kept at %(time)s, not saved yet.") % {"time": at}
    others = {
        "others": unsaved.others(release, request.user),
        "saved_since": unsaved.saved_since(release, request.POST.get("revision_read", "")),
    }
    return JsonResponse(
        {
            "said": said,
            "outlook": shown,
            "others": render_to_string("admin/releases/release/others.html", others, request),
        }
    )


def leave_view(desk: ModelAdmin, request: DeskRequest, release: Release | None) -> HttpResponse:
    """The form is closed: keep what was typed last, or tell nobody of it any more. A POST."""
    if request.POST.get("_dirty") == "1":
        unsaved.at_it(release, request.user, request.POST)
    else:
        unsaved.leave(release, request.user)
    return HttpResponse(status=204)


def what_will_be(release: Release) -> dict[str, Any]:
    """What a release would become if it were approved now, and what is to be mended before."""
    return {
        "will_be": {
            "number": outlook.number(release),
            "date": release.date,
            "address": outlook.address(release),
            "lengths": outlook.lengths(release),
        },
        "missing": approval.what_is_missing(release),
        "findings": examine(release),
        "oddities": number_checks.what_is_odd(release),
    }


def preview_view(desk: ModelAdmin, request: DeskRequest, release: Release | None) -> HttpResponse:
    """The public page of a release: as it is typed in the form that is sent, or as it is saved."""
    if request.method != "POST":
        return _previewed(request, release, [])
    with as_typed(desk, request, release) as (written, problems):
        response = _previewed(request, written, problems)
        response.render()  # while it is there
    return response


def _previewed(
    request: DeskRequest, release: Release | None, problems: list[str]
) -> TemplateResponse:
    if release is not None:
        try:
            edition = approval.as_it_will_be(release)
        except (LookupError, RegisterRefused):
            edition = None
        if edition and edition.numbers:
            context = {"edition": edition, "latest": 1, "preview": True}
            context["topics"] = release.topics.all()
            return TemplateResponse(request, "releases/detail.html", context)
        problems = approval.what_is_missing(release)
    context = {"problems": problems}
    return TemplateResponse(request, "admin/releases/release/no_preview.html", context, status=422)


def throw_away_view(
    desk: ModelAdmin, request: DeskRequest, release: Release | None
) -> HttpResponse:
    """Forget what was typed and not saved. A POST."""
    unsaved.forget(release, request.user)
    if release is None:
        return redirect("admin:releases_release_add")
    return redirect(reverse("admin:releases_release_change", args=[release.pk]))


def pasted_view(request: DeskRequest) -> HttpResponse:
    """Clean what was pasted. A POST with `html`; the answer is JSON: `html`, `said`."""
    html = request.POST.get("html", "")
    if len(html) > LONGEST_PASTE:
        said = _("This text is too long to be pasted at once. Paste it in parts.")
        return JsonResponse({"html": "", "said": said}, status=422)
    pasted = tidied(html)
    return JsonResponse({"html": pasted.html, "said": about_pictures(pasted.dropped_images)})


def about_pictures(dropped: int) -> str:
    """What to tell of pictures that a pasted text could not bring along; "" of none."""
    if not dropped:
        return ""
    return ngettext(
        "%(count)d picture of the pasted text could not be taken over. Add it below as a file.",
        "%(count)d pictures of the pasted text could not be taken over. Add them below as files.",
        dropped,
    ) % {"count": dropped}
