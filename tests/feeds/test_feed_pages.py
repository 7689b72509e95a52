"""The pages of a feed, walked as RFC 5005 describes it, in every format."""

from itertools import product

import feedparser
import pytest

from feeds import channels
from feeds.writing import FORMATS
from tests.cast import issued
from tests.feeds.rules import faults
from tests.releases.editing import corrected

SITE = "http://testserver"


@pytest.fixture
def seven(office, sequence, ani, budi, monkeypatch):
    """Releases, of which two are on a page. Every second one was corrected."""
    monkeypatch.setattr(channels, "ITEMS", 2)
    releases = [issued(office, ani, budi, title=f"Siaran {nth}") for nth in range(7)]
    for release in releases[::2]:
        corrected(release, ani, budi, f"{release.title} baru")
    return releases


def page(client, address: str) -> tuple[list[str], dict[str, str]]:
    """The headlines on a page, and where it leads to, by relation."""
    answer = client.get(address.removeprefix(SITE))
    assert answer.status_code == 200
    assert faults(answer.content) == []
    if "feed.json" in address:
        feed = answer.json()
        links = {"self": feed["feed_url"], "next": feed.get("next_url")}
        return [item["title"] for item in feed["items"]], links
    read = feedparser.parse(answer.content)
    links = {link.rel: link.href for link in read.feed.links}
    return [entry.title for entry in read.entries], links


COUNTS = {"": 7, "agencies/diskabar/": 7, "corrections/": 4, "?q=siaran": 7, "?year=2020": 7}


def test_it_works(client, seven):
    for (channel, count), form in product(COUNTS.items(), FORMATS):
        path, _mark, query = channel.partition("?")
        address, found = f"{SITE}/feeds/{path}{form}?{query}".rstrip("?"), []
        first = address
        while address:
            titles, links = page(client, address)
            assert links["self"] == address
            assert links.get("first", first) == first
            found += titles
            address = links.get("next")
        assert len(found) == len(set(found)) == count, first


def test_one_can_walk_back(client, seven):
    for channel in ("", "corrections/"):
        first, links = page(client, f"/feeds/{channel}atom.xml")
        assert "previous" not in links
        second, links = page(client, links["next"])
        assert page(client, links["previous"])[0] == first != second


def test_a_page_is_of_one_feed_and_not_shifted_by_what_is_published(
    client, seven, office, ani, budi
):
    _titles, links = page(client, "/feeds/rss.xml")
    before = page(client, links["next"])
    cursor = links["next"].partition("?")[2]
    for other in ("agencies/diskabar/rss.xml?", "atom.xml?", "rss.xml?q=siaran&"):
        assert client.get(f"/feeds/{other}{cursor}").status_code == 404
    issued(office, ani, budi, title="Siaran lain")
    assert page(client, links["next"]) == before
