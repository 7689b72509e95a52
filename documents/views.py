"""Papers for the public: of the current edition, and of earlier ones."""

import logging

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from documents import marks
from documents.kinds import KINDS
from documents.marks import Mark
from releases.files.ranges import ranged
from releases.models import Edition
from releases.reading import numbered, seen_at, tombstone

# It may be kept, but is asked for again: it may be corrected or withdrawn by then.
CHECKED = "public, no-cache"

logger = logging.getLogger(__name__)


@require_safe
def current(request: HttpRequest, year: int, month: int, slug: str, kind: str) -> HttpResponseBase:
    """A paper of the release as it is now; the tombstone's page where it was withdrawn."""
    edition = seen_at(year, month, slug)[-1]
    if edition.withdrawn:
        return tombstone(request, edition)
    return sent(request, edition, kind, marks.of_current(edition), CHECKED)


@require_safe
def earlier(
    request: HttpRequest, year: int, month: int, slug: str, number: int, kind: str
) -> HttpResponseBase:
    """A paper of an edition that is no longer current, which says so."""
    seen = seen_at(year, month, slug)
    if seen[-1].withdrawn:
        return tombstone(request, seen[-1])
    edition = numbered(seen, number)
    if edition == seen[-1]:
        return redirect("documents:current", *edition.path.split("/"), kind)
    response = sent(request, edition, kind, marks.of_earlier(edition), CHECKED)
    response["X-Robots-Tag"] = "noindex"
    return response


def sent(
    request: HttpRequest, edition: Edition, kind: str, said: list[Mark], kept: str
) -> HttpResponseBase:
    """A paper, for whoever was let in.

    Args:
        kind: one of KINDS.
        said: the marks on it.
        kept: how the answer may be kept, as `Cache-Control` says it.

    Raises:
        Http404: a file that it shows is gone from the storage.
    """
    how = KINDS[kind]
    try:
        path = how.made(edition, said)
        content = path.open("rb")
    except FileNotFoundError as error:
        logger.exception("No paper can be made of edition %s.", edition.pk)
        raise Http404 from error
    response = ranged(
        request,
        content,
        size=path.stat().st_size,
        media_type=how.media_type,
        name=name_of(edition, kind),
        etag=f'"{path.stem}"',
        as_attachment=how.as_attachment,
    )
    response["Cache-Control"], response["Content-Language"] = kept, edition.language
    return response


def name_of(edition: Edition, kind: str) -> str:
    """What a paper is called when it is saved: by its number, `1158-SP-HMS-03-2020.pdf`."""
    ending = kind.rpartition(".")[2]
    number = "".join(letter if letter.isalnum() else "-" for letter in edition.numbers[0])
    return f"{number.strip('-') or 'sheet'}.{ending}"
