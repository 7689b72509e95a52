"""Every answer behind a link is private, and all that opens nothing is answered alike."""

import io
import logging

import pytest
from django.test import Client

from newsroom.logs import WithoutSecrets
from releases.links import door, making
from releases.models import Link, Opening
from tests.releases.links.linking import HOUR, embargoed, previewed, read, scheduled

pytestmark = pytest.mark.usefixtures("english")

HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}


@pytest.fixture
def link(draft, ani) -> str:
    return previewed(draft, ani)


def revoked(release, ani, budi) -> str:
    asked = previewed(release, ani)
    making.revoke(Link.objects.latest("pk"), ani)
    return asked


def cancelled(release, ani, budi) -> str:
    asked = embargoed(scheduled(release, ani, budi), budi)
    release.cancel(budi, "Acara ditunda.")
    return asked


def of_the_other_kind(release, ani, budi) -> str:
    return previewed(release, ani).replace("preview", "embargo")


def cut_off(release, ani, budi) -> str:
    return previewed(release, ani)[:-2] + "/"


NOTHING = {
    "never": lambda *_: "/en/preview/" + "x" * 43 + "/",
    "odd": lambda *_: "/en/embargo/%00%ff%20'<b>/",
    "revoked": revoked,
    "cancelled": cancelled,
    "of the other kind": of_the_other_kind,
    "cut off": cut_off,
}


def answered(client: Client, asked: str, method: str = "get") -> tuple:
    answer = getattr(client, method)(asked)
    return answer.status_code, dict(answer.headers), answer.content, dict(answer.cookies)


@pytest.mark.parametrize("method", ["get", "head", "post", "options", "put", "delete"])
@pytest.mark.parametrize("nothing", NOTHING.values(), ids=NOTHING)
def test_what_opens_nothing_is_answered_alike(client, draft, ani, budi, nothing, method):
    asked = nothing(draft, ani, budi)
    never = answered(client, "/en/preview/abc/", method)
    assert answered(client, asked, method) == never
    assert never[0] == (404 if method in ("get", "head") else 405)
    assert never[1].items() >= HEADERS.items()


def test_an_expired_one_is_answered_as_one_that_never_was(client, link, monkeypatch):
    later = Link.objects.get().expires_at + HOUR
    monkeypatch.setattr(door, "database_now", lambda: later)
    assert answered(client, link) == answered(client, "/en/preview/abc/")


def test_what_is_refused_is_told_in_words(client, db):
    assert "Ask whoever sent it to you" in client.get("/en/preview/abc/").content.decode()


def test_every_answer_is_private(client, link):
    answer = client.get(link)
    assert answer.status_code == 200
    assert answer.headers.items() >= HEADERS.items()
    assert "ETag" not in answer
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies


def test_staff_get_no_other_answer(client, link, ani):
    client.force_login(ani)
    answer = client.get(link)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_the_page_names_no_feed_no_other_address_and_nothing_elsewhere(client, link):
    page = read(client, link)
    for word in ("canonical", "hreflang=", "og:", "application/rss+xml", "http:", "https:"):
        head = page.partition("</head>")[0]
        assert word not in head, word
    assert 'content="noindex, nofollow, noarchive"' in page


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_only_get_and_head_are_allowed(client, link, method):
    answer = getattr(client, method)(link)
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert not Opening.objects.exists()


# --- What is put on record ---


def test_an_opening_is_recorded(client, link):
    client.get(link, REMOTE_ADDR="198.51.100.7", headers={"User-Agent": "Peramban/1"})
    opening = Opening.objects.get()
    assert opening.link == Link.objects.get()
    assert (opening.address, opening.user_agent) == ("198.51.100.7", "Peramban/1")


def test_each_opening_is_recorded(client, link):
    for _time in range(3):
        read(client, link)
    assert Opening.objects.count() == 3


def test_whoever_only_asks_what_is_there_has_not_opened_it(client, link):
    assert client.head(link).status_code == 200
    assert not Opening.objects.exists()


def test_what_is_refused_is_no_opening(client, draft, ani, budi):
    client.get(revoked(draft, ani, budi))
    assert not Opening.objects.exists()


def test_hostile_headers_are_cut_and_kept(client, link):
    read_with = {"User-Agent": "\x00" + "x" * 5000}
    assert client.get(link, REMOTE_ADDR="", headers=read_with).status_code == 200
    opening = Opening.objects.get()
    assert opening.user_agent == "x" * 200
    assert opening.address == ""


def test_without_a_proxy_nobody_writes_their_own_address(client, link):
    client.get(link, headers={"X-Forwarded-For": "203.0.113.9"})
    assert Opening.objects.get().address == "127.0.0.1"


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("6.6.6.6, 203.0.113.9", "203.0.113.9"),
        ("", "127.0.0.1"),
        (", ", "127.0.0.1"),
        ("x" * 500, "127.0.0.1"),
    ],
)
def test_behind_a_proxy_its_own_word_counts(client, link, settings, told, kept):
    settings.BEHIND_PROXY = True
    client.get(link, headers={"X-Forwarded-For": told})
    assert Opening.objects.get().address == kept


# --- Logs ---


@pytest.fixture
def log() -> io.StringIO:
    """All that the newsroom's own handler writes."""
    handlers = logging.getLogger().handlers
    ours = next(one for one in handlers if isinstance(one.formatter, WithoutSecrets))
    lines = io.StringIO()
    before = ours.setStream(lines)
    yield lines
    ours.setStream(before)


def test_no_secret_stands_in_a_log(client, draft, ani, budi, log, monkeypatch):
    asked = revoked(draft, ani, budi)
    client.get(asked)
    client.post(asked)
    client.get(asked.removeprefix("/en") + f"files/{'0' * 64}/foto.png")
    client.raise_request_exception = False
    monkeypatch.setattr(door, "database_now", lambda: 1 / 0)
    client.get(asked)
    written = log.getvalue()
    assert written.count("/preview/…/") == 4
    assert "ZeroDivisionError" in written
    assert asked.split("/")[-2] not in written


def test_nothing_of_django_writes_past_that_handler():
    def formatters(name: str) -> list[type]:
        handlers = logging.getLogger(name).handlers
        own = (one for one in handlers if not type(one).__module__.startswith("_pytest"))
        return [type(one.formatter) for one in own]

    assert formatters("django") == formatters("django.request") == []
    assert formatters("django.server") == [WithoutSecrets]
