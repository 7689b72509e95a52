"""A switch that closes the newsroom for a while: 503 on every address, without the database.

The switch is a file, so nothing has to be restarted; see docs/operating.md. What is answered is a
static file as well, and a server in front can give it while this application does not run at all.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from api import problems
from newsroom import health

PAGE = settings.BASE_DIR / "static" / "maintenance.html"
RETRY_AFTER = "600"  # seconds


def is_on() -> bool:
    return (settings.VAR_DIR / "maintenance").exists()


class Maintenance:
    """While `VAR_DIR/maintenance` is there, everybody is told to come back.

    Whoever looks after the newsroom is told how it stands all the same.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_on() or request.path_info in health.ADDRESSES:
            return self.get_response(request)
        if problems.is_asked(request):
            return problems.closed(RETRY_AFTER).plain_answer()
        response = HttpResponse(PAGE.read_bytes(), status=503)
        response["Retry-After"] = RETRY_AFTER
        response["Cache-Control"] = "no-store"
        return response
