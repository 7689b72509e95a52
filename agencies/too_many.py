"""The answer to who asks too often."""

import datetime
import math

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def too_many(request: HttpRequest, wait: datetime.timedelta) -> HttpResponse:
    """A page with status 429 that says how long to wait, and says it to software in `Retry-After`.

    Args:
        request: what is refused.
        wait: how long; longer than nothing.
    """
    seconds = math.ceil(wait.total_seconds())
    context = {"minutes": math.ceil(seconds / 60)}
    response = render(request, "429.html", context, status=429)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "private, no-store"
    return response
