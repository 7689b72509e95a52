"""The feed brings pictures and files along, under addresses that work from elsewhere."""

import re

import feedparser
import pytest

from releases.models import Release
from tests.cast import written
from tests.releases.editing import rewritten
from tests.releases.files.attaching import attached, coloured
from tests.releases.files.makers import mp4, pdf
from tests.thoroughness import once

pytestmark = once

SITE = "http://testserver"


@pytest.fixture
def illustrated(office, sequence, ani, budi):
    """Approves a release with a text, a photo, a document and a film; they are 1, 2 and 3."""

    def approving(body: str = "Taman baca dibuka.") -> Release:
        release = written(office, ani, body=body)
        attached(release, ani, coloured("red", 700), "foto.png", caption="Pita", credit="Rini")
        attached(release, ani, pdf(), "laporan.pdf", caption="Laporan <lengkap>")
        attached(release, ani, mp4(), "acara.mp4")
        rewritten(release, ani)
        release.approve(budi, release.revision)
        return release

    return approving


def entry(client, address: str = "/feeds/rss.xml"):
    feed = feedparser.parse(client.get(address).content)
    assert not feed.bozo
    [only] = feed.entries
    return only


def content(client) -> str:
    """As it was sent: the reader's own cleaning would take some of it out."""
    feed = client.get("/feeds/rss.xml").content
    return feedparser.parse(feed, sanitize_html=False).entries[0].content[0].value


def addresses(html: str) -> list[str]:
    """All that stands in src, srcset and href."""
    found = re.findall(r'(?:src|srcset|href)="([^"]*)"', html)
    return [part.split()[0] for one in found for part in one.split(", ")]


def test_it_works(client, illustrated):
    photo = illustrated().attached[0]
    [enclosure] = entry(client).enclosures
    assert enclosure.href == f"{SITE}/files/{photo.sha256}/foto.png"
    assert (enclosure.type, enclosure.length) == ("image/png", str(photo.size))
    assert photo.sha256 in content(client)


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_enclosure_can_be_fetched_and_has_its_length(client, illustrated, language):
    illustrated()
    [enclosure] = entry(client, f"{language}/feeds/rss.xml").enclosures
    assert enclosure.href.startswith(f"{SITE}/files/")
    answer = client.get(enclosure.href.removeprefix(SITE))
    assert len(answer.getvalue()) == int(enclosure.length)
    assert answer["Content-Type"] == enclosure.type


def test_without_a_picture_there_is_no_enclosure(client, published):
    assert entry(client).enclosures == []


def test_every_address_in_the_text_is_whole_and_found(client, illustrated):
    illustrated('<p>Lihat <a href="/agencies/">daftar</a>.</p><p>[foto 1]</p><p>[video 3]</p>')
    found = addresses(content(client))
    # The link, two widths in two formats and one for the old, the film, the document.
    assert len(found) == 1 + 5 + 1 + 1
    for address in found:
        assert address.startswith(f"{SITE}/")
        assert not address.startswith(f"{SITE}//")
        answer = client.get(address.removeprefix(SITE))
        assert answer.status_code in (200, 302)
        answer.getvalue()


def test_pictures_stand_in_their_place_or_behind_the_text(client, illustrated):
    illustrated("<p>Satu.</p><p>[video 3]</p><p>Dua.</p>")
    text = content(client)
    places = [text.index(part) for part in ("Satu.", "acara.mp4", "Dua.", "/480", "laporan.pdf")]
    assert places == sorted(places)
    assert text.count("<figure>") == 2


def test_caption_credit_and_alternative_text_come_along(client, illustrated):
    illustrated()
    text = content(client)
    assert "<figcaption>Pita" in text
    assert "Rini" in text
    assert 'alt="Sebuah bidang warna."' in text
    assert "Laporan &lt;lengkap&gt;</a> (PDF," in text


@pytest.mark.parametrize(
    "words",
    [
        'Ketik href="/agencies/" lalu kirim.',
        'Ketik src="/a.png".',
        "Siaran daring 500w, /arsip/ dan /foto/.",
        "Jalan //x dan \\1.",
    ],
)
def test_words_that_look_like_an_address_stay_as_they_are(
    client, office, sequence, words, ani, budi
):
    release = written(office, ani, body=f"<p>{words}</p>")
    rewritten(release, ani)
    release.approve(budi, release.revision)
    assert words in content(client)


def test_an_address_of_another_site_stays(client, illustrated):
    illustrated('<p><a href="//contoh.example/x">a</a> <a href="https://contoh.example/">b</a></p>')
    assert "https://contoh.example/" in addresses(content(client))
    assert not [one for one in addresses(content(client)) if f"{SITE}//" in one]


def test_a_withdrawn_release_brings_no_picture(client, illustrated, budi):
    illustrated().withdraw(budi, "Keliru.")
    feed = client.get("/feeds/rss.xml").content.decode()
    assert entry(client).enclosures == []
    for gone in ("/files/", "/renditions/"):
        assert gone not in feed


def test_a_feed_with_pictures_asks_no_more(client, illustrated, django_assert_max_num_queries):
    illustrated()
    with django_assert_max_num_queries(2):
        client.get("/feeds/rss.xml")
