"""Whatever stands in a field, every format stays well-formed and says just that."""

import dataclasses
import datetime
import json

import fastfeedparser
import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from feeds.entries import Author, Category, Enclosure, Entry
from feeds.feed import Feed
from feeds.markup import fit
from feeds.writing import FORMATS
from tests.cast import written
from tests.feeds.rules import ATOM, CONTENT, faults
from tests.releases.editing import rewritten
from tests.thoroughness import once, size

pytestmark = once

HOSTILE = [
    "]]> <![CDATA[ ]]&gt;",
    "\x00\x01\x08\x0b\x0c\x1f\x7f\x85\ufffe\uffff tail",
    "\ud800 lone \udfff",
    "😀👨‍👩‍👧‍👦 \u202eحبر على ورق\u202c",
    "&amp; &lt;b&gt; &nope; &#0; &#xD800;",
    '"><script>alert(1)</script><!-- -- --> <?xml version="1.0"?>',
    "\t\n\r\n\r\u2028",
]
MOMENT = datetime.datetime(2020, 3, 28, 10, tzinfo=datetime.UTC)


def said(text: str) -> Feed:
    """A feed that says a text wherever a text may stand."""
    whole = f"https://newsroom.example/?{text}"
    entry = Entry(
        id=f"urn:{text}",
        link=whole,
        title=text,
        summary=text,
        content=text,
        language=text,
        published=MOMENT,
        updated=MOMENT,
        kind=text,
        genre=text,
        note=text,
        numbers=[text],
        topics=[Category(text, text)],
        authors=[Author(text, whole)],
        enclosures=[Enclosure(whole, text, 1, text, is_picture=True)],
    )
    addresses = dict.fromkeys(("page", "own", "first", "older", "newer", "hub"), whole)
    return Feed(title=text, subtitle=text, language=text, entries=[entry], **addresses)


def as_read(text: str) -> str:
    """As XML's readers give it back: section 2.11 of XML 1.0 makes one line end of all."""
    return fit(text)


@given(st.text(st.characters(codec=None)) | st.sampled_from(HOSTILE))
@settings(max_examples=size(100, 2000))
def test_any_text_in_any_field(text):
    feed = said(text)
    rss = etree.fromstring(FORMATS["rss.xml"].write(feed))[0].find("item")
    atom = etree.fromstring(FORMATS["atom.xml"].write(feed)).find(f"{ATOM}entry")
    [item] = json.loads(FORMATS["feed.json"].write(feed))["items"]
    expected = as_read(text)
    titles = [rss.findtext("title"), atom.findtext(f"{ATOM}title"), item.get("title", "")]
    assert titles == [expected] * 3
    contents = [
        rss.findtext(CONTENT),
        atom.findtext(f"{ATOM}content"),
        item.get("content_html", ""),
    ]
    assert contents == [expected] * 3


@pytest.mark.parametrize("text", HOSTILE)
def test_readers_choke_on_none_of_it(text):
    for form in ("rss.xml", "atom.xml"):
        # Whoever reads asks the language of a feed: it stays one.
        feed = dataclasses.replace(said(f"A{text}Z"), language="id")
        written_out = FORMATS[form].write(feed)
        read = feedparser.parse(written_out)
        assert not read.bozo
        assert len(read.entries) == 1
        assert len(fastfeedparser.parse(written_out).entries) == 1


def test_a_body_as_long_as_a_book_comes_whole(client, office, sequence, ani, budi):
    paragraphs = "".join(
        f"<p>Paragraf {nth} tentang taman baca &amp; sungai.</p>" for nth in range(3700)
    )
    release = written(office, ani, body=f"{paragraphs}<p>Tamat.</p>")
    rewritten(release, ani)
    release.approve(budi, release.revision)
    assert len(release.public_edition().body) > 173_000
    for form in FORMATS:
        feed = client.get(f"/feeds/{form}").content
        assert faults(feed) == []
        assert "Tamat." in feed.decode()


def test_hostile_words_of_a_question_stay_in_their_place(client, published):
    question = {"q": "taman ]]> & \x0b <b> \u202e 😀"}
    for form in FORMATS:
        answer = client.get(f"/feeds/{form}", question)
        assert answer.status_code == 200
        assert faults(answer.content) == []
