"""RSS 2.0, read back by a feed reader."""

import datetime

import feedparser
import pytest

from tests.cast import issued, written
from tests.releases.editing import corrected, in_hours, rewritten
from tests.thoroughness import once

pytestmark = once


@pytest.fixture
def feed(client, published):
    return feedparser.parse(client.get("/feeds/rss.xml").content)


def test_it_works(feed):
    assert not feed.bozo
    assert feed.version == "rss20"
    assert [entry.title for entry in feed.entries] == ["Gubernur resmikan taman baca"]


def read(client, address="/feeds/rss.xml"):
    feed = feedparser.parse(client.get(address).content)
    assert not feed.bozo
    return feed.entries


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


def moment(text):
    return datetime.datetime.fromisoformat(text)


def test_a_correction_keeps_identity_address_and_day_and_tells_what_it_corrects(
    client, feed, published, ani, budi, english
):
    before = feed.entries[0]
    edition = corrected(published, ani, budi, "Gubernur resmikan dua taman baca")
    [entry] = read(client, "/en/feeds/rss.xml")
    assert entry.title == "Gubernur resmikan dua taman baca"
    assert entry.id == before.id
    assert entry.link == before.link.replace("/releases/", "/en/releases/")
    assert entry.published == before.published
    assert moment(entry.updated) == edition.public_from
    assert entry.summary.startswith("Corrected on ")
    assert edition.note in entry.summary


def test_before_any_correction_it_was_updated_when_it_was_published(feed, published):
    edition = published.editions.get()
    assert moment(feed.entries[0].updated) == edition.public_from


def test_a_correction_for_later_is_not_told(client, feed, published, ani, budi):
    rewritten(published, ani, title="Judul baru")
    published.approve(budi, published.revision, in_hours(1), correction_note="Baru.")
    [entry] = read(client)
    assert (entry.title, entry.updated) == (feed.entries[0].title, feed.entries[0].updated)


def test_a_corrected_feed_is_sent_again(client, published, ani, budi):
    kept = client.get("/feeds/rss.xml")["ETag"]
    corrected(published, ani, budi, "Judul baru")
    assert client.get("/feeds/rss.xml", headers={"if-none-match": kept}).status_code == 200


def test_a_withdrawn_release_is_a_notice_in_its_old_place(
    client, feed, published, office, ani, budi
):
    issued(office, ani, budi, title="Jalan baru dibuka")
    published.withdraw(budi, "Acara itu tidak pernah ada.")
    _newer, notice = read(client, "/en/feeds/rss.xml")
    assert notice.title == "Withdrawn: 1158/SP-HMS/03/2020"
    assert notice.summary == "Acara itu tidak pernah ada."
    assert notice.id == feed.entries[0].id
    assert notice.published == feed.entries[0].published
    assert [tag.term for tag in notice.tags] == ["1158/SP-HMS/03/2020"]
    withdrawn_at = published.editions.order_by("position").last().public_from
    assert moment(notice.updated) == withdrawn_at
    # It takes the place of the text in readers that keep what they have read.
    assert "Acara itu tidak pernah ada." in notice.content[0].value
    assert "Taman baca" not in notice.content[0].value


def test_a_hostile_note_stays_well_formed(client, published, ani, budi):
    rewritten(published, ani, title="Judul baru")
    published.approve(budi, published.revision, correction_note="Uji ]]> & <b> \u202e 😀")
    [entry] = read(client)
    assert "😀" in entry.summary
