"""The door of links: one answer to every secret that opens nothing, and what every answer says.

No answer is cached, indexed, or sets a cookie, and none tells its address to another site.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from agencies.discreet import HEADERS
from numbering.clock import database_now
from releases.models import Link
from releases.models.link import Standing

View = Callable[..., HttpResponseBase]


def admitted(kind: str, token: str) -> tuple[Link, Standing]:
    """The link with a secret, and what it does now.

    Returns:
        A link that is valid, or that leads to the public page.

    Raises:
        Http404: it does neither, or there is none.
    """
    link = Link.objects.known_by(kind, token)
    standing = link.standing(database_now()) if link else None
    if link is None or standing not in (Standing.VALID, Standing.PUBLIC):
        raise Http404
    return link, standing


def closed() -> HttpResponse:
    """The page behind every link that is not valid, the same to a byte whatever the reason.

    It is rendered without the request, whose address its links would repeat.
    """
    return HttpResponse(render_to_string("releases/no_link.html"), status=404)


def by_link(view: View) -> View:
    """A view behind the door: GET and HEAD alone, one page for all that is refused."""

    @wraps(view)
    def behind_the_door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase
        if request.method not in ("GET", "HEAD"):
            response = HttpResponseNotAllowed(["GET", "HEAD"])
        else:
            try:
                response = view(request, *args, **kwargs)
            except Http404:
                response = closed()
        for name, said in HEADERS.items():
            response[name] = said
        return response

    return behind_the_door
