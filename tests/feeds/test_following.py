"""What docs/following.md shows of feeds and WebSub works, done with curl and Python."""

import shutil

import pytest

from tests.cast import issued
from tests.feeds.hub import listening
from tests.following import done, examples
from tests.thoroughness import once

pytestmark = [once, pytest.mark.django_db(transaction=True)]

if shutil.which("curl") is None:
    pytest.skip("curl is missing: no example was done.", allow_module_level=True)

NUMBER = "1158/SP-HMS/03/2020"


@pytest.fixture
def withdrawn(office, published, ani, budi):
    """Beside a release that is public, one that is not any more."""
    release = issued(office, ani, budi, title="Taman lain")
    release.withdraw(budi, "Acara itu batal.")
    return release


def test_feeds(live_server, published, withdrawn):
    newest, of_an_agency, taken_back, asked_again, found = (
        done(example, {"https://newsroom.example": live_server.url})
        for example in examples("Feeds")
    )
    assert newest.startswith("['1159/SP-HMS/03/2020'] 20")
    assert [line.split()[0] for line in of_an_agency.splitlines()] == [
        withdrawn.uid.urn,
        published.uid.urn,
    ]
    assert NUMBER in of_an_agency
    assert taken_back == f"{withdrawn.uid.urn} ['1159/SP-HMS/03/2020'] Acara itu batal.\n"
    assert asked_again == "304\n"
    assert found == f"['{NUMBER}'] Gubernur resmikan taman baca\n"


def test_websub(live_server, published, settings):
    with listening() as hub:
        settings.WEBSUB_HUB, settings.NEWSROOM_ADDRESS = hub.address, live_server.url
        places = {"https://newsroom.example": live_server.url, "https://hub.example/": hub.address}
        [named] = (done(example, places) for example in examples("WebSub"))
    topic = f"{live_server.url}/feeds/atom.xml"
    assert f'<{hub.address}>; rel="hub", <{topic}>; rel="self"' in named
    assert hub.asked == [
        {
            "hub.mode": "subscribe",
            "hub.topic": topic,
            "hub.callback": "https://partner.example/callback",
        }
    ]
