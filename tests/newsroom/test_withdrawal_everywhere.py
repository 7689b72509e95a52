"""A withdrawal reaches everything that told of the release, within a minute."""

import datetime

import pytest
from django.core.management import call_command

from jobs.models import Turn
from tests.subscriptions.conftest import subscribed

MINUTE = datetime.timedelta(minutes=1)
PAGES = ("/", "/releases/", "/releases/?q=taman", "/agencies/diskabar/", "/feeds/rss.xml")
TITLE = "Gubernur resmikan"


@pytest.fixture
def told(published) -> list[str]:
    """Those who were told of it."""
    followers = [
        subscribed("once@example.org"),
        subscribed("daily@example.org", frequency="daily"),
        subscribed("changed@example.org"),
    ]
    followers[1].digest_due = followers[1].digest_since
    followers[1].save()
    call_command("worker", once=True)
    followers[2].words, followers[2].frequency = "banjir", "weekly"
    followers[2].save()
    return [one.email for one in followers]


def a_minute_later() -> None:
    """What a worker does that ended its round a minute ago."""
    for turn in Turn.objects.all():
        turn.taken_at -= MINUTE
        turn.save()
    call_command("worker", once=True)


def test_it_works(client, published, budi, told, mailoutbox):
    for page in PAGES:
        assert TITLE in client.get(page).content.decode(), page
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted(told)
    mailoutbox.clear()

    published.withdraw(budi, "Angkanya keliru.")
    a_minute_later()
    for page in PAGES:
        assert TITLE not in client.get(page).content.decode(), page
    assert client.get(published.editions.last().get_absolute_url()).status_code == 410
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted(told)
    for mail in mailoutbox:
        assert mail.subject.startswith("DICABUT")
        assert TITLE not in mail.body
