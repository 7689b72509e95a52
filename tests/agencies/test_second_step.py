"""Whoever has a second factor is not signed in by their password: a code or a key follows."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.db.models import F
from django.test import Client
from django.utils import timezone

from agencies.models import SignInTry
from agencies.second_factor import codes
from agencies.second_factor.door import VALID
from agencies.sign_in import AN_ADDRESS, CODES_OF_AN_ACCOUNT, FROM_THERE, WINDOW
from audit.models import SignIn
from tests.agencies.factoring import PASSWORD, code, with_app
from tests.cast import person

STEP = "/en/admin/second-factor/step/"
HOME = "203.0.113.7"


@pytest.fixture
def eka(db, settings) -> User:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    user = person("eka")
    user.set_password(PASSWORD)
    user.save()
    user.recovery_codes = with_app(user)
    return user


def password(client: Client, address: str = HOME, **more: str):
    typed = {"username": "eka", "password": PASSWORD} | more
    return client.post("/en/admin/login/", typed, REMOTE_ADDR=address)


def second(client: Client, typed: str, address: str = HOME):
    return client.post(STEP, {"code": typed}, REMOTE_ADDR=address)


def is_in(client: Client) -> bool:
    return client.get("/en/admin/").status_code == 200


def test_it_works(client, eka):
    response = password(client, next="/en/admin/releases/release/")
    assert response["Location"] == STEP
    assert not is_in(client)
    response = second(client, code())
    assert response["Location"] == "/en/admin/releases/release/"
    assert is_in(client)
    assert [row.what for row in SignIn.objects.all()] == ["in"]


def test_who_has_none_signs_in_as_ever(client, eka):
    eka.authenticator_set.all().delete()
    assert password(client)["Location"] == "/en/admin/"
    assert is_in(client)


def test_they_are_signed_in_once_after_the_second_step(client, eka):
    heard = []

    def listen(user, **_told):
        heard.append(user)

    user_logged_in.connect(listen)
    password(client)
    assert heard == []
    second(client, code())
    user_logged_in.disconnect(listen)
    assert heard == [eka]


def test_a_wrong_code_does_not_sign_in_and_is_on_record(client, eka):
    password(client)
    response = second(client, "000000")
    assert "This code is not right" in response.content.decode()
    assert not is_in(client)
    assert [(row.what, row.name, row.address) for row in SignIn.objects.all()] == [
        ("second", "eka", HOME)
    ]


def test_a_code_is_good_once_in_whatever_browser(client, eka):
    password(client)
    shown = code()
    second(client, shown)
    other = Client()
    password(other)
    assert second(other, shown).status_code == 200
    assert not is_in(other)
    assert second(other, code(1)).status_code == 302


def test_a_code_of_before_the_last_one_is_not_taken_either(client, eka):
    assert codes.shown_by_code(eka, code())
    assert codes.shown_by_code(eka, code(-1)) is None


@pytest.mark.parametrize("later", [-2, 2])
def test_a_code_of_another_time_is_none(client, eka, later):
    assert codes.shown_by_code(eka, code(later)) is None


def test_a_recovery_code_signs_in_once_and_is_on_record(client, eka):
    one, *others = eka.recovery_codes
    password(client)
    assert second(client, f" {one[:4]} {one[4:]} ").status_code == 302
    assert [row.what for row in SignIn.objects.order_by("pk")] == ["in", "code"]
    assert f"{len(others)} are left: make new ones" in client.get("/en/admin/").content.decode()
    assert f"{len(others)} are left" in client.get("/en/admin/second-factor/").content.decode()
    other = Client()
    password(other)
    assert second(other, one).status_code == 200


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"code": ""},
        {"code": "x" * 50},
        {"code": "\0"},
        {"code": "１２３４５６"},
        {"credential": "x"},
        {"credential": "[]"},
        {"credential": '{"id": 1}'},
        {"credential": '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {}}'},
    ],
)
def test_what_is_neither_code_nor_key_is_refused_in_words(client, eka, typed):
    password(client)
    response = client.post(STEP, typed)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not is_in(client)


def test_without_a_password_there_is_no_second_step(client, eka):
    assert client.get(STEP)["Location"].startswith("/en/admin/login/")
    assert second(client, code())["Location"].startswith("/en/admin/login/")
    assert not is_in(client)


def test_the_password_counts_for_minutes(client, eka, monkeypatch):
    password(client)
    later = timezone.now() + VALID + datetime.timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert second(client, code())["Location"].startswith("/en/admin/login/")


@pytest.mark.parametrize("change", ["is_active", "is_staff", "password"])
def test_who_may_not_sign_in_meanwhile_does_not(client, eka, change):
    password(client)
    setattr(eka, change, "another" if change == "password" else False)
    eka.save()
    assert second(client, code())["Location"].startswith("/en/admin/login/")


def test_whoever_knew_the_session_before_the_password_does_not_know_it_after(client, eka):
    client.get("/en/admin/login/")
    session = client.session
    session["x"] = 1
    session.save()
    client.cookies["session"] = session.session_key
    password(client)
    assert client.cookies["session"].value != session.session_key


# --- Throttled ---


def failing(client: Client, times: int, address: str = HOME) -> None:
    for _nth in range(times):
        assert second(client, "000000", address).status_code == 200


def test_too_many_codes_are_refused_also_the_right_one(client, eka):
    password(client)
    failing(client, FROM_THERE)
    response = second(client, code())
    assert response.status_code == 429
    assert "There were too many tries. Try again in 15 minutes." in response.content.decode()
    SignInTry.objects.update(at=F("at") - WINDOW)
    assert second(client, code()).status_code == 302


def test_the_password_typed_again_gives_no_more_tries(client, eka):
    password(client)
    failing(client, FROM_THERE)
    other = Client()
    password(other)
    assert second(other, code()).status_code == 429


def test_from_many_addresses_an_account_has_few_tries(client, eka):
    password(client)
    for nth in range(CODES_OF_AN_ACCOUNT):
        failing(client, 1, f"10.0.{nth}.1")
    assert second(client, code(), "198.51.100.9").status_code == 429


def test_codes_count_for_their_address(client, eka):
    password(client)
    failing(client, FROM_THERE)
    for nth in range(AN_ADDRESS - FROM_THERE):
        password(client, username=f"orang-{nth}")
    assert password(Client()).status_code == 429


def test_success_takes_back_what_failed(client, eka):
    password(client)
    failing(client, FROM_THERE - 1)
    assert second(client, code()).status_code == 302
    assert not SignInTry.objects.exists()
