"""`manage.py setup` makes the first office of an empty newsroom, whole or not at all."""

import builtins
import getpass
import io
import sys

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from agencies.models import Agency, Letterhead
from agencies.second_factor import at_first
from agencies.second_factor.codes import shown_by_code
from newsroom.setting_up import checklist
from numbering.models import Sequence, today

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

OFFICE = {
    "SETUP_AGENCY": "Biro Humas Kota Tirtaloka",
    "SETUP_LETTERHEAD": "PEMERINTAH KOTA TIRTALOKA | BIRO HUMAS",
    "SETUP_NUMBERS": f"1150/SP-HMS/01/{today():%Y}|1157/SP-HMS/{today():%m/%Y}",
    "SETUP_FULL_NAME": "Dewi Kartarahmi",
    "SETUP_USERNAME": "dewi",
    "SETUP_PASSWORD": "perahu-hijau-di-tepi-9",
}


@pytest.fixture
def said(monkeypatch):
    """Run the command with these variables of the environment, and return what it prints."""

    def run(answers: dict[str, str], *options: str) -> str:
        for name, answer in answers.items():
            monkeypatch.setenv(name, answer)
        out = io.StringIO()
        call_command("setup", *options, stdout=out)
        return out.getvalue()

    return run


def code_of(secret: str) -> str:
    step = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, step)))


def test_the_environment_answers(said, client):
    out = said(OFFICE, "--no-input")
    assert f"Its next number is 1158/SP-HMS/{today():%m/%Y}." in out
    assert Letterhead.objects.get().lines == "PEMERINTAH KOTA TIRTALOKA\nBIRO HUMAS"
    dewi = User.objects.get()
    assert dewi.check_password(OFFICE["SETUP_PASSWORD"])
    assert [str(one.role) for one in dewi.memberships.all()] == ["registrar"]
    secret = next(line.strip() for line in out.splitlines() if len(line.strip()) == 32)
    assert shown_by_code(dewi, code_of(secret))


def test_an_office_that_is_there_is_left_alone(said):
    said(OFFICE, "--no-input")
    again = said({"SETUP_AGENCY": "Kantor lain"}, "--no-input")
    assert again.startswith("There is an office already.")
    assert "· Somebody who writes, and somebody else who approves" in again
    assert Agency.objects.count() == 1


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_made(said):
    wrong = OFFICE | {
        "SETUP_AGENCY": "",
        "SETUP_EMAIL": "humas",
        "SETUP_LAST_DATE": "kemarin",
        "SETUP_USERNAME": "dewi kartarahmi",
        "SETUP_PASSWORD": "pendek",
    }
    with pytest.raises(CommandError) as refused:
        said(wrong, "--no-input")
    for name in wrong.keys() - {"SETUP_LETTERHEAD", "SETUP_NUMBERS", "SETUP_FULL_NAME"}:
        assert f"{name} (" in str(refused.value)
    assert not Agency.objects.exists()
    assert not User.objects.exists()


def test_whoever_is_there_is_asked_and_may_correct(said, monkeypatch):
    """The first pattern is not agreed to, and the mail address is refused once."""
    secret = at_first.new_secret()
    answers = iter(
        [
            *["Biro Humas", "", "", "", "Jalan Pelita 5", "Tirtaloka", "", "", "humas", ""],
            *[f"1157/SP/{today():%Y}", "", "", "", "", "", "Dewi Kartarahmi", "dewi", ""],
            "humas@tirtaloka.example",  # asked again, being no address
            *["no", f"1157/SP-HMS/{today():%Y}", "", "", "", "13", "1", "yes"],
            *["000000", code_of(secret)],
        ]
    )
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(builtins, "input", lambda _words="": next(answers))
    monkeypatch.setattr(getpass, "getpass", lambda _words: OFFICE["SETUP_PASSWORD"])
    monkeypatch.setattr(at_first, "new_secret", lambda: secret)
    out = said({})
    assert Sequence.objects.get().next_number(today()) == f"1158/SP-HMS/{today():%Y}"
    assert Letterhead.objects.get().email == "humas@tirtaloka.example"
    assert "This code is not right." in out
    assert Authenticator.objects.filter(user__username="dewi").count() == 2
    assert next(answers, None) is None


def test_nobody_is_asked_who_is_not_there(said, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with pytest.raises(CommandError, match="--no-input"):
        said({})


def test_the_doctor_repeats_what_is_open(said, settings):
    said(OFFICE, "--no-input")
    settings.DEBUG = False
    out = io.StringIO()
    call_command("doctor", stdout=out)
    for point in checklist.still_open():
        assert point.what in out.getvalue()
        assert point.how in out.getvalue()
