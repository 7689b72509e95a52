"""What is answered where something is missing, refused, broken or closed."""

import datetime
import errno

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.test import Client, RequestFactory

from agencies.too_many import too_many
from newsroom.errors import words_of


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/releases/2020/03/gubernur-resmikan-taman-baca/", "gubernur resmikan taman baca"),
        ("/en/berita/Banjir_di%20Tirtaloka.html", "Banjir di Tirtaloka"),
        ("/number/1158/SP-HMS/03/2020", "1158/SP-HMS/03/2020"),
        ("/en/number/1158/", "1158"),
        ("/number/" + "9" * 500, "9" * 200),
        ("/a" * 40 + "/satu-dua-tiga-empat-lima-enam-tujuh-delapan-sembilan", None),
        ("/", ""),
        ("/" + "x" * 31, ""),
        ("/%00%ff", ""),
        ("/preview/rahasia-sekali/dan-lagi/", ""),
        ("/en/embargo/rahasia-sekali/", ""),
        ("//preview/rahasia-sekali/x", ""),
        ("/invitation/rahasia/x", ""),
        ("/admin/releases/rahasia/", ""),
        ("/files/0123/foto-rahasia.jpg", ""),
    ],
)
def test_the_words_of_an_address(path, words):
    expected = "satu dua tiga empat lima enam tujuh delapan" if words is None else words
    assert words_of(path) == expected


def test_what_is_not_there_is_searched_for_by_the_words_of_its_address(client, published):
    page = client.get("/berita/resmikan-taman.html")
    assert page.status_code == 404
    assert 'name="q" maxlength="200" value="resmikan taman"' in page.content.decode()
    found = client.get("/releases/?q=resmikan+taman")
    assert found.context["paginator"].count == 1


def test_a_hostile_address_is_only_text(client, db):
    page = client.get("/%22%3E%3Cscript%3Ealert(1)%3C/script%3E").content.decode()
    assert "<script>" not in page


@pytest.mark.parametrize(("address", "language"), [("/tidak/ada/", "id"), ("/en/no/where/", "en")])
def test_it_speaks_the_language_of_the_address_and_leads_to_the_other(
    client, db, address, language
):
    page = client.get(address).content.decode()
    assert f'<html lang="{language}"' in page
    other = "/en/tidak/ada/" if language == "id" else "/no/where/"
    assert f'<a href="{other}"' in page
    assert 'rel="alternate" hreflang' not in page


def test_a_form_that_was_not_taken_is_told_in_our_words(db):
    page = Client(enforce_csrf_checks=True).post("/en/admin/login/", {"username": "ani"})
    assert page.status_code == 403
    assert "Nothing was changed." in page.content.decode()


@pytest.mark.usefixtures("english")
def test_who_asks_too_often_is_told_how_long_to_wait(db):
    answer = too_many(RequestFactory().get("/en/"), datetime.timedelta(seconds=61))
    assert (answer.status_code, answer["Retry-After"]) == (429, "61")
    assert "Try again in 2 minutes." in answer.content.decode()


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (RuntimeError, 500, ("Ada yang salah di pihak kami", "Something went wrong on our side")),
        (SuspiciousOperation, 400, ("tidak dapat dibaca", "could not be read")),
        (PermissionDenied, 403, ("Tidak diizinkan",)),
    ],
)
def test_what_fails_is_answered_in_words_and_without_the_database(
    monkeypatch, error, status, words, django_assert_num_queries, db
):
    def broken(*_args, **_kwargs):
        raise error

    monkeypatch.setattr("pages.models.Page.shown", broken)
    with django_assert_num_queries(1 if status == 403 else 0):  # the notices
        answer = Client(raise_request_exception=False).get("/about/")
    assert answer.status_code == status
    for said in words:
        assert said in answer.content.decode()


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("database is locked"),
        InterfaceError("the connection is closed"),
        OSError(errno.ENOSPC, "No space left on device"),
    ],
)
@pytest.mark.parametrize("address", ["/about/", "/api/v1/"])
def test_what_passes_by_itself_is_a_503_that_asks_no_database(client, monkeypatch, error, address):
    def broken(*_args, **_kwargs):
        raise error

    monkeypatch.setattr("pages.models.Page.shown", broken)
    monkeypatch.setattr("api.resource.Resource._answer", broken)
    client.raise_request_exception = False
    answer = client.get(address)  # without `db`: a query would fail
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert answer["Cache-Control"] == "no-store"
    program = address.startswith("/api/")
    said = "can't answer at the moment" if program else "Kami tidak dapat menjawab saat ini"
    assert said in answer.content.decode()


def test_a_wrong_host_is_answered_in_words_too(settings):
    settings.ALLOWED_HOSTS = ["news.example"]
    answer = Client().get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "could not be read" in answer.content.decode()


@pytest.fixture
def closed(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    (tmp_path / "maintenance").touch()
    return tmp_path / "maintenance"


# Without `db`: a query would fail.
@pytest.mark.parametrize("address", ["/", "/en/releases/", "/admin/", "/feeds/rss.xml"])
def test_closed_for_maintenance_everything_says_to_come_back(client, closed, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Retry-After"]) == (503, "600")
    assert answer["Cache-Control"] == "no-store"
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    for said in ("Sedang dalam pemeliharaan", "Down for maintenance"):
        assert said in answer.content.decode()


def test_opened_again_it_answers_at_once(client, db, closed):
    closed.unlink()
    assert client.get("/").status_code == 200
