"""The sheet behind an embargo link: marked, and for one person."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from agencies.discreet import KEPT
from documents import marks
from documents.desk import SHEET
from documents.views import sent
from releases.links.door import admitted, by_link
from releases.models import Opening
from releases.models.link import Shows, Standing


@by_link
def sheet(request: HttpRequest, token: str) -> HttpResponseBase:
    """A sealed edition before its time; afterwards to the page of its release."""
    link, standing = admitted(Shows.EMBARGO, token)
    edition: Any = link.edition
    if standing == Standing.PUBLIC:
        return redirect(edition)
    if request.method == "GET":
        Opening.objects.record(link, request)
    return sent(request, edition, SHEET, marks.behind_a_link(edition, link.recipient), KEPT)
