"""A superuser invites somebody by mail, who chooses a password behind a link, once."""

import datetime
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from agencies import invitations
from agencies.models import Membership
from agencies.roles import Role
from newsroom.logs import SECRET
from releases.leaving import see_off
from tests.cast import person

INVITE = "/en/admin/auth/user/invite/"
PASSWORD = "taman-baca-di-sungai"
NOTHING = "This link opens nothing"

pytestmark = pytest.mark.usefixtures("quick_hashes", "english")


@pytest.fixture
def quick_hashes(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def typed(office) -> dict[str, object]:
    return {
        "first_name": "Eka",
        "last_name": "Sari",
        "email": "eka.sari@example.org",
        "username": "",
        "language": "en",
        "roles-TOTAL_FORMS": 3,
        "roles-INITIAL_FORMS": 0,
        "roles-0-agency": office.pk,
        "roles-0-role": "author",
    }


@pytest.fixture
def invite(client, boss, typed):
    """Send the form that invites; the answer."""
    client.force_login(boss)

    def inviting(**changes) -> HttpResponse:
        return client.post(INVITE, typed | changes, follow=True)

    return inviting


@pytest.fixture
def eka(invite) -> User:
    invite()
    return User.objects.get(username="eka.sari")


def link() -> str:
    """The path in the mail that went out last."""
    return re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[-1].body)[1]


def choose(address: str, first: str = PASSWORD, second: str = PASSWORD) -> HttpResponse:
    typed = {"new_password1": first, "new_password2": second}
    return Client().post(address, typed)


def again(client, somebody: User, language: str = "en") -> HttpResponse:
    address = f"/en/admin/auth/user/{somebody.pk}/invite/"
    return client.post(address, {"language": language}, follow=True)


def opens(address: str) -> bool:
    response = Client().get(address)
    assert (response.status_code == 404) == (NOTHING in response.content.decode())
    return response.status_code == 200


def test_it_works(invite, office):
    assert "The invitation was sent to eka.sari@example.org." in invite().content.decode()
    eka = User.objects.get(username="eka.sari")
    assert (eka.get_full_name(), eka.is_staff, eka.is_superuser) == ("Eka Sari", True, False)
    assert Membership.objects.get(user=eka).role == Role.AUTHOR
    assert not eka.has_usable_password()
    assert opens(link())
    assert "Sign in with it now." in choose(link()).content.decode()
    door = Client()
    door.post("/en/admin/login/", {"username": "eka.sari", "password": PASSWORD})
    assert door.get("/en/admin/").status_code == 200


# --- The mail ---


def test_the_mail_says_who_invites_to_what_until_when(eka, boss):
    sent = mail.outbox[0]
    assert sent.to == ["eka.sari@example.org"]
    assert sent.subject == "Your account at Press desk"
    html, kind = sent.alternatives[0]
    assert kind == "text/html"
    for part in (sent.body, html):
        for said in ("Hello Eka Sari,", "boss", "testserver", "eka.sari", "Author", "Dinas Kabar"):
            assert said in part
        assert link() in part


def test_the_mail_and_its_link_are_in_the_language_chosen(invite):
    invite(language="id")
    assert link().startswith("/invitation/")
    assert "Halo Eka Sari," in mail.outbox[0].body
    assert "Pilih kata sandi" in Client().get(link()).content.decode()
    invite(language="en", email="fajar@example.org")
    assert link().startswith("/en/invitation/")


def test_a_name_cannot_write_into_the_mail(invite):
    invite(first_name="<b>Eka</b>", last_name="\r\nBcc: x@example.org")
    assert "<b>" not in mail.outbox[0].alternatives[0][0]
    assert mail.outbox[0].recipients() == ["eka.sari@example.org"]


def test_the_html_is_whole(eka):
    class Tags(HTMLParser):
        open: list[str] = []

        def handle_starttag(self, tag, attrs):
            assert "style" not in dict(attrs)
            if tag not in ("meta", "br"):
                self.open.append(tag)

        def handle_endtag(self, tag):
            assert self.open.pop() == tag

    parser = Tags()
    parser.feed(mail.outbox[0].alternatives[0][0])
    assert parser.open == []


def test_without_a_mail_server_it_is_a_file_and_that_is_said(invite, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    assert "No mail server is set up" in invite().content.decode()
    [file] = (tmp_path / "mail").iterdir()
    assert "Hello Eka Sari" in file.read_text()


def test_mail_goes_into_the_folder_of_what_varies():
    assert Path(configured.EMAIL_FILE_PATH) == configured.VAR_DIR / "mail"


@pytest.mark.parametrize("problem", [ConnectionRefusedError("no server"), ValueError("bad name")])
def test_a_mail_that_cannot_be_sent_leaves_the_account(client, invite, monkeypatch, problem):
    def refuse(*_args, **_kwargs):
        raise problem

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
        text = invite().content.decode()
    assert "could not be sent" in text
    assert str(problem) in text
    eka = User.objects.get(username="eka.sari")
    again(client, eka)
    assert opens(link())


# --- The form ---


def refused(response: HttpResponse, *said: str) -> bool:
    text = response.content.decode()
    assert not User.objects.filter(first_name="Eka").exists()
    assert mail.outbox == []
    return all(sentence in text for sentence in said)


def test_all_problems_are_said_at_once(invite):
    typed = {"first_name": "", "email": "x", "language": "xx", "roles-0-role": ""}
    response = invite(**typed)
    for form, names in (
        (response.context["form"], {"first_name", "email", "language"}),
        (response.context["roles"].forms[0], {"role"}),
    ):
        assert form.errors.keys() == names


def test_an_address_that_has_an_account_is_refused_in_words(invite, ani):
    User.objects.filter(pk=ani.pk).update(email="Eka.Sari@example.org")
    assert refused(invite(), "There is an account with this address already: ani.")


def test_a_user_name_that_is_taken_is_refused(invite, ani):
    assert refused(invite(username="ANI"), "There is an account with this user name already.")


def test_a_user_name_that_is_proposed_is_free(invite, ani):
    invite(email="ani@example.org")
    assert User.objects.filter(username="ani2", first_name="Eka").exists()


@pytest.mark.parametrize("email", ["!#@example.org", f"{'x' * 64}@example.org"])
def test_any_address_makes_a_user_name(invite, email):
    invite(email=email)
    assert User.objects.get(first_name="Eka").email == email


def test_without_a_role_it_is_refused(invite):
    nobody = {"roles-0-agency": "", "roles-0-role": ""}
    assert refused(invite(**nobody), "Choose at least one agency and a role in it.")


def test_the_same_role_twice_is_refused(invite, office):
    twice = {"roles-1-agency": office.pk, "roles-1-role": "author"}
    assert refused(invite(**twice), "chosen twice")


def test_several_roles_in_several_agencies(invite, office, clinic):
    invite(**{"roles-2-agency": clinic.pk, "roles-2-role": "approver"})
    held = Membership.objects.filter(user__first_name="Eka").order_by("pk")
    assert [(one.agency, one.role) for one in held] == [(office, "author"), (clinic, "approver")]


@pytest.mark.parametrize(
    "hostile",
    [
        {"roles-TOTAL_FORMS": "x"},
        {"roles-TOTAL_FORMS": "99999"},
        {"roles-0-agency": "\x00"},
        {"first_name": "x" * 5000},
        {"first_name": "a\x00b"},
        {"username": "ada spasi"},
    ],
)
def test_what_is_no_form_is_refused_and_kept(invite, hostile):
    response = invite(**hostile)
    assert response.status_code == 200
    assert refused(response, 'value="eka.sari@example.org"')


def test_registrars_do_not_invite(client, dewi, typed):
    client.force_login(dewi)
    assert client.get(INVITE).status_code == 403
    assert client.post(INVITE, typed).status_code == 403
    assert not User.objects.filter(first_name="Eka").exists()


# --- Whoever has not accepted ---


def test_the_list_says_who_has_not_accepted_since_when(client, eka):
    User.objects.filter(pk=eka.pk).update(date_joined="2026-03-02T10:00+07:00")
    listed = "/en/admin/auth/user/"
    assert "not accepted yet, since 2 Mar 2026" in client.get(listed).content.decode()
    choose(link())
    assert "not accepted yet, since 2 Mar 2026" not in client.get(listed).content.decode()


def test_the_list_asks_no_more_for_many(client, boss, django_assert_max_num_queries):
    for nth in range(20):
        person(f"orang{nth}")
    client.force_login(boss)
    with django_assert_max_num_queries(8):
        client.get("/en/admin/auth/user/")


def test_sent_again_the_older_link_is_dead(client, eka):
    older = link()
    again(client, eka)
    assert not opens(older)
    assert opens(link())


def test_only_who_waits_is_sent_it_again(client, eka):
    choose(link())
    assert "waits for no invitation" in again(client, eka).content.decode()
    assert len(mail.outbox) == 1
    assert "Send the invitation again" not in page_of(client, eka)


def test_the_page_of_who_waits_offers_it(client, eka):
    assert "Send the invitation again" in page_of(client, eka)


def page_of(client, somebody: User) -> str:
    return client.get(f"/en/admin/auth/user/{somebody.pk}/change/").content.decode()


def test_without_an_address_nothing_is_sent_again(client, eka):
    User.objects.filter(pk=eka.pk).update(email="")
    assert "This account has no e-mail address." in again(client, eka).content.decode()
    assert opens(link()) is False  # the address has changed since


def test_again_for_nobody_is_not_found(client, invite):
    assert client.get("/en/admin/auth/user/987654/invite/").status_code == 404


# --- The link ---


def test_a_link_is_dead_once_it_was_used(eka):
    choose(link())
    assert not opens(link())
    assert choose(link(), "kata-sandi-yang-lain").status_code == 404
    eka.refresh_from_db()
    assert eka.check_password(PASSWORD)


def test_it_expires_after_a_week(eka, monkeypatch):
    def later(days: int) -> None:
        now = datetime.datetime.now() + datetime.timedelta(days=days)
        monkeypatch.setattr(invitations.Tokens, "_now", lambda _tokens: now)

    later(6)
    assert opens(link())
    later(8)
    assert not opens(link())


def test_it_is_dead_once_the_account_is_closed_even_if_it_is_opened_again(client, eka):
    form = {"username": "eka.sari", "is_staff": "on"}
    joined = {"date_joined_0": "2026-03-02", "date_joined_1": "10:00:00"}
    for is_active in ({}, {"is_active": "on"}):
        address = f"/en/admin/auth/user/{eka.pk}/change/"
        response = client.post(address, form | joined | is_active | {"email": eka.email})
        assert response.status_code == 302, response.context["errors"]
        assert not opens(link())


def test_it_is_dead_once_they_have_left(eka, boss):
    see_off(eka, boss, {})
    User.objects.filter(pk=eka.pk).update(is_active=True)
    assert not opens(link())


def test_it_is_dead_once_the_address_is_another(eka):
    User.objects.filter(pk=eka.pk).update(email="lain@example.org")
    assert not opens(link())


def test_every_bad_link_is_answered_alike(eka, ani):
    good = link()
    secret = good.split("/")[-2]
    bad = [
        secret[:-1],
        secret.replace(f"{eka.pk}-", f"{ani.pk}-", 1),
        secret.replace(f"{eka.pk}-", "999999-", 1),
        f"0{'9' * 30}-{secret}",
        "x",
        "-",
        "1-zzzzzzzzzzzzzzzzzz-x",
        "%00-%00",
        "%D9%A1-a-b",
        f"{eka.pk}-{'a' * 4000}-b",
    ]
    answers = {Client().get(f"/en/invitation/{one}/").content for one in bad}
    answers |= {choose(f"/en/invitation/{one}/").content for one in bad}
    assert len(answers) == 1
    assert NOTHING in answers.pop().decode()


def test_no_answer_is_kept_found_or_told_elsewhere(eka):
    for response in (Client().get(link()), Client().get("/invitation/x/"), choose(link())):
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.cookies


def test_nobody_is_signed_in_by_it(eka):
    browser = Client()
    browser.post(link(), {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert browser.get("/en/admin/").status_code == 302


def test_it_asks_for_nobodys_session(client, eka):
    assert "boss" not in client.get(link()).content.decode().replace("boss has made", "")
    assert "Cookie" not in client.get(link()).get("Vary", "")


def test_a_form_sent_from_a_page_without_referrer_is_taken(eka):
    browser = Client(enforce_csrf_checks=True, headers={"origin": "null"})
    typed = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    assert browser.post(link(), typed).status_code == 200


def test_all_that_is_wrong_with_a_password_is_said(eka):
    text = choose(link(), "12345", "123").content.decode()
    for said in ("didn’t match", "too short", "too common", "entirely numeric"):
        assert said in text, said
    assert "similar to the username" in choose(link(), "eka.sari2026", "").content.decode()
    assert opens(link())


def test_a_log_does_not_tell_the_secret(eka):
    assert link().split("/")[-2] not in SECRET.sub(r"/\1/…", f"GET {link()} 200")


# --- What is on record ---


def test_account_and_roles_are_in_the_history(eka, boss):
    record = eka.history.get()
    assert (record.history_type, record.history_user) == ("+", boss)
    record = eka.memberships.get().history.get()
    assert (record.history_type, record.history_user) == ("+", boss)


def test_what_became_of_the_invitation_is_in_the_log(eka, boss):
    choose(link())
    said = LogEntry.objects.order_by("pk").values_list("user__username", "change_message")
    assert [*said] == [
        ("boss", "Invited."),
        ("boss", "Invitation sent to eka.sari@example.org."),
        ("eka.sari", "Accepted the invitation and chose a password."),
    ]
