"""People set up, look at and take away their second factor, and nobody else does."""

import datetime
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from agencies.second_factor.changing import MOST, reset
from agencies.second_factor.pages import SET_UP, SHOWN_FOR
from agencies.second_factor.standing import LATELY
from agencies.sessions import sessions_of
from audit.models import SignIn
from tests.agencies.factoring import passed, with_app

OWN = "/en/admin/second-factor/"
APP, KEY, CODES = f"{OWN}app/", f"{OWN}key/", f"{OWN}codes/"


def now_shown(client: Client) -> str:
    """What an app would show that has read the page on which it is set up."""
    secret = client.session[SET_UP]
    return format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30))


def shown_codes(client: Client) -> list[str]:
    return re.findall(r"<code>(\d{8})</code>", client.get(CODES).content.decode())


def acts() -> list[tuple[str, str, str]]:
    rows = SignIn.objects.exclude(what="in").order_by("pk")
    return [(row.what, row.name, row.note) for row in rows]


def test_it_works(client, ani):
    client.force_login(ani)
    page = client.get(APP)
    assert "".join(page.context["secret"]) == client.session[SET_UP]
    assert client.post(APP, {"code": now_shown(client)})["Location"] == CODES
    assert len(set(shown_codes(client))) == 10
    page = client.get(OWN).content.decode()
    assert "App with codes" in page
    assert "10 are left" in page
    assert acts() == [("added", "ani", "TOTP")]
    assert client.get("/en/admin/").status_code == 200  # this very session has shown it


def test_a_wrong_code_adds_nothing_and_keeps_the_secret(client, ani):
    client.force_login(ani)
    client.get(APP)
    secret = client.session[SET_UP]
    assert "This code is not right" in client.post(APP, {"code": "12345x"}).content.decode()
    assert client.session[SET_UP] == secret
    assert not Authenticator.objects.exists()


def test_there_is_one_app(client, ani):
    with_app(ani)
    passed(client, ani)
    assert client.get(APP)["Location"] == OWN


def test_recovery_codes_are_shown_until_one_goes_on(client, ani):
    client.force_login(ani)
    client.get(APP)
    client.post(APP, {"code": now_shown(client)})
    shown = shown_codes(client)
    saved = client.get(CODES, {"format": "txt"})
    assert saved.content.decode().split() == shown
    assert "attachment" in saved["Content-Disposition"]
    client.get(OWN)
    assert shown_codes(client) == []
    assert client.get(CODES, {"format": "txt"})["Content-Type"].startswith("text/html")


def test_recovery_codes_are_shown_for_minutes(client, ani, monkeypatch):
    with_app(ani)
    passed(client, ani)
    client.post(CODES)
    assert shown_codes(client)
    later = timezone.now() + datetime.timedelta(seconds=SHOWN_FOR + 1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert shown_codes(client) == []


def test_new_codes_take_the_place_of_the_old(client, ani):
    old = with_app(ani)
    passed(client, ani)
    client.post(CODES)
    assert not set(shown_codes(client)) & set(old)
    assert acts() == [("codes", "ani", "")]


def test_with_the_last_one_the_codes_and_other_sessions_go(client, ani):
    with_app(ani)
    passed(client, ani)
    passed(Client(), ani)
    app = ani.authenticator_set.get(type="totp")
    assert client.post(f"{OWN}{app.pk}/remove/")["Location"] == OWN
    assert not Authenticator.objects.exists()
    assert [one.session_key for one in sessions_of(ani)] == [client.session.session_key]
    assert acts() == [("gone", "ani", "TOTP")]


def test_nobody_removes_what_is_anothers(client, ani, budi):
    with_app(ani)
    client.force_login(budi)
    app = ani.authenticator_set.get(type="totp")
    assert client.post(f"{OWN}{app.pk}/remove/").status_code == 404
    assert Authenticator.objects.filter(pk=app.pk).exists()


def test_recovery_codes_are_not_removed_by_themselves(client, ani):
    with_app(ani)
    passed(client, ani)
    made = ani.authenticator_set.get(type="recovery_codes")
    assert client.post(f"{OWN}{made.pk}/remove/").status_code == 404


def test_of_too_many_no_more_is_added(client, ani):
    with_app(ani)
    data = {"name": "x", "credential": {}}
    for _nth in range(MOST - 1):
        Authenticator.objects.create(user=ani, type="webauthn", data=data)
    page = passed(client, ani).get(OWN)
    assert not page.context["may_add_a_key"]


@pytest.mark.parametrize("credential", ["", "x", "[1]", '{"id": "eA", "response": {"x": 1}}'])
def test_what_is_no_key_is_refused_and_its_name_is_kept(client, ani, credential):
    client.force_login(ani)
    client.get(KEY)
    page = client.post(KEY, {"name": "Gantungan biru", "credential": credential})
    assert "The key did not answer" in page.content.decode()
    assert "Gantungan biru" in page.content.decode()
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    ("host", "by_name"),
    [("localhost:8000", True), ("127.0.0.1:8000", False), ("[::1]:8000", False)],
)
def test_where_the_host_has_no_name_keys_are_not_offered(client, ani, settings, host, by_name):
    settings.ALLOWED_HOSTS = ["*"]
    client.force_login(ani)
    page = client.get(KEY, HTTP_HOST=host).content.decode()
    assert ("data-key" in page) is by_name
    assert ("Open the desk by its name" in page) is not by_name


# --- Only after signing in lately ---


@pytest.mark.parametrize("page", ["app/", "key/", "codes/", "{app}/remove/"])
def test_changes_ask_for_a_recent_sign_in(client, ani, monkeypatch, page):
    with_app(ani)
    passed(client, ani)
    address = OWN + page.format(app=ani.authenticator_set.get(type="totp").pk)
    before = list(Authenticator.objects.values())
    later = timezone.now() + 2 * LATELY
    monkeypatch.setattr(timezone, "now", lambda: later)
    response = client.get(address)
    assert response["Location"].startswith("/en/admin/login/?again=1&next=%2Fen%2Fadmin%2Fsecond")
    assert client.post(address).status_code == 302
    assert list(Authenticator.objects.values()) == before
    door = client.get(response["Location"]).content.decode()
    assert "Sign in again" in door
    assert 'value="ani"' in door
    assert client.get(OWN).status_code == 200


# --- Lost ---


@pytest.fixture
def reset_page(budi) -> str:
    with_app(budi)
    return f"/en/admin/auth/user/{budi.pk}/factor/"


def test_a_superuser_resets_what_is_lost(client, boss, budi, reset_page):
    passed(Client(), budi)
    client.force_login(boss)
    assert "App with codes" in client.get(reset_page).content.decode()
    client.post(reset_page, {"reason": "Ponsel hilang."})
    assert not Authenticator.objects.exists()
    assert sessions_of(budi) == []
    row = SignIn.objects.get(what="reset")
    assert (row.person, row.whose, row.name, row.note) == (budi, "budi", "boss", "Ponsel hilang.")
    shown = client.get("/en/admin/audit/?person=boss&kind=sign-in").content.decode()
    assert "second factor reset" in shown
    assert "Ponsel hilang." in shown
    assert (
        "Ponsel hilang." in client.get(f"/en/admin/auth/user/{budi.pk}/history/").content.decode()
    )


def test_a_reset_needs_a_reason(client, boss, reset_page):
    client.force_login(boss)
    assert client.post(reset_page, {"reason": " "}).status_code == 200
    assert Authenticator.objects.exists()


def test_nobody_else_resets(client, dewi, budi, reset_page):
    client.force_login(dewi)
    assert client.post(reset_page, {"reason": "Iseng."}).status_code == 403
    with pytest.raises(PermissionDenied):
        reset(budi, dewi)
    assert Authenticator.objects.exists()


def test_nobody_resets_their_own(client, boss):
    with_app(boss)
    passed(client, boss)
    client.post(f"/en/admin/auth/user/{boss.pk}/factor/", {"reason": "Hilang."})
    with pytest.raises(PermissionDenied):
        reset(boss, boss)
    assert Authenticator.objects.exists()


def test_a_command_helps_the_last_superuser(boss, english):
    with_app(boss)
    call_command("resetfactor", "boss", reason="Satu-satunya superuser.")
    assert not Authenticator.objects.exists()
    row = SignIn.objects.get()
    assert (row.what, row.whose, row.name) == ("reset", "boss", "")
    with pytest.raises(CommandError, match="no second factor"):
        call_command("resetfactor", "boss")
    with pytest.raises(CommandError, match="no account"):
        call_command("resetfactor", "siapa")
