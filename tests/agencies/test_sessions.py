"""A session ends by itself: some hours after the last sign of life, and some hours in all."""

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agencies import sessions
from agencies.sessions import AT_ONCE, BEGAN, STEP, sessions_of
from tests.cast import person

HOUR = datetime.timedelta(hours=1)
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def clock(monkeypatch):
    """Let time pass, for sessions: `clock(hours)` after the start of the test."""
    began = timezone.now()

    def set_to(later: datetime.timedelta) -> datetime.datetime:
        monkeypatch.setattr(timezone, "now", lambda: began + later)
        return began + later

    return set_to


@pytest.fixture
def at_desk(client, budi):
    client.force_login(budi)

    def looking() -> bool:
        return client.get("/en/admin/password_change/").status_code == 200

    return looking


def end() -> datetime.datetime:
    return Session.objects.get().expire_date


def test_it_works(at_desk, clock):
    for hours in (0, 7, 14):
        clock(hours * HOUR)
        assert at_desk()
    clock(22 * HOUR + MINUTE)
    assert not at_desk()


def test_it_ends_after_a_day_whatever_is_done(at_desk, clock):
    for hours in range(0, 24, 4):
        clock(hours * HOUR)
        assert at_desk()
    clock(24 * HOUR)
    assert not at_desk()


def test_the_hours_are_settings(at_desk, clock, settings):
    settings.SESSION_IDLE_HOURS, settings.SESSION_HOURS = 1, 2
    assert at_desk()
    clock(HOUR + MINUTE)
    assert not at_desk()


def test_who_signs_in_again_begins_anew(client, at_desk, budi, clock):
    clock(20 * HOUR)
    client.force_login(budi)
    clock(27 * HOUR)
    assert at_desk()


def test_the_cookie_ends_with_it(client, at_desk, clock):
    clock(HOUR)
    at_desk()
    assert int(client.cookies["session"]["max-age"]) in range(8 * 3600 - 5, 8 * 3600 + 1)


def test_it_is_written_every_few_minutes_at_most(client, at_desk, clock):
    def writes() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert at_desk()
        return sum("UPDATE" in one["sql"] and "session" in one["sql"] for one in asked)

    assert writes() == 0
    clock(STEP - MINUTE)
    assert writes() == 0
    clock(STEP + MINUTE)
    assert writes() == 1
    assert writes() == 0


def test_nothing_is_written_where_it_would_not_last_longer(at_desk, clock):
    for hours in (7, 14, 20):
        clock(hours * HOUR)
        assert at_desk()
    known = end()
    clock(21 * HOUR)
    assert at_desk()
    assert end() == known


def test_the_public_knows_no_session(client, published, at_desk, clock):
    known = end()
    clock(HOUR)
    with CaptureQueriesContext(connection) as asked:
        response = client.get("/releases/")
    assert response.status_code == 200
    assert not [one for one in asked if "session" in one["sql"]]
    assert end() == known


def test_an_open_form_is_no_sign_of_life_and_typing_is(client, ani, draft, clock):
    client.force_login(ani)
    known = end()
    clock(HOUR)
    address = f"/en/admin/releases/release/form/{draft.pk}/autosave/"
    assert client.post(address, {"_dirty": "0"}).status_code == 200
    assert end() == known
    assert client.post(address, {"_dirty": "1", "title": "Taman"}).status_code == 200
    assert end() > known + HOUR - MINUTE


def test_a_session_from_before_there_were_limits_gets_them(client, budi, at_desk):
    row = Session.objects.get()
    data = {name: told for name, told in row.get_decoded().items() if name[0] == "_"}
    del data[sessions.ENDS]
    row.session_data = client.session.encode(data)
    row.expire_date = timezone.now() + 300 * HOUR
    row.save()
    assert at_desk()
    assert BEGAN in Session.objects.get().get_decoded()
    assert end() < timezone.now() + 9 * HOUR


def test_of_too_many_at_once_the_oldest_ends(budi, ani, clock):
    browsers = [Client() for _nth in range(AT_ONCE + 1)]
    other = Client()
    other.force_login(ani)
    for nth, browser in enumerate(browsers):
        clock(nth * MINUTE)
        browser.force_login(budi)
    answers = [one.get("/en/admin/password_change/").status_code for one in [*browsers, other]]
    assert answers == [302, *[200] * AT_ONCE, 200]


def test_sessions_that_are_over_do_not_count(budi, clock):
    Client().force_login(budi)
    clock(9 * HOUR)
    Client().force_login(budi)
    assert len(sessions_of(budi)) == 1


def test_another_password_ends_all_others(settings, db):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    eka = person("eka")
    eka.set_password("yang-lama-2026")
    eka.save()
    here, elsewhere = Client(), Client()
    here.force_login(eka)
    elsewhere.force_login(eka)
    new = {"new_password1": "taman-baca-sungai", "new_password2": "taman-baca-sungai"}
    here.post("/en/admin/password_change/", {"old_password": "yang-lama-2026"} | new)
    assert here.get("/en/admin/").status_code == 200
    assert elsewhere.get("/en/admin/").status_code == 302
