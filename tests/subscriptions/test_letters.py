"""What stands in the head of a mail and in its parts, and what can't be smuggled in."""

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Agency
from releases.models import Edition
from subscriptions import letters, tokens
from subscriptions.checks import mail_is_set_up
from tests.subscriptions.conftest import subscribed
from tests.thoroughness import once

pytestmark = [once, pytest.mark.django_db]


@pytest.fixture
def edition(published) -> Edition:
    return published.editions.get()


def mail(edition: Edition, subscriber, language="id"):
    headers = letters.headers_of_edition(edition, subscriber, [])
    return letters.of_edition(edition, language).to(subscriber, headers)


def test_it_works(edition, sari, settings):
    settings.NEWSROOM_ADDRESS = "https://news.example"
    settings.MAIL_BOUNCES = "bounces@news.example"
    one = mail(edition, sari)
    head = one.message()
    own = f"https://news.example/subscriptions/{tokens.own(sari)}/"
    assert head["List-Unsubscribe"] == f"<{own}end/>"
    assert head["List-Id"].endswith("<alerts.news.example>")
    assert head["Auto-Submitted"] == "auto-generated"
    assert head["From"] == settings.DEFAULT_FROM_EMAIL
    assert head["Message-ID"].endswith("@news.example>")
    assert head["Message-ID"] == mail(edition, sari).message()["Message-ID"]
    assert head["Message-ID"] != mail(edition, subscribed("b@example.org")).message()["Message-ID"]
    assert tokens.returned_from(one.from_email) == sari
    for part in (one.body, one.alternatives[0][0]):
        assert own in part
        assert letters.SECRET not in part


def test_nothing_is_fetched_when_it_is_read(edition, sari):
    html = mail(edition, sari).alternatives[0][0]
    assert not {"<img", "<script", "<link", "url(", "src="} & {
        one for one in ("<img", "<script", "<link", "url(", "src=") if one in html
    }


@pytest.mark.parametrize("sneaky", ["Judul\r\nBcc: rudi@example.org", "Judul\nX: y", "J\x00\x0bx"])
def test_no_headline_and_no_name_makes_a_header(edition, sari, sneaky):
    edition.title = sneaky
    edition.agency = Agency(name=sneaky, short_name=sneaky, slug="x")
    head = mail(edition, sari).message()
    assert head["Bcc"] is None
    assert head["X"] is None
    assert "\n" not in str(head["Subject"])


def test_markup_in_a_headline_stays_text(edition, sari):
    edition.title = "<b>5 < 6</b>"
    assert "&lt;b&gt;5 &lt; 6&lt;/b&gt;" in mail(edition, sari).alternatives[0][0]
    assert "<b>5 < 6</b>" in mail(edition, sari).body


def test_a_long_text_is_read_in_the_newsroom(edition, sari):
    edition.body = f"<p>{'kata ' * 2000}</p>"
    assert len(mail(edition, sari).body) < 3000


# --- Setting up ---


def test_a_trial_has_the_head_of_an_alert(mailoutbox, db):
    call_command("testmail", "ops@example.org")
    head = mailoutbox[0].message()
    assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert head["List-Unsubscribe"].startswith("<http://localhost:8000/subscriptions/")
    with pytest.raises(CommandError):
        call_command("testmail", "ops@")


def test_what_is_not_set_up_is_said(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    assert len(mail_is_set_up()) == 4
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.NEWSROOM_ADDRESS = "https://news.example"
    settings.DEFAULT_FROM_EMAIL = "Humas <humas@news.example>"
    settings.MAIL_BOUNCES = "bounces@news.example"
    assert mail_is_set_up() == []
