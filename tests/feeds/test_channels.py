"""What each feed is about; read as JSON, which every channel has as it has the others."""

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from feeds.writing import FORMATS
from releases.models import Topic
from tests.cast import issued, put_under, written
from tests.feeds.rules import faults
from tests.releases.editing import corrected, in_hours, rewritten
from tests.releases.kin import translated

FALSE = "<p>Tidak ada yang dipungut.</p>"
PARK = "Gubernur resmikan taman baca"


def read(client, channel: str = "") -> dict:
    """The feed of a channel, such as "topics/taman/"."""
    address, _mark, query = channel.partition("?")
    before, address = ("/en", address[3:]) if address.startswith("en/") else ("", address)
    answer = client.get(f"{before}/feeds/{address}feed.json?{query}")
    assert answer.status_code == 200
    assert faults(answer.content) == []
    return answer.json()


def titles(client, channel: str = "") -> list[str]:
    return [item["title"] for item in read(client, channel)["items"]]


@pytest.fixture
def parks(published):
    """The published release stands under this topic, and so does its only edition."""
    topic = Topic.objects.create(name="Taman", name_en="Parks", slug="taman")
    published.topics.add(topic)
    put_under(published, topic)
    return topic


@pytest.fixture
def hoax(office, sequence, ani, budi, published):
    said = {"title": "Kabar itu palsu", "summary": "Tidak ada pungutan.", "body": FALSE}
    return issued(office, ani, budi, genre="clarification", **said)


def test_it_works(client, published, parks, hoax):
    assert titles(client) == ["Kabar itu palsu", PARK]
    assert titles(client, "agencies/diskabar/") == ["Kabar itu palsu", PARK]
    assert titles(client, "topics/taman/") == [PARK]
    assert titles(client, "kinds/clarification/") == ["Kabar itu palsu"]
    assert titles(client, "kinds/release/") == [PARK]
    assert titles(client, "languages/en/") == []
    assert titles(client, "corrections/") == []
    assert titles(client, "?q=taman") == [PARK]
    assert titles(client, "?genre=release&agency=diskabar&topic=taman&from=2020-01-01") == [PARK]


def test_an_item_says_all_that_is_known(client, published, parks):
    [item] = read(client, "en/")["items"]
    edition = published.public_edition()
    assert item["id"] == published.uid.urn
    assert item["url"] == f"http://testserver/en/releases/{edition.path}/"
    assert item["authors"] == [
        {"name": "Dinas Kabar", "url": "http://testserver/en/agencies/diskabar/"}
    ]
    assert item["tags"] == ["1158/SP-HMS/03/2020", "Parks"]
    assert item["language"] == "id"
    assert item["date_published"].endswith("+07:00")
    own = {"kind": "release", "genre": "release", "numbers": ["1158/SP-HMS/03/2020"]}
    assert item["_newsroom"] == own | {"topics": ["taman"]}


def test_the_three_formats_tell_the_same(client, published, parks, hoax, ani, budi):
    corrected(published, ani, budi, "Judul baru")
    put_under(published, parks)
    parsed = [
        feedparser.parse(client.get(f"/feeds/{form}").content) for form in ("rss.xml", "atom.xml")
    ]
    items = read(client)["items"]
    for entries in (one.entries for one in parsed):
        assert [one.id for one in entries] == [item["id"] for item in items]
        assert [one.title for one in entries] == [item["title"] for item in items]
        assert [one.link for one in entries] == [item["url"] for item in items]
        assert [one.updated for one in entries] == [item["date_modified"] for item in items]
        assert [one.summary for one in entries] == [item.get("summary", "") for item in items]
        texts = [one.content[0].value for one in entries]
        assert texts == [item["content_html"] for item in items]
        assert [one.author for one in entries] == ["Dinas Kabar", "Dinas Kabar"]
        assert "1158/SP-HMS/03/2020" in [tag.term for tag in entries[1].tags]
        assert "Taman" in [tag.label or tag.term for tag in entries[1].tags]


@pytest.mark.parametrize(
    "address",
    [
        *("agencies/nobody/rss.xml", "topics/nothing/rss.xml", "kinds/rumour/rss.xml"),
        *("languages/fr/atom.xml", "feed.xml", "rss.xml?genre=rumour", "rss.xml?from=yesterday"),
        *("atom.xml?after=x", "feed.json?before=x", "rss.xml?topic=nothing", "rss.xml?year=x"),
    ],
)
def test_what_is_not_there_is_not_found(client, published, address):
    assert client.get(f"/feeds/{address}").status_code == 404


def test_a_topic_that_nothing_public_stands_under_is_not_found(client, office, sequence, ani):
    Topic.objects.create(name="Rahasia", name_en="Secret", slug="rahasia")
    for address in ("topics/rahasia/rss.xml", "rss.xml?topic=rahasia"):
        assert client.get(f"/feeds/{address}").status_code == 404
    assert b"Rahasia" not in client.get("/releases/?topic=rahasia").content
    assert b"Rahasia" not in client.get("/feeds/").content


def test_the_feed_of_a_merged_topic_leads_on(client, published, parks):
    old = Topic.objects.create(name="Kebun", name_en="Gardens", slug="kebun")
    old.merge_into(parks)
    answer = client.get("/feeds/topics/kebun/atom.xml")
    assert (answer.status_code, answer["Location"]) == (301, "/feeds/topics/taman/atom.xml")


def test_each_release_is_there_once_in_the_language_of_the_address(
    client, published, hoax, ani, budi
):
    translated(published, ani, budi)
    assert titles(client) == ["Kabar itu palsu", PARK]
    assert titles(client, "en/") == ["Kabar itu palsu", "Governor opens reading garden"]
    for root in ("", "en/"):
        assert titles(client, f"{root}languages/en/") == ["Governor opens reading garden"]
        assert titles(client, f"{root}?language=en") == ["Governor opens reading garden"]
        assert titles(client, f"{root}languages/id/") == ["Kabar itu palsu", PARK]


# --- Corrections and withdrawals ---


def test_of_several_corrections_the_last_is_listed(client, published, hoax, ani, budi):
    corrected(published, ani, budi, "Judul kedua")
    corrected(hoax, ani, budi, "Kabar itu bohong")
    corrected(published, ani, budi, "Judul ketiga")
    assert titles(client, "corrections/") == ["Judul ketiga", "Kabar itu bohong"]


def test_what_was_corrected_stands_above_the_text(client, published, ani, budi):
    corrected(published, ani, budi, "Judul kedua")
    [item] = read(client)["items"]
    content = item["content_html"]
    assert content.index("Judulnya: Judul kedua.") < content.index("Taman baca dibuka.")
    assert item["_newsroom"]["note"] == "Judulnya: Judul kedua."
    assert item["date_modified"] > item["date_published"]


def test_a_correction_for_later_is_in_none(client, published, parks, ani, budi):
    rewritten(published, ani, title="Judul nanti")
    before = [client.get(f"/feeds/{form}")["ETag"] for form in FORMATS]
    published.approve(budi, published.revision, in_hours(1), correction_note="Nanti.")
    assert [client.get(f"/feeds/{form}")["ETag"] for form in FORMATS] == before
    assert titles(client, "corrections/") == []


def test_a_withdrawal_is_a_notice_in_every_feed_that_had_the_release(
    client, published, parks, hoax, budi, office, ani
):
    other = issued(office, ani, budi, title="Jalan lain", body=FALSE)
    put_under(other, parks)
    published.withdraw(budi, "Acara itu batal.")
    for channel in (
        *("", "en/", "agencies/diskabar/", "topics/taman/", "kinds/release/"),
        *("languages/id/", "corrections/", "?agency=diskabar"),
    ):
        items = {item["id"]: item for item in read(client, channel)["items"]}
        notice = items[published.uid.urn]
        assert notice["_newsroom"]["kind"] == "withdrawal"
        assert notice["summary"] == "Acara itu batal."
        assert "Acara itu batal." in notice["content_html"]
        assert "taman baca" not in str(notice).lower().replace("-", "?")
    assert titles(client, "?q=baca") == []


def test_a_redacted_text_is_gone_and_the_entry_is_new(client, published, boss):
    before = read(client)["items"][0]
    published.redact(boss, published.public_edition(), "Putusan 1/2020", "Hak seseorang.")
    [item] = read(client)["items"]
    assert "Taman baca dibuka" not in item["content_html"]
    assert "Putusan 1/2020" in item["content_html"]
    assert item["date_modified"] > before["date_modified"]


# --- The answer ---


@pytest.mark.parametrize("form", FORMATS)
def test_an_unchanged_feed_is_not_sent_again(client, published, form):
    kept = client.get(f"/feeds/{form}")
    again = client.get(f"/feeds/{form}", headers={"if-none-match": kept["ETag"]})
    assert again.status_code == 304


def test_an_empty_feed_is_the_same_at_every_time(client, office):
    for form in FORMATS:
        first, again = (client.get(f"/feeds/{form}") for _twice in range(2))
        assert first.content == again.content
        assert faults(first.content) == []


def test_the_feed_of_a_question_is_not_for_search_engines(client, published):
    assert client.get("/feeds/rss.xml?q=taman")["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get("/feeds/rss.xml")


def test_one_question_has_one_address(client, published):
    asked = "http://testserver/feeds/feed.json?genre=release&q=taman"
    for query in ("q=taman&genre=release", "utm=x&sort=oldest&genre=release&q=taman&page=2&year="):
        assert read(client, f"?{query}")["feed_url"] == asked


# The agencies, of which one is found; the topic; the editions and their topics; words and counts.
MOST = {
    "": 2,
    "agencies/diskabar/": 3,
    "topics/taman/": 3,
    "kinds/release/": 2,
    "languages/id/": 2,
    "corrections/": 3,
    "?agency=diskabar&topic=taman": 4,
    "?q=kabar&topic=taman": 9,
}


@pytest.mark.parametrize("rows", [2, 12])
def test_no_feed_asks_more_for_more(client, office, sequence, ani, budi, rows):
    topic = Topic.objects.create(name="Taman", name_en="Parks", slug="taman")
    for nth in range(rows):
        release = written(office, ani, title=f"Kabar {nth}")
        release.topics.add(topic)
        release.submit(ani)
        release.approve(budi, release.revision)
    corrected(release, ani, budi, "Kabar baru")
    asked = {}
    for address in MOST:
        channel, _mark, query = address.partition("?")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/feeds/{channel}rss.xml?{query}").status_code == 200
        asked[address] = len(queries)
    assert {address: count for address, count in asked.items() if count > MOST[address]} == {}
