"""Everybody's pages may read what is here for programs: the API, and the files of open data."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

OPEN = ("/api/", "/open/")
EXPOSED = (
    "Accept-Ranges, Allow, Content-Range, ETag, Link, RateLimit, RateLimit-Policy, Retry-After"
)
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since, Range",
    "Access-Control-Max-Age": "86400",
}


class OpenToAllOrigins:
    """Says so on every answer, errors and 304 among them. It stands outside of what makes those."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path.startswith(OPEN):
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = EXPOSED
            if request.method == "OPTIONS":
                for name, text in PREFLIGHT.items():
                    response[name] = text
        return response
