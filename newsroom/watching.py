"""Each request gets a name, which every line of the log bears, and is counted and timed.

Outermost of all, so that what it measures is what a visitor waits for.
"""

import re
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from newsroom import metrics
from newsroom.logs import request_id

# What a server in front may call a request; anything else is somebody's invention.
NAME = re.compile(r"[0-9A-Za-z_-]{8,64}")


class Watched:
    """Names, counts and times what is asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        named = request_id.set(name_of(request))
        try:
            response = self.get_response(request)
            metrics.answered(request.path_info, response.status_code, time.perf_counter() - began)
            return response
        finally:
            request_id.reset(named)


def name_of(request: HttpRequest) -> str:
    """The name that the server in front gave a request, if one is to be believed; or a new one."""
    if settings.BEHIND_PROXY:
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        if NAME.fullmatch(given):
            return given
    return secrets.token_hex(16)
