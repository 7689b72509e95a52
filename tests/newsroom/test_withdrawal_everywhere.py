"""A withdrawal reaches every channel within a minute: all of them are watched at once.

Channels are those of the gate's table, so a new one is watched as soon as it has a row there.
"""

import re

import pytest

from api.opendata import exporting
from jobs.clock import CHORES
from tests.cast import written
from tests.newsroom.gate import (
    LANGUAGES,
    PUBLIC_CONTENT,
    PUBLIC_PROGRAMS,
    PUBLIC_WRITTEN,
    about_release,
    every_address,
)
from tests.releases.files.attaching import attached, coloured

MINUTE = 60  # seconds
# With its capital: an address keeps the words of a headline in small letters.
WORD = "Kenaritarik"
AGE = re.compile(r"max-age=(\d+)")
CHANNELS = PUBLIC_CONTENT | PUBLIC_PROGRAMS | PUBLIC_WRITTEN


@pytest.fixture
def watched(office, sequence, ani, budi, settings, tmp_path):
    """A release with the word wherever people read, and every address that could tell of it."""
    settings.VAR_DIR = tmp_path
    said = {"title": f"{WORD} dibuka", "summary": f"{WORD}.", "body": f"<p>Isi {WORD}.</p>"}
    release = written(office, ani, **said)
    attached(release, ani, coloured("red"), "foto.png", caption=WORD, alt=WORD)
    release.topics.create(name="Taman", name_en="Parks", slug="taman")
    release.record(ani)
    release.submit(ani)
    release.approve(budi, release.revision)
    exporting.refresh()
    about = about_release(release) | {"sought": [WORD]}
    asked = {one for language in LANGUAGES for one in every_address(CHANNELS, language, about)}
    return release, sorted(asked)


def telling(client, addresses):
    """What each address that tells of it answers."""
    answers = {address: client.get(address) for address in addresses}
    return {
        address: answer
        for address, answer in answers.items()
        if WORD in answer.getvalue().decode(errors="replace")
    }


def test_a_withdrawal_reaches_every_channel_within_a_minute(client, watched, budi):
    release, addresses = watched
    before = telling(client, addresses)
    expected = ("/", "/feeds/rss.xml", "/api/v1/releases/", "/open/releases.csv", "/topics/taman/")
    assert set(expected) <= before.keys()
    for address, answer in before.items():
        kept = AGE.search(answer.get("Cache-Control", ""))
        assert kept is None or int(kept[1]) <= MINUTE, address

    release.withdraw(budi, "Acara itu tidak pernah ada.")
    assert telling(client, addresses) == {}

    # What the clock does in a minute, it does in turns that are no further apart.
    turns = [one for one in CHORES.values() if one.rest.total_seconds() <= MINUTE]
    for chore in turns:
        chore.work()
    assert telling(client, addresses) == {}
    made_anew = client.get("/open/releases.csv")
    assert made_anew.status_code == 200
    assert made_anew.getvalue()
    for address, answer in before.items():
        again = client.get(address, headers={"if-none-match": answer.get("ETag", '"x"')})
        again.getvalue()  # a file is closed when it has been read to its end
        assert again.status_code != 304, address
