"""The rules find what they are there to find."""

import datetime

import pytest

from feeds.entries import Author, Category, Enclosure, Entry
from feeds.feed import Feed
from feeds.writing import FORMATS
from tests.feeds.rules import faults

SITE = "https://newsroom.example/"
MOMENT = datetime.datetime(2020, 3, 28, 10, tzinfo=datetime.UTC)
ENTRY = Entry(
    id="urn:uuid:8b0ff3f4-3a0e-4bd2-8f0e-0d7c1c9e7f10",
    link=f"{SITE}releases/2020/03/taman/",
    title="Taman baca dibuka",
    summary="Di tepi sungai.",
    content=f'<p>Lihat <a href="{SITE}agencies/">instansi</a>.</p>',
    language="id",
    published=MOMENT,
    updated=MOMENT,
    kind="release",
    genre="release",
    note="",
    numbers=["1158/SP-HMS/03/2020"],
    topics=[Category("taman", "Taman")],
    authors=[Author("Dinas Kabar", f"{SITE}agencies/diskabar/")],
    enclosures=[Enclosure(f"{SITE}files/a.png", "image/png", 12, "Pita", is_picture=True)],
)
ADDRESSES = {"page": f"{SITE}releases/", "own": f"{SITE}feeds/x", "first": f"{SITE}feeds/x"}
FEED = Feed(title="Siaran", subtitle="Resmi", language="id", entries=[ENTRY], **ADDRESSES)


@pytest.mark.parametrize("form", FORMATS)
def test_it_works(form):
    assert faults(FORMATS[form].write(FEED)) == []


@pytest.mark.parametrize(
    ("form", "was", "broken"),
    [
        ("rss.xml", "Sat, 28 Mar 2020 10:00:00 +0000</pubDate>", "28 Mar 2020 10:00:00</pubDate>"),
        ("rss.xml", 'isPermaLink="false"', ""),
        ("rss.xml", 'length="12"', 'length="0"'),
        ("rss.xml", "</item>", "<guid>2</guid></item>"),
        ("rss.xml", "<item>", "<item><summary>x</summary>"),
        ("rss.xml", 'rel="self"', 'rel="me"'),
        ("rss.xml", f'href="{SITE}agencies/', 'href="/agencies/'),
        ("atom.xml", "<published>2020-03-28T", "<published>2020-03-28 "),
        ("atom.xml", "+00:00</updated>", "</updated>"),
        ("atom.xml", 'type="html"', 'type="text"'),
        ("atom.xml", "<id>urn:uuid:", "<id>"),
        ("atom.xml", "<name>Dinas Kabar</name>", "<name/>"),
        ("feed.json", '"size_in_bytes": 12', '"size_in_bytes": "12"'),
        ("feed.json", '"content_html"', '"content"'),
        ("feed.json", '"_newsroom": {', '"newsroom": {'),
        ("feed.json", "https://newsroom.example/feeds/x", "/feeds/x"),
    ],
)
def test_a_fault_is_found(form, was, broken):
    good = FORMATS[form].write(FEED).decode()
    assert was in good
    assert faults(good.replace(was, broken).encode()) != []
