"""Whole answers are kept and given again: whose, which, and how."""

import datetime

import pytest
from django.db import OperationalError
from django.http import FileResponse, HttpResponse, JsonResponse
from django.test import Client, RequestFactory

from newsroom.keeping import version
from newsroom.keeping.middleware import asks_for_a_page, key_of, may_be_kept
from numbering.clock import database_now
from pages.models import Notice
from tests.newsroom.gate import STAFF, TOKEN, about_release, every_address
from tests.thoroughness import once

pytestmark = once

GZIP = {"accept-encoding": "gzip, br"}
LISTS = ["/", "/releases/", "/feeds/rss.xml", "/en/releases/?q=taman"]


@pytest.fixture
def asked_again(visitor, django_assert_num_queries):
    """What is answered when the database is asked nothing."""

    def again(address, method="get", **headers):
        with django_assert_num_queries(0):
            return getattr(visitor, method)(address, headers=headers)

    return again


@pytest.mark.parametrize("headers", [{}, GZIP], ids=["plain", "compressed"])
def test_a_kept_answer_is_the_first_one_with_its_headers(visitor, published, asked_again, headers):
    for address in [*LISTS, published.public_edition().get_absolute_url()]:
        first = visitor.get(address, headers=headers)
        again = asked_again(address, **headers)
        assert first.status_code == again.status_code == 200
        assert again.content == first.content
        assert dict(again.items()) == dict(first.items())
        assert "Content-Security-Policy" in again


def test_a_tombstone_is_kept_too(visitor, published, budi, asked_again):
    address = published.public_edition().get_absolute_url()
    published.withdraw(budi, "Acara itu tidak pernah ada.")
    visitor.get(address)
    assert asked_again(address).status_code == 410


def test_only_the_head(visitor, published, asked_again):
    whole = visitor.get("/releases/", headers=GZIP)
    head = asked_again("/releases/", "head", **GZIP)
    assert head.content == b""
    assert dict(head.items()) == dict(whole.items())


def test_who_has_it_already_is_told_so(visitor, published, asked_again):
    tag = visitor.get("/releases/")["ETag"]
    same = asked_again("/releases/", if_none_match=tag)
    assert (same.status_code, same.content) == (304, b"")
    assert same["ETag"] == tag
    assert same["Vary"] == "Accept-Encoding"
    assert "Content-Type" not in same
    assert asked_again("/releases/", if_none_match='"other"').status_code == 200


def test_who_has_it_already_brings_it_to_others(client, visitor, published, asked_again):
    tag = client.get("/releases/")["ETag"]
    assert visitor.get("/releases/", headers={"if-none-match": tag}).status_code == 304
    assert asked_again("/releases/").status_code == 200


def test_compressed_and_not_are_two_answers(visitor, published, asked_again):
    visitor.get("/releases/", headers=GZIP)
    visitor.get("/releases/")
    assert asked_again("/releases/", **GZIP)["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in asked_again("/releases/")


# --- Whose ---


def test_who_has_signed_in_neither_leaves_nor_gets_a_page(
    visitor, published, ani, django_assert_num_queries
):
    visitor.force_login(ani)
    visitor.get("/releases/")
    visitor.logout()
    for _nth in range(2):  # made for the first who brings nothing, and given to the second
        with django_assert_num_queries(0 if _nth else 1):
            visitor.get("/releases/")
    visitor.force_login(ani)
    with django_assert_num_queries(1):
        visitor.get("/releases/")


@pytest.mark.parametrize(
    "asked",
    [
        {"cookie": "session=x"},
        {"cookie": "a=b"},
        {"authorization": "Basic eDp5"},
        {"range": "bytes=0-1"},
    ],
    ids=str,
)
def test_what_somebody_brings_is_not_for_everybody(asked):
    assert asks_for_a_page(RequestFactory().get("/releases/"))
    assert not asks_for_a_page(RequestFactory().get("/releases/", headers=asked))
    assert not asks_for_a_page(RequestFactory().post("/releases/"))
    assert not asks_for_a_page(RequestFactory().get("/releases/2020/03/kabar/sheet.pdf"))


def test_neither_the_desk_nor_a_secret_is_ever_kept(published):
    about = about_release(published)
    for language in ("id", "en"):
        for address in every_address(STAFF | TOKEN, language, about):
            assert not asks_for_a_page(RequestFactory().get(address)), address


def page(**headers) -> HttpResponse:
    return HttpResponse("x", headers={"Vary": "Accept-Encoding"} | headers)


def with_a_cookie() -> HttpResponse:
    response = page()
    response.set_cookie("a", "b")
    return response


REFUSED = {
    "cookie": with_a_cookie(),
    "private": page(**{"Cache-Control": "max-age=0, Private"}),
    "no-store": page(**{"Cache-Control": "no-store"}),
    "by cookie": page(Vary="Accept-Encoding, Cookie"),
    "by what is accepted": page(Vary="Accept, Accept-Encoding"),
    "not found": HttpResponse("x", status=404),
    "elsewhere": HttpResponse(status=301, headers={"Location": "/"}),
    "data": JsonResponse({}),
    "file": FileResponse([b"x"]),
}


@pytest.mark.parametrize("refused", REFUSED)
def test_what_is_not_everybodys_page_is_not_kept(refused):
    assert may_be_kept(page())
    assert not may_be_kept(REFUSED[refused])


def test_what_an_answer_depends_on_keeps_it_apart():
    ask = RequestFactory()
    apart = [
        ask.get("/releases/"),
        ask.get("/releases/?page=1"),
        ask.get("/releases/?page=1&"),
        ask.get("/en/releases/"),
        ask.get("/releases/", headers=GZIP),
        ask.get("/releases/", headers={"host": "other.example"}),
        ask.get("/releases/", secure=True),
    ]
    assert len({key_of(one) for one in apart}) == len(apart)


# --- When not ---


def test_a_closed_newsroom_shows_no_kept_page(visitor, published, settings, tmp_path):
    visitor.get("/releases/")
    settings.VAR_DIR = tmp_path
    (tmp_path / "maintenance").touch()
    assert visitor.get("/releases/").status_code == 503


def test_while_the_database_cant_be_asked_nothing_kept_is_given(
    visitor, published, monkeypatch, django_assert_num_queries
):
    visitor.get("/releases/")
    monkeypatch.setattr("newsroom.keeping.memory.BELIEVED", 0)
    monkeypatch.setattr(version, "read", cant_be_asked)
    with django_assert_num_queries(3):
        assert visitor.get("/releases/").status_code == 200


def cant_be_asked():
    raise OperationalError


def test_without_memory_nothing_is_kept(settings, published, django_assert_num_queries):
    settings.PAGES_KEPT_MB = 0
    client = Client()
    client.get("/releases/")
    with django_assert_num_queries(3):
        client.get("/releases/")


# --- What many pages show ---


def test_a_list_that_is_not_kept_yet_asks_once(visitor, published, ani, django_assert_num_queries):
    """For its releases: agencies, years and notices are known from another page."""
    now = database_now()
    hour = datetime.timedelta(hours=1)
    words = {"text": "Kantor tutup.", "text_en": "Office closed."}
    Notice.objects.create(**words, begins=now, ends=now + hour, raised_by=ani)
    assert b"Kantor tutup." in visitor.get("/releases/?genre=release").content
    with django_assert_num_queries(1):
        assert b"Kantor tutup." in visitor.get("/releases/").content
