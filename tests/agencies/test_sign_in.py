"""Signing in is throttled, for an account and for an address, in whatever process it is tried."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.db.models import F
from django.http import HttpResponse
from django.test import RequestFactory

from agencies.models import SignInTry
from agencies.sign_in import AN_ACCOUNT, AN_ADDRESS, FROM_THERE, WINDOW, place_of
from tests.cast import person

PASSWORD = "rahasia-sekali-2026"
HOME, ELSEWHERE = "203.0.113.7", "198.51.100.9"

pytestmark = pytest.mark.usefixtures("quick_hashes")


@pytest.fixture
def quick_hashes(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def eka(db) -> User:
    user = person("eka")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def sign_in(client):
    """Try to sign in; the answer."""

    def trying(username="eka", address=HOME, language="en/", password="salah") -> HttpResponse:  # noqa: S107
        typed = {"username": username, "password": password}
        return client.post(f"/{language}admin/login/", typed, REMOTE_ADDR=address)

    return trying


def failing(sign_in, times: int, **how) -> None:
    for _nth in range(times):
        assert sign_in(**how).status_code == 200


def from_everywhere(sign_in, times: int, **how) -> None:
    for nth in range(times):
        assert sign_in(address=f"10.0.{nth}.1", **how).status_code == 200


def moved(by: datetime.timedelta) -> None:
    """Let that much time pass."""
    SignInTry.objects.update(at=F("at") - by)


def test_it_works(sign_in, eka):
    failing(sign_in, FROM_THERE)
    response = sign_in(password=PASSWORD)
    assert response.status_code == 429
    assert "There were too many tries. Try again in 15 minutes." in response.content.decode()
    moved(WINDOW)
    assert sign_in(password=PASSWORD).status_code == 302


def test_it_is_said_in_the_language_of_the_page(sign_in, eka):
    failing(sign_in, FROM_THERE)
    assert "Terlalu banyak percobaan" in sign_in(language="").content.decode()


def test_the_time_that_is_left_is_said(sign_in, eka):
    failing(sign_in, FROM_THERE)
    moved(WINDOW - datetime.timedelta(seconds=50))
    assert "Try again in 1 minute." in sign_in().content.decode()


def test_what_is_refused_does_not_make_the_wait_longer(sign_in, eka):
    failing(sign_in, FROM_THERE)
    moved(WINDOW / 2)
    assert sign_in().status_code == 429
    moved(WINDOW / 2)
    assert sign_in(password=PASSWORD).status_code == 302


def test_who_is_somewhere_else_is_not_shut_out(sign_in, eka):
    failing(sign_in, FROM_THERE)
    assert sign_in(password=PASSWORD, address=ELSEWHERE).status_code == 302


def test_a_colleague_at_the_same_address_is_not_shut_out(sign_in, eka):
    failing(sign_in, FROM_THERE, username="budi")
    assert sign_in(password=PASSWORD).status_code == 302


def test_an_address_that_tries_many_accounts_is_refused(sign_in, eka):
    for nth in range(AN_ADDRESS):
        failing(sign_in, 1, username=f"orang-{nth}")
    assert sign_in(password=PASSWORD).status_code == 429
    assert sign_in(password=PASSWORD, address=ELSEWHERE).status_code == 302


def test_an_account_that_is_tried_from_everywhere_is_shut_for_minutes(sign_in, eka):
    from_everywhere(sign_in, AN_ACCOUNT)
    assert sign_in(password=PASSWORD).status_code == 429
    moved(WINDOW)
    assert sign_in(password=PASSWORD).status_code == 302


def test_it_is_the_same_account_however_it_is_typed(sign_in, eka):
    failing(sign_in, FROM_THERE - 1)
    failing(sign_in, 1, username=" EKA ")
    assert sign_in(password=PASSWORD).status_code == 429


def test_an_account_that_does_not_exist_is_answered_alike(sign_in, eka):
    failing(sign_in, FROM_THERE)
    failing(sign_in, FROM_THERE, username="siapa")
    theirs, nobodys = sign_in(), sign_in(username="siapa")
    assert (theirs.status_code, nobodys.status_code) == (429, 429)
    assert theirs.context["form"].errors == nobodys.context["form"].errors


def test_success_takes_back_what_failed_before(sign_in, eka):
    failing(sign_in, FROM_THERE - 1)
    assert sign_in(password=PASSWORD).status_code == 302
    assert not SignInTry.objects.exists()


def test_who_may_not_sign_in_is_counted_too(sign_in, eka):
    eka.is_staff = False
    eka.save()
    failing(sign_in, FROM_THERE, password=PASSWORD)
    assert sign_in(password=PASSWORD).status_code == 429


def test_tries_that_are_over_are_removed(sign_in, eka):
    from_everywhere(sign_in, 10)
    moved(WINDOW)
    sign_in()
    assert SignInTry.objects.count() == 1


def test_what_was_typed_is_not_kept(sign_in, eka):
    sign_in(username="kata-sandi-di-kolom-yang-salah")
    kept = SignInTry.objects.get()
    assert "kata-sandi" not in kept.account
    assert HOME not in kept.place


@pytest.mark.parametrize("typed", [{}, {"username": "eka"}, {"username": "\x00", "password": "x"}])
def test_what_is_no_try_is_not_counted(client, eka, typed):
    assert client.post("/en/admin/login/", typed).status_code == 200
    assert not SignInTry.objects.exists()


# --- Where it came from ---


def asked(**meta):
    return place_of(RequestFactory().get("/", **meta))


@pytest.mark.parametrize(
    ("told", "address"),
    [
        (HOME, HOME),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", HOME),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_an_address_is_read(told, address):
    assert asked(REMOTE_ADDR=told) == address


def test_what_a_visitor_says_of_themselves_is_not_believed():
    assert asked(REMOTE_ADDR=HOME, HTTP_X_FORWARDED_FOR=ELSEWHERE) == HOME


def test_behind_a_proxy_its_word_counts(settings):
    settings.BEHIND_PROXY = True
    forwarded = f"{ELSEWHERE}, {HOME}"
    assert asked(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=forwarded) == HOME
