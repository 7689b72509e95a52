"""The pages of a feed, walked as RFC 5005 describes it, in every format."""

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


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("channel", "count"),
    [("", 7), ("agencies/diskabar/", 7), ("corrections/", 4), ("?q=siaran", 7), ("?year=2020", 7)],
)
def test_it_works(client, seven, form, channel, count):
    path, _mark, query = channel.partition("?")
    address, found = f"/feeds/{path}{form}?{query}".rstrip("?"), []
    first = SITE + address
    while address:
        titles, links = page(client, address)
        assert links["self"] == SITE + address.removeprefix(SITE)
        if "first" in links:
            assert links["first"] == first
        found += titles
        address = links.get("next") or ""
    assert len(found) == len(set(found)) == count


@pytest.mark.parametrize("channel", ["", "corrections/"])
def test_one_can_walk_back(client, seven, channel):
    first, links = page(client, f"/feeds/{channel}atom.xml")
    assert "previous" not in links
    second, links = page(client, links["next"])
    assert page(client, links["previous"])[0] == first != second


def test_what_is_published_meanwhile_shifts_nothing(client, seven, office, ani, budi):
    _titles, links = page(client, "/feeds/rss.xml")
    before = page(client, links["next"])
    issued(office, ani, budi, title="Siaran lain")
    assert page(client, links["next"]) == before


def test_a_page_of_another_feed_is_not_found(client, seven):
    _titles, links = page(client, "/feeds/rss.xml")
    cursor = links["next"].partition("?")[2]
    assert client.get(f"/feeds/agencies/diskabar/rss.xml?{cursor}").status_code == 404
    assert client.get(f"/feeds/rss.xml?q=siaran&{cursor}").status_code == 404
