"""A kept file sent over HTTP, whole or in part (RFC 9110, section 14)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

BLOCK = 64 * 1024
ONE_RANGE = re.compile(r"bytes=[ \t]*([0-9]{0,18})-([0-9]{0,18})[ \t]*", re.IGNORECASE)


class Unsatisfiable(Exception):
    """The range lies outside of the file."""


class Stretch:
    """Some bytes of an open file, read as they are sent; closing it closes the file."""

    def __init__(self, content: IO[bytes], first: int, length: int) -> None:
        self.content, self.first, self.length = content, first, length

    def __iter__(self) -> Iterator[bytes]:
        self.content.seek(self.first)
        left = self.length
        while left and (block := self.content.read(min(BLOCK, left))):
            left -= len(block)
            yield block

    def close(self) -> None:
        self.content.close()


def ranged(
    request: HttpRequest,
    content: IO[bytes],
    size: int,
    media_type: str,
    *,
    etag: str,
    name: str,
    as_attachment: bool = False,
    last_modified: int | None = None,
) -> HttpResponseBase:
    """Answer a GET or HEAD for a file, streaming it, or leaving that to the server in front.

    One range of bytes is answered with that range. Several, another unit or a range that is
    not well formed are answered with the whole, as section 14.2 allows.

    Args:
        request: the request; its Range, If-Range, If-None-Match and If-Match are heeded.
        content: the open file; it is closed with the response, or before if nothing of it is
            sent.
        size: its length in bytes.
        media_type: sent as Content-Type.
        etag: the entity tag with its quotes, `"…"`, or `W/"…"` for a weak one.
        name: the name offered when the file is saved.
        as_attachment: whether the browser shall save it rather than show it.
        last_modified: when it was changed last, in seconds since 1970, where that is told.

    Returns:
        200, 206, 304, 412 or 416, without a Cache-Control, which is the caller's to set.
    """
    headers = {"Accept-Ranges": "bytes", "ETag": etag}
    if last_modified is not None:
        headers["Last-Modified"] = http_date(last_modified)
    conditional = get_conditional_response(request, etag=etag, last_modified=last_modified)
    if conditional is not None:
        content.close()
        conditional.headers["ETag"] = etag
        return conditional

    try:
        wanted = _wanted_range(request, etag, size)
    except Unsatisfiable:
        content.close()
        return HttpResponse(status=416, headers=headers | {"Content-Range": f"bytes */{size}"})

    if disposition := content_disposition_header(as_attachment, name):
        headers["Content-Disposition"] = disposition
    if address := _in_front(content):
        content.close()
        headers["X-Accel-Redirect"] = address
        return HttpResponse(content_type=media_type, headers=headers)

    first, last = wanted or (0, size - 1)
    headers["Content-Length"] = str(last - first + 1)
    if wanted:
        headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    if request.method == "HEAD":
        content.close()
        return HttpResponse(content_type=media_type, headers=headers)
    return StreamingHttpResponse(
        Stretch(content, first, last - first + 1),
        status=206 if wanted else 200,
        content_type=media_type,
        headers=headers,
    )


def _in_front(content: IO[bytes]) -> str:
    """Where nginx finds an open file, as deploy/nginx.conf names it; "" where it sends none.

    It heeds the range itself, as section 14.2 says and as `_wanted_range` does.
    """
    if not settings.ACCEL:
        return ""
    try:
        path = Path(getattr(content, "path", content.name))  # of a field's file, or of any other
    except NotImplementedError:  # it lies on another machine
        return ""
    if not any(folder in path.parents for folder in settings.ACCEL_FOLDERS):
        return ""
    return quote(f"/_kept/{path.relative_to(settings.VAR_DIR)}")


def _wanted_range(request: HttpRequest, etag: str, size: int) -> tuple[int, int] | None:
    """The first and last byte asked for, or None for the whole.

    Raises:
        Unsatisfiable: the range begins behind the end, or is the last 0 bytes.
    """
    if request.method != "GET" or not size:  # section 14.2: a range is defined for GET alone
        return None
    if not _same_file(request.headers.get("If-Range"), etag):
        return None
    match = ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    if match is None or match[0].strip().endswith("=-"):
        return None
    return _bounds(match[1], match[2], size)


def _same_file(if_range: str | None, etag: str) -> bool:
    """Section 13.1.5: only a strong tag tells that the part kept is a part of this file."""
    return if_range is None or (if_range == etag and etag.startswith('"'))


def _bounds(first: str, last: str, size: int) -> tuple[int, int] | None:
    if not first:
        if not int(last):
            raise Unsatisfiable
        return max(0, size - int(last)), size - 1
    if last and int(last) < int(first):
        return None  # section 14.1.1: such a range is invalid, and may be ignored
    if int(first) >= size:
        raise Unsatisfiable
    return int(first), min(int(last) if last else size, size - 1)
