"""The files of the open data over HTTP, whole or in part, and the page that lists them."""

import os
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from api.opendata import dictionary, exporting
from api.opendata.tables import DICTIONARIES, FILES, MEDIA_TYPES
from api.problems import Problem
from releases.files.ranges import ranged

KEPT = "public, max-age=30, must-revalidate"
WAIT = "60"  # seconds


@require_safe
def file(request: HttpRequest, name: str) -> HttpResponseBase:
    """One of the files. Refused while it says what was taken back since it was made."""
    if name not in FILES and name not in DICTIONARIES:
        raise Http404
    made = exporting.last()
    if made is None or not is_still_true(made):
        return being_made().plain_answer()
    try:
        content = (exporting.folder() / name).open("rb")
    except FileNotFoundError:
        return being_made().plain_answer()
    kept = os.fstat(content.fileno())
    if kept.st_size != made["files"][name]["size"]:  # another one took its place just now
        content.close()
        return being_made().plain_answer()
    response = ranged(
        request,
        content,
        size=kept.st_size,
        media_type=MEDIA_TYPES[name.rpartition(".")[2]],
        name=name,
        etag=f'"{made["files"][name]["sha256"][:32]}"',
        last_modified=int(kept.st_mtime),
    )
    response["Cache-Control"] = KEPT if response.status_code < 400 else "no-store"
    return response


def is_still_true(made: exporting.State) -> bool:
    """Whether nothing was taken back since."""
    return made["state"] | exporting.gone() == made["state"]


def being_made() -> Problem:
    return Problem(
        503,
        "This file is being made anew. Try again in a minute.",
        headers={"Retry-After": WAIT},
    )


class OpenData(TemplateView):
    """What there is to be taken away, and what its columns mean."""

    template_name = "api/open.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        made = exporting.last()
        tables: dict[str, Any] = {}
        for name, table in FILES.items():
            one = tables.setdefault(table.name, {"table": table, "files": []})
            one["files"].append({"name": name, **(made["files"][name] if made else {})})
            if name.endswith(".csv"):
                one["columns"] = dictionary.columns(name, table)
        context = {"tables": tables.values(), "dictionaries": DICTIONARIES, "made": made}
        return super().get_context_data(**kwargs, **context)
