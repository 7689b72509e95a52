"""The pages behind links: a preview of a revision, and a sealed edition before its time."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from numbering.clock import database_now
from releases.links.door import admitted, by_link
from releases.links.sheets import shown
from releases.models import Edition, Opening
from releases.models.link import Shows, Standing


@by_link
def preview(request: HttpRequest, token: str) -> HttpResponseBase:
    """One revision, as long as its link is valid."""
    return _page(request, Shows.PREVIEW, token)


@by_link
def embargo(request: HttpRequest, token: str) -> HttpResponseBase:
    """A sealed edition before its time; afterwards to the public page, or to its tombstone."""
    return _page(request, Shows.EMBARGO, token)


def _page(request: HttpRequest, kind: Shows, token: str) -> HttpResponseBase:
    link, standing = admitted(kind, token)
    if link.edition and standing == Standing.PUBLIC:
        return redirect(link.edition)
    edition = shown(link, token)
    # Who only asks what is there has not read it.
    opened = Opening.objects.record(link, request).at if request.method == "GET" else database_now()
    said = [link.recipient, date_format(localtime(opened), "SHORT_DATETIME_FORMAT")]
    watermark = " · ".join(filter(None, said))
    context = {
        "link": link,
        "edition": edition,
        "published": Edition.objects.published().filter(release=link.release_id).first(),
        "opened_at": opened,
        "paper": reverse("documents:by_link", args=[token]) if link.edition else "",
        "watermark": watermark,
        "watermark_width": 13 * len(watermark) + 90,  # in pixels, so that it meets no other
    }
    return render(request, "releases/by_link.html", context)
