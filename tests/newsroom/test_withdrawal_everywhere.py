"""A withdrawal reaches every channel within a minute: all of them are watched at once.

Channels are those of the gate's table, so a new one is watched as soon as it has a row there; and
the mails, and the hub.
"""

import re

import pytest

from jobs.clock import CHORES
from jobs.working import Shift
from tests.cast import written
from tests.feeds.hub import listening
from tests.newsroom.gate import (
    LANGUAGES,
    PUBLIC_CONTENT,
    PUBLIC_PROGRAMS,
    PUBLIC_WRITTEN,
    about_release,
    every_address,
)
from tests.releases.files.attaching import attached, coloured
from tests.subscriptions.conftest import subscribed

MINUTE = 60  # seconds
# With its capital: an address keeps the words of a headline in small letters.
WORD = "Kenaritarik"
AGE = re.compile(r"max-age=(\d+)")
CHANNELS = PUBLIC_CONTENT | PUBLIC_PROGRAMS | PUBLIC_WRITTEN
FOLLOWERS = {"once@example.org": "once", "daily@example.org": "daily"}


@pytest.fixture
def hub(settings):
    with listening() as hub:
        settings.WEBSUB_HUB = hub.address
        yield hub


@pytest.fixture
def watched(office, sequence, ani, budi, settings, tmp_path, hub):
    """A release with the word wherever people read, and every address that could tell of it."""
    settings.VAR_DIR = tmp_path
    for address, frequency in FOLLOWERS.items():
        follower = subscribed(address, frequency=frequency)
        follower.digest_due = follower.digest_since
        follower.save()
    said = {"title": f"{WORD} dibuka", "summary": f"{WORD}.", "body": f"<p>Isi {WORD}.</p>"}
    release = written(office, ani, **said)
    attached(release, ani, coloured("red"), "foto.png", caption=WORD, alt=WORD)
    release.topics.create(name="Taman", name_en="Parks", slug="taman")
    release.record(ani)
    release.submit(ani)
    release.approve(budi, release.revision)
    a_minute_passes()
    about = about_release(release) | {"sought": [WORD]}
    asked = {one for language in LANGUAGES for one in every_address(CHANNELS, language, about)}
    return release, sorted(asked)


def a_minute_passes():
    """Every chore that has its turn within a minute is done, and then the queue."""
    for chore in CHORES.values():
        if chore.rest.total_seconds() <= MINUTE:
            chore.work()
    shift = Shift()
    while shift.round():
        pass


def telling(client, addresses):
    """What each address that tells of it answers."""
    found = {}
    for address in addresses:
        answer = client.get(address)
        if WORD in answer.getvalue().decode(errors="replace"):
            found[address] = answer
    return found


def test_a_withdrawal_reaches_every_channel_within_a_minute(client, watched, budi, hub, mailoutbox):
    release, addresses = watched
    before = telling(client, addresses)
    expected = (
        *("/", "/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json", "/topics/taman/"),
        *("/api/v1/releases/", "/open/releases.csv"),
    )
    assert set(expected) <= before.keys()
    for address, answer in before.items():
        kept = AGE.search(answer.get("Cache-Control", ""))
        assert kept is None or int(kept[1]) <= MINUTE, address
    assert {to for mail in mailoutbox for to in mail.to} == set(FOLLOWERS)
    assert hub.asked
    mailoutbox.clear()
    hub.asked.clear()

    release.withdraw(budi, "Acara itu tidak pernah ada.")
    assert telling(client, addresses) == {}

    a_minute_passes()
    assert telling(client, addresses) == {}
    for address, answer in before.items():
        again = client.get(address, headers={"if-none-match": answer.get("ETag", '"x"')})
        again.getvalue()  # a file is closed when it has been read to its end
        assert again.status_code in (200, 404, 410), address
    # Who follows nothing but the topic is told as well.
    assert "tidak pernah ada" in client.get("/feeds/topics/taman/atom.xml").content.decode()
    assert {to for mail in mailoutbox for to in mail.to} == set(FOLLOWERS)
    for mail in mailoutbox:
        assert mail.subject.startswith("DICABUT")
        assert WORD not in mail.body
    told = {ping["hub.url"].partition("/feeds/")[2] for ping in hub.asked}
    assert {"rss.xml", "corrections/atom.xml", "topics/taman/feed.json"} <= told
