"""Finished answers are kept, with their headers, and given again as long as they are true."""

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple, TypeGuard, cast

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from newsroom import maintenance
from newsroom.compression import TEXTS
from newsroom.keeping import replica
from newsroom.keeping.memory import Era, Memory

KEPT = (200, 410)
# The desk, programs that are counted, files, and what holds a secret; then what is made of more
# than the database: files on disk, and a window that moves with every second.
NEVER = tuple(
    f"{root}{name}"
    for root in ("/", "/en/")
    for name in (
        *("admin/", "api/v1/", "static/", "files/", "renditions/", "logos/"),
        *("preview/", "embargo/", "invitation/", "subscribe/", "subscriptions/"),
        *("open/", "sitemaps/news.xml"),
    )
)
# Pages, feeds and maps; what has another ending is a file.
ENDINGS = ("/", ".xml", ".json")
CONDITIONS = (
    *("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"),
    *("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE"),
)
OWN = ("HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_RANGE")


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    content: bytes


class KeepPublic:
    """Keeps the pages of whoever brings nothing of their own. Not used where PAGES_KEPT_MB is 0.

    Everybody's requests get `remembered(key, make)`, for what many pages show.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.PAGES_KEPT_MB:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.memory = Memory(settings.PAGES_KEPT_MB * 1024 * 1024)
        self.replica = replica.Replica() if replica.REPLICA in settings.DATABASES else None

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.remembered = self._remembered  # type: ignore[attr-defined]
        if not asks_for_a_page(request) or maintenance.is_on():
            return self.get_response(request)
        # First the version, then the content.
        era = self.memory.era()
        if era is None:
            return self.get_response(request)
        key = key_of(request)
        answer = self.memory.get(key)
        if answer is None:
            if request.method != "GET":
                return self.get_response(request)
            response = self._made(request, era)
            if not may_be_kept(response):
                return conditional(request, response)
            answer = Answer(response.status_code, dict(response.items()), response.content)
            self.memory.keep(era, key, answer, size(key, answer))
        return given(request, answer)

    def _remembered(self, key: Hashable, make: Callable[[], Any]) -> Any:
        return self.memory.remembered(key, replica.of_the_primary(make))

    def _made(self, request: HttpRequest, era: Era) -> HttpResponseBase:
        """The whole answer, made of what the replica has, where that will do."""
        if self.replica and self.replica.has(era):
            with replica.reading():
                response = self._unconditional(request)
            if response.status_code < 500:
                return response
            self.replica.failed()
        return self._unconditional(request)

    def _unconditional(self, request: HttpRequest) -> HttpResponseBase:
        """The whole answer: who has it already brings nobody else to it."""
        asked = {name: request.META.pop(name) for name in CONDITIONS if name in request.META}
        try:
            return self.get_response(request)
        finally:
            request.META.update(asked)


def asks_for_a_page(request: HttpRequest) -> bool:
    """Whether a request is anybody's, as far as can be told from it."""
    return (
        request.method in ("GET", "HEAD")
        and request.path_info.endswith(ENDINGS)
        and not request.path_info.startswith(NEVER)
        and not any(request.META.get(name) for name in OWN)
    )


def key_of(request: HttpRequest) -> tuple:
    """What an answer depends on: where and what was asked, as it was sent, and if compressed."""
    meta = request.META
    host = meta.get("HTTP_HOST") or (meta["SERVER_NAME"], meta["SERVER_PORT"])
    compressed = bool(re_accepts_gzip.search(meta.get("HTTP_ACCEPT_ENCODING", "")))
    return request.scheme, host, request.path, meta.get("QUERY_STRING", ""), compressed


def may_be_kept(response: HttpResponseBase) -> TypeGuard[HttpResponse]:
    """Whether an answer is everybody's: a page or feed, that says nothing else of itself."""
    if response.status_code not in KEPT or response.streaming or response.cookies:
        return False
    kept = _words(response, "Cache-Control")
    kind = response.get("Content-Type", "").partition(";")[0]
    varies = _words(response, "Vary") - {"accept-encoding"}
    return kind in TEXTS and not varies and not {"private", "no-store"} & kept


def _words(response: HttpResponseBase, header: str) -> set[str]:
    said = response.get(header, "").lower().split(",")
    return {word.strip() for word in said} - {""}


def size(key: tuple, answer: Answer) -> int:
    """Of what is kept, with about what its objects take."""
    words = [*map(str, key), *answer.headers, *answer.headers.values()]
    return len(answer.content) + sum(map(len, words)) + 2_000


def given(request: HttpRequest, answer: Answer) -> HttpResponseBase:
    """A kept answer to a request: whole, only its head, or that nothing has changed."""
    content = b"" if request.method == "HEAD" else answer.content
    response = HttpResponse(content, status=answer.status, headers=answer.headers)
    return conditional(request, response)


def conditional(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """As ConditionalGetMiddleware has it: 304, or 412, where a request's conditions want that."""
    if not any(name in request.META for name in CONDITIONS):
        return response
    modified = response.get("Last-Modified")
    answer = get_conditional_response(
        request,
        etag=response.get("ETag"),
        last_modified=parse_http_date_safe(modified) if modified else None,
        response=cast(HttpResponse, response),
    )
    if answer is response or answer is None:
        return response
    for name, text in response.items():  # what stands on every answer, such as the policy
        if not name.startswith(("Content-Type", "Content-Length", "Content-Encoding")):
            answer.headers.setdefault(name, text)
    return answer
