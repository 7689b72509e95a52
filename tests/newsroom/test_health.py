"""`/healthz`, `/readyz` and `/metrics`: what is said, and to whom."""

import json
import logging

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client, override_settings

from newsroom import health, logs, watching
from numbering import guards

ELSEWHERE = {"REMOTE_ADDR": "203.0.113.9"}
TOKEN = "a token for those who watch"

pytestmark = pytest.mark.django_db


def checks(client: Client) -> tuple[int, dict[str, dict]]:
    answer = client.get("/readyz")
    return answer.status_code, {one["name"]: one for one in answer.json()["checks"]}


def test_it_works(client):
    status, found = checks(client)
    assert status == 200
    assert [*found] == ["database", "migrations", "guards", "storage", "cache", "queue"]
    assert all(one["ok"] for one in found.values()), found
    assert client.get("/healthz").content == b"ok\n"
    for address in health.ADDRESSES:
        answer = client.get(address)
        assert "no-store" in answer["Cache-Control"]
        assert "Cookie" not in answer.get("Vary", "")


def no_room(*_: object) -> None:
    raise OSError("No space left on /srv/newsroom")


def test_what_readers_need_turns_them_away(client, monkeypatch):
    guard = guards.all_guards()[0]
    guards.lower([guard])
    monkeypatch.setattr(default_storage, "save", no_room)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'pages'")
    status, found = checks(client)
    assert status == 503
    wrong = {name: one["word"] for name, one in found.items() if not one["ok"]}
    assert wrong.keys() == {"guards", "storage", "migrations"}
    assert wrong["guards"] == "1 missing"
    assert wrong["storage"] == "OSError"  # and no word of where


def test_a_cache_that_is_gone_turns_nobody_away(client):
    gone = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://[::1]:1"}
    with override_settings(CACHES={"default": gone}):
        status, found = checks(client)
    assert status == 200
    assert not found["cache"]["ok"]


@pytest.mark.parametrize("address", ["/readyz", "/metrics"])
def test_strangers_find_nothing_there(client, settings, address):
    settings.MONITOR_TOKEN = TOKEN
    for asked in (ELSEWHERE, {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}):  # of a proxy nobody told of
        for token in ("", "Bearer ", "Bearer another"):
            answer = client.get(address, HTTP_AUTHORIZATION=token, **asked)
            assert answer.status_code == 404
            assert "404.html" in [template.name for template in answer.templates]
    assert client.get(address, HTTP_AUTHORIZATION=f"Bearer {TOKEN}", **ELSEWHERE).status_code == 200
    settings.BEHIND_PROXY = True
    assert client.get(address, HTTP_X_FORWARDED_FOR="203.0.113.9").status_code == 404


def test_they_answer_while_the_newsroom_is_closed(client, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    (tmp_path / "maintenance").touch()
    assert client.get("/").status_code == 503
    assert client.get("/healthz").status_code == 200


def test_requests_are_counted_by_kind_and_nothing_is_named(client, draft):
    client.get("/feeds/rss.xml")
    client.get(f"/releases/2020/03/{draft.title}/")
    told = client.get("/metrics").content.decode()
    assert 'newsroom_request_seconds_count{kind="feed",status="200"}' in told
    assert "newsroom_queue_waiting 0.0" in told
    assert "gubernur" not in told.lower()


# --- The log ---


def line(form: str, message: str, *arguments: object) -> str:
    record = logging.LogRecord("newsroom", logging.INFO, __file__, 1, message, arguments, None)
    return logs.chosen(form).format(record)


@pytest.mark.parametrize("form", logs.FORMATS)
def test_a_line_holds_no_secret_and_nobodys_address(form):
    text = line(form, "GET %s by %s", "/en/preview/s3cret/?q=Ani", "ani@example.org")
    assert not any(one in text for one in ("s3cret", "q=Ani", "ani@"))
    assert "/en/preview/…/?…" in text


def test_a_line_of_json_bears_the_name_of_its_request(settings, rf):
    said = []
    watched = watching.Watched(lambda request: said.append(line("json", "x\ny")) or answer)
    answer = type("Answer", (), {"status_code": 200})
    given = "from-the-proxy"
    watched(rf.get("/", HTTP_X_REQUEST_ID=given))
    settings.BEHIND_PROXY = True
    watched(rf.get("/", HTTP_X_REQUEST_ID=given))
    watched(rf.get("/", HTTP_X_REQUEST_ID='"\n{'))
    first, second, third = [json.loads(one)["request"] for one in said]
    assert second == given
    assert len({first, second, third}) == 3
    assert "request" not in json.loads(line("json", "outside of any"))
