"""Files that people take away from the desk: the releases that were found or chosen."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.desk import DeskRequest, asks_for_nul
from releases import listing
from releases.models import Release

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = ("csv", "xlsx")


def attached(file: HttpResponseBase, name: str) -> HttpResponseBase:
    """A file to be kept under a name, by the person and by nobody between."""
    file["Content-Disposition"] = f'attachment; filename="{name}"'
    file["Cache-Control"] = "private, no-store"
    return file


def found_view(request: DeskRequest, desk: admin.ModelAdmin, form: str) -> HttpResponseBase:
    """All that the list finds with the same question, on all its pages.

    Args:
        request: with the list's own query.
        desk: whose list it is; it says what the person may see.
        form: one of FORMATS.
    """
    if form not in FORMATS:
        raise Http404
    back = reverse("admin:releases_release_changelist")
    if asks_for_nul(request):
        return HttpResponseRedirect(back)
    try:
        found: Any = desk.get_changelist_instance(request)
    except IncorrectLookupParameters:
        return HttpResponseRedirect(f"{back}?e=1")  # as the list itself
    return as_file(request, found.queryset, form)


def as_file(request: DeskRequest, releases: QuerySet[Release], form: str) -> HttpResponseBase:
    site = request.build_absolute_uri("/").rstrip("/")
    if form == "csv":
        rows = listing.as_csv(releases, site)
        return attached(StreamingHttpResponse(rows, content_type="text/csv"), "releases.csv")
    workbook = listing.as_xlsx(releases, site)
    return attached(HttpResponse(workbook, content_type=XLSX), "releases.xlsx")


@admin.action(permissions=["view"], description=_("Take the chosen away as CSV"))
def chosen_as_csv(
    desk: admin.ModelAdmin, request: DeskRequest, chosen: QuerySet[Release]
) -> HttpResponseBase:
    return as_file(request, chosen, "csv")


@admin.action(permissions=["view"], description=_("Take the chosen away as an Excel file"))
def chosen_as_xlsx(
    desk: admin.ModelAdmin, request: DeskRequest, chosen: QuerySet[Release]
) -> HttpResponseBase:
    return as_file(request, chosen, "xlsx")
