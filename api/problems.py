"""What is answered where something is wrong: RFC 9457, Problem Details for HTTP APIs.

All of it is English, whoever asks: it is read by those who write programs, and searched for. The
readable page says the same in both languages.
"""

import math
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

from api.encoding import as_json

MEDIA_TYPE = "application/problem+json"
ROOT = "/api/"


def is_asked(request: HttpRequest) -> bool:
    """Whether a request is one of a program: all below /api/ but the readable page."""
    return request.path.startswith(ROOT) and request.path != ROOT


class Problem(Exception):
    """A request that is not answered with what it asked for.

    Args:
        status: of the answer.
        detail: what is wrong, and what to do.
        type: the anchor on the readable page where this problem is explained; without one its title
            says no more than the status does.
        title: in a few words what is wrong; needed where there is a type.
        headers: of the answer.
        more: members of the answer besides.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        type: str = "",  # noqa: A002 - the word of the standard
        title: str = "",
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.anchor, self.title = status, detail, type, title
        self.headers, self.more = headers or {}, more

    def answer(self, request: HttpRequest) -> HttpResponse:
        page = f"{ROOT}#{self.anchor}"
        return self.plain_answer(request.build_absolute_uri(page) if self.anchor else "about:blank")

    def plain_answer(self, kind: str = "about:blank") -> HttpResponse:
        """The answer, without asking the request for the name of its host, which may be wrong."""
        said = {
            "type": kind,
            "title": self.title or HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        return HttpResponse(
            as_json(said | self.more),
            status=self.status,
            content_type=MEDIA_TYPE,
            headers={"Cache-Control": "no-store", "Content-Language": "en"} | self.headers,
        )


def not_found() -> Problem:
    """The same whether something is hidden there or was never there."""
    return Problem(404, "There is nothing public at this address. /api/v1/ says what there is.")


def not_allowed(allowed: str) -> Problem:
    return Problem(
        405, "This API is only read: use GET, HEAD or OPTIONS.", headers={"Allow": allowed}
    )


def wrong_parameters(errors: list[dict[str, str]]) -> Problem:
    """All that is wrong with the parameters at once.

    Args:
        errors: each with `parameter` and `detail`.
    """
    return Problem(
        400,
        "Some parameters make no sense. Each is named in `errors`, with what to do.",
        type="wrong-parameters",
        title="Wrong parameters",
        errors=errors,
    )


def too_many(wait: timedelta, policy: str) -> Problem:
    seconds = math.ceil(wait.total_seconds())
    return Problem(
        429,
        f"From your network came more requests than are answered at a time. Wait {seconds} s.",
        type="too-many-requests",
        title="Too many requests",
        headers={"Retry-After": str(seconds), "RateLimit": f'"{policy}";r=0;t={seconds}'},
    )


def broken() -> Problem:
    return Problem(500, "Something went wrong on our side. Try again later.")


def unreadable() -> Problem:
    return Problem(400, "The request could not be read.")


def not_now(retry_after: str) -> Problem:
    """For the time that the database does not answer."""
    return Problem(
        503,
        "The newsroom can't answer at the moment. Try again later.",
        headers={"Retry-After": retry_after},
    )


def closed(retry_after: str) -> Problem:
    """For the time of maintenance."""
    return Problem(
        503,
        "The newsroom is down for maintenance. Try again later.",
        headers={"Retry-After": retry_after},
    )
