"""A file sent whole or in part, as RFC 9110 asks in section 14."""

from io import BytesIO

import pytest
from django.http import HttpResponse
from django.middleware.http import ConditionalGetMiddleware
from django.test import RequestFactory

from releases.files.ranges import BLOCK, ranged

CONTENT = b"0123456789"
ETAG = '"a1"'


def answer(method: str = "get", content: BytesIO | None = None, **headers: str) -> HttpResponse:
    """Through the middleware too, which looks at the same headers."""
    content = content or BytesIO(CONTENT)
    etag = headers.pop("etag", ETAG)

    def view(request):
        return ranged(
            request, content, len(content.getvalue()), "video/mp4", etag=etag, name="acara.mp4"
        )

    request = getattr(RequestFactory(), method)("/", headers=headers)
    return ConditionalGetMiddleware(view)(request)


def test_it_works():
    response = answer()
    assert response.status_code == 200
    assert response.getvalue() == CONTENT
    assert response.headers == {
        "Accept-Ranges": "bytes",
        "ETag": ETAG,
        "Content-Length": "10",
        "Content-Type": "video/mp4",
        "Content-Disposition": 'inline; filename="acara.mp4"',
    }


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-9", 0, 9),
        ("bytes=2-5", 2, 5),
        ("bytes=5-", 5, 9),
        ("bytes=0-", 0, 9),
        ("bytes=9-", 9, 9),
        ("bytes=5-100", 5, 9),
        ("bytes=-3", 7, 9),
        ("bytes=-10", 0, 9),
        ("bytes=-11", 0, 9),
        ("BYTES=2-5", 2, 5),
        ("bytes= 2-5 ", 2, 5),
    ],
)
def test_one_range_is_sent(wanted, first, last):
    response = answer(range=wanted)
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/10"
    assert response["Content-Length"] == str(last - first + 1)
    assert response["ETag"] == ETAG
    assert response.getvalue() == CONTENT[first : last + 1]


@pytest.mark.parametrize(
    "wanted",
    [
        "bytes=0-1,3-4",
        "bytes=5-2",
        "bytes=-",
        "bytes=",
        "bytes",
        "bytes=a-b",
        "bytes=1-2-3",
        "bytes=+1-2",
        "bytes=\u0661-\u0662",
        "bytes=" + "9" * 5000 + "-",
        "items=0-1",
        "0-1",
        "",
    ],
)
def test_what_is_no_single_range_gets_the_whole(wanted):
    response = answer(range=wanted)
    assert (response.status_code, response.getvalue()) == (200, CONTENT)
    assert "Content-Range" not in response.headers


@pytest.mark.parametrize("wanted", ["bytes=10-", "bytes=10-20", "bytes=99-", "bytes=-0"])
def test_a_range_outside_of_the_file_is_refused(wanted):
    content = BytesIO(CONTENT)
    response = answer(range=wanted, content=content)
    assert (response.status_code, response.content) == (416, b"")
    assert response["Content-Range"] == "bytes */10"
    assert content.closed


@pytest.mark.parametrize(
    ("if_range", "etag", "status"),
    [
        (ETAG, ETAG, 206),
        ('"b2"', ETAG, 200),
        ('W/"a1"', ETAG, 200),
        ('W/"a1"', 'W/"a1"', 200),
        ("Wed, 21 Oct 2026 07:28:00 GMT", ETAG, 200),
    ],
)
def test_a_range_of_another_file_gets_the_whole(if_range, etag, status):
    headers = {"range": "bytes=2-5", "if-range": if_range}
    assert answer(etag=etag, **headers).status_code == status


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("known", [ETAG, f'W/{ETAG}, "b2"', "*"])
def test_what_is_known_is_not_sent_again(method, known):
    content = BytesIO(CONTENT)
    headers = {"range": "bytes=2-5", "if-none-match": known}
    response = answer(method, content, **headers)
    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == ETAG
    assert content.closed


def test_another_tag_gets_the_range():
    headers = {"range": "bytes=2-5", "if-none-match": '"b2"'}
    assert answer(**headers).status_code == 206


def test_a_file_that_is_not_the_one_meant_is_refused():
    content = BytesIO(CONTENT)
    assert answer(content=content, **{"if-match": '"b2"'}).status_code == 412
    assert content.closed


def test_head_tells_of_the_whole():
    content = BytesIO(CONTENT)
    response = answer("head", content, range="bytes=2-5")
    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Length"] == "10"
    assert response["Accept-Ranges"] == "bytes"
    assert "Content-Range" not in response.headers
    assert content.closed


def test_an_empty_file_has_no_ranges():
    response = answer(content=BytesIO(), range="bytes=0-")
    assert (response.status_code, response.getvalue()) == (200, b"")
    assert response["Content-Length"] == "0"


@pytest.mark.django_db  # the end of a response looks after connections
def test_the_file_is_closed_with_the_response():
    content = BytesIO(CONTENT)
    response = answer(content=content)
    assert not content.closed
    response.close()
    assert content.closed


def test_it_is_read_block_by_block():
    content = BytesIO(bytes(2 * BLOCK + 10))
    sizes = [len(block) for block in answer(content=content, range=f"bytes=5-{2 * BLOCK + 5}")]
    assert sizes == [BLOCK, BLOCK, 1]


def test_it_can_be_offered_for_saving_under_any_name():
    response = ranged(
        RequestFactory().get("/"),
        BytesIO(CONTENT),
        10,
        "application/pdf",
        etag=ETAG,
        name='laporan "akhir" é.pdf',
        as_attachment=True,
    )
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''laporan%20%22akhir%22%20%C3%A9.pdf"
    )
