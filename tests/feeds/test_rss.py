"""RSS 2.0, read back by a feed reader."""

import feedparser
import pytest

from tests.cast import written


@pytest.fixture
def feed(client, published):
    return feedparser.parse(client.get("/feeds/rss.xml").content)


def test_it_works(feed):
    assert not feed.bozo
    assert feed.version == "rss20"
    assert [entry.title for entry in feed.entries] == ["Gubernur resmikan taman baca"]


def test_links_are_absolute_and_the_feed_names_itself(feed):
    assert feed.entries[0].link == (
        "http://testserver/releases/2020/03/gubernur-resmikan-taman-baca/"
    )
    own = [link.href for link in feed.feed.links if link.rel == "self"]
    assert own == ["http://testserver/feeds/rss.xml"]


def test_the_identity_is_no_address_and_stays(feed, published):
    assert feed.entries[0].id == published.uid.urn
    assert not feed.entries[0].guidislink


def test_the_whole_text_and_the_number_are_in_it(feed):
    assert "Taman baca dibuka." in feed.entries[0].content[0].value
    assert "KOTA UJI" in feed.entries[0].content[0].value
    assert [tag.term for tag in feed.entries[0].tags] == ["1158/SP-HMS/03/2020"]


def test_dates_carry_the_newsrooms_zone(feed):
    assert feed.entries[0].published.endswith("+0700")


def test_the_channel_tells_its_language(client, published):
    assert feedparser.parse(client.get("/feeds/rss.xml").content).feed.language == "id"
    assert feedparser.parse(client.get("/en/feeds/rss.xml").content).feed.language == "en"


def test_an_agencys_feed_holds_its_own_and_those_below(client, published, clinic):
    assert (
        len(feedparser.parse(client.get("/feeds/agencies/diskabar/rss.xml").content).entries) == 1
    )
    assert not feedparser.parse(client.get("/feeds/agencies/dinsehat/rss.xml").content).entries


def test_a_feed_of_no_agency_is_not_found(client, db):
    assert client.get("/feeds/agencies/nobody/rss.xml").status_code == 404


def test_an_unchanged_feed_is_not_sent_again(client, published):
    first = client.get("/feeds/rss.xml")
    again = client.get("/feeds/rss.xml", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_hostile_words_stay_well_formed(client, office, sequence, ani, budi):
    release = written(
        office, ani, title='Uji ]]> & <b> "x" \u202e 😀', body="<p>]]&gt; &amp; 😀</p>"
    )
    release.submit(ani)
    release.approve(budi, release.revision)
    feed = feedparser.parse(client.get("/feeds/rss.xml").content)
    assert not feed.bozo
    assert "😀" in feed.entries[0].title


def test_an_old_release_stands_at_its_own_day(client, published, office, ani, budi):
    old = written(office, ani, title="Kabar lama", date="2019-01-05", paper_numbers="7/SP/2019")
    old.submit(ani)
    old.approve(budi, old.revision)
    entries = feedparser.parse(client.get("/feeds/rss.xml").content).entries
    assert [entry.title for entry in entries] == ["Gubernur resmikan taman baca", "Kabar lama"]
    assert entries[1].published == "Sat, 05 Jan 2019 00:00:00 +0700"
