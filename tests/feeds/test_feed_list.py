"""Feeds are found: on a page of their own, as OPML, and from every page."""

import re

import pytest
from lxml import etree

from feeds.writing import FORMATS
from releases.models import Topic
from tests.cast import put_under
from tests.feeds.rules import faults

LINK = re.compile(r'<link rel="alternate" type="([^"]+)" title="([^"]+)" href="([^"]+)">')


@pytest.fixture
def topic(published):
    topic = Topic.objects.create(name="Taman", name_en="Parks", slug="taman")
    put_under(published, topic)
    return topic


def offered(client, address: str) -> list[str]:
    """The feeds that a page names in its head, each of which is what the page says it is."""
    found = LINK.findall(client.get(address).content.decode())
    for media_type, _title, feed in found:
        answer = client.get(feed.replace("&amp;", "&"))
        assert answer.status_code == 200
        assert faults(answer.content) == []
        assert media_type in [form.media_type for form in FORMATS.values()]
    return [feed.replace("&amp;", "&") for _type, _title, feed in found]


def in_all_formats(channel: str, query: str = "") -> list[str]:
    return [f"/feeds/{channel}{form}{query}" for form in FORMATS]


@pytest.mark.parametrize("language", ["", "/en"])
def test_it_works(client, published, topic, clinic, language):
    text = client.get(f"{language}/feeds/").content.decode()
    channels = ("", "corrections/", "agencies/diskabar/", "agencies/dinsehat/", "topics/taman/")
    for channel in (*channels, "kinds/advisory/", "languages/en/"):
        for form in FORMATS:
            assert f'href="{language}/feeds/{channel}{form}"' in text


def test_opml_names_every_feed_once(client, published, topic):
    answer = client.get("/en/feeds/opml.xml")
    opml = etree.fromstring(answer.content)
    assert opml.tag == "opml"
    assert opml.get("version") == "2.0"
    assert opml.findtext("head/title")
    feeds = opml.findall("body/outline/outline")
    addresses = [one.get("xmlUrl") for one in feeds]
    assert "http://testserver/en/feeds/topics/taman/rss.xml" in addresses
    assert len(addresses) == len(set(addresses))
    for one in feeds:
        assert one.get("type") == "rss"
        assert one.get("text")
        assert client.get(one.get("xmlUrl").removeprefix("http://testserver")).status_code == 200


@pytest.mark.parametrize(
    ("page", "channel", "query"),
    [
        ("/agencies/diskabar/", "agencies/diskabar/", ""),
        ("/topics/taman/", "topics/taman/", ""),
        ("/corrections/", "corrections/", ""),
        ("/releases/?sort=oldest&q=taman&page=1", "", "?q=taman"),
        ("/releases/2020/03/?genre=release", "", "?genre=release&month=3&year=2020"),
    ],
)
def test_a_page_offers_the_feed_of_everything_and_its_own(
    client, published, topic, page, channel, query
):
    assert offered(client, page) == in_all_formats("") + in_all_formats(channel, query)


def test_the_page_of_an_agency_that_was_narrowed_offers_both(client, published, topic):
    own = in_all_formats("agencies/diskabar/")
    found = in_all_formats("", "?agency=diskabar&topic=taman")
    page = "/agencies/diskabar/?topic=taman"
    assert offered(client, page) == in_all_formats("") + own + found
    assert found[0].replace("&", "&amp;") in client.get(page).content.decode().partition("<main")[2]


def test_a_question_that_makes_no_sense_has_no_feed(client, published):
    assert offered(client, "/releases/?q=taman&from=yesterday") == in_all_formats("")


@pytest.mark.parametrize("page", ["/", "/about/", "/feeds/", "/archive/", "/en/contacts/"])
def test_every_page_offers_the_feed_of_everything(client, published, page):
    root = "/en" if page.startswith("/en/") else ""
    assert offered(client, page) == [root + one for one in in_all_formats("")]
