"""Lists under a language: each release once, in its translation where there is one."""

import contextlib

import feedparser
import pytest

from numbering.clock import database_now
from releases.errors import MoveRefused
from releases.models import Edition, Release
from releases.views import Ledger
from tests.cast import issued
from tests.releases.kin import TOMORROW, reworded, translated

ORIGINAL, ENGLISH = "Gubernur resmikan taman baca", "Governor opens reading garden"
LISTS = ["/", "/releases/", "/releases/2020/", "/releases/2020/03/", "/agencies/diskabar/"]
FEEDS = ["/feeds/rss.xml", "/feeds/agencies/diskabar/rss.xml"]


@pytest.fixture
def translation(published, ani, budi) -> Release:
    """An English translation that is public, as its original is."""
    return translated(published, ani, budi)


def listed(client, address):
    """The headlines of all pages of a list, or of a feed; of a tombstone its numbers."""
    if address.endswith(".xml"):
        return [entry.title for entry in feedparser.parse(client.get(address).content).entries]
    context = client.get(address).context
    if "page_obj" not in context:  # the first page of all has no second one
        return [str(edition) for edition in context["object_list"]]
    pages = context["page_obj"].paginator
    return [str(edition) for number in pages for edition in number.object_list]


@pytest.mark.parametrize("address", LISTS + FEEDS)
def test_it_works(client, published, translation, address):
    assert listed(client, address) == [ORIGINAL]
    assert listed(client, f"/en{address}") == [ENGLISH]


@pytest.mark.parametrize("address", LISTS + FEEDS)
def test_without_a_translation_the_original_is_listed(client, published, address):
    assert listed(client, f"/en{address}") == [ORIGINAL]


@pytest.mark.parametrize("address", LISTS)
def test_the_language_of_an_original_is_marked(client, published, office, ani, budi, address):
    issued(office, ani, budi, title="Imunisasi dimulai")
    text = client.get(f"/en{address}").content.decode()
    assert text.count(">Indonesian</span>") == 2
    assert text.count('lang="id">') >= 2
    assert ">Indonesia</span>" not in client.get(address).content.decode()


@pytest.mark.parametrize("address", LISTS + FEEDS)
def test_a_scheduled_translation_takes_no_place(client, published, ani, budi, address):
    translated(published, ani, budi, days=1)
    assert listed(client, address) == [ORIGINAL]
    assert listed(client, f"/en{address}") == [ORIGINAL]


def test_a_scheduled_translation_takes_its_place_in_time(published, ani, budi):
    translated(published, ani, budi, days=1)
    later = database_now() + 2 * TOMORROW
    found = Edition.objects.published(later).in_language("en", later)
    assert [edition.title for edition in found] == [ENGLISH]


@pytest.mark.parametrize("address", LISTS + FEEDS)
def test_in_place_of_a_withdrawn_translation_its_original_is_listed(
    client, published, translation, budi, address
):
    translation.withdraw(budi, "Terjemahan keliru.")
    assert listed(client, address) == [ORIGINAL]
    assert listed(client, f"/en{address}") == [ORIGINAL]


@pytest.mark.parametrize("address", LISTS)
def test_of_a_withdrawn_original_one_notice_is_listed(
    client, published, translation, budi, address
):
    published.withdraw(budi, "Keliru.")
    assert listed(client, address) == ["1158/SP-HMS/03/2020"]
    assert listed(client, f"/en{address}") == ["1158/SP-HMS/03/2020"]


@pytest.mark.parametrize("address", FEEDS)
def test_of_a_withdrawn_original_one_notice_is_in_the_feed(
    client, published, translation, budi, address
):
    published.withdraw(budi, "Keliru.")
    [entry] = feedparser.parse(client.get(f"/en{address}").content).entries
    assert entry.id == published.uid.urn
    assert "1158/SP-HMS/03/2020" in entry.title


def test_an_original_in_english_gives_way_to_its_translation_at_the_root(
    client, office, sequence, ani, budi
):
    original = issued(office, ani, budi, language="en", title=ENGLISH)
    own = original.translate(ani, "id")
    own.title, own.body = ORIGINAL, "<p>Taman baca dibuka.</p>"
    own.save()
    own.record(ani)
    own.submit(ani)
    own.approve(budi, own.revision)
    assert listed(client, "/releases/") == [ORIGINAL]
    assert listed(client, "/en/releases/") == [ENGLISH]


def test_a_corrected_translation_is_listed_once(client, published, translation, ani, budi):
    reworded(translation, ani, budi, title="Governor opens a garden")
    assert listed(client, "/en/releases/") == ["Governor opens a garden"]


def test_never_both_are_listed_whatever_becomes_of_the_originals_language(
    client, published, translation, ani, budi
):
    with contextlib.suppress(MoveRefused):
        reworded(published, ani, budi, language="en")
    assert len(listed(client, "/en/releases/")) == 1


@pytest.mark.parametrize("at", ["", "/en"])
@pytest.mark.parametrize(("language", "found"), [("id", ORIGINAL), ("en", ENGLISH)])
@pytest.mark.parametrize("address", ["/releases/", "/releases/2020/", "/agencies/diskabar/"])
def test_the_filter_by_language_finds_what_is_in_it(
    client, published, translation, address, language, found, at
):
    assert listed(client, f"{at}{address}?language={language}") == [found]


def test_the_filter_by_language_leaves_out_what_has_no_translation(client, published):
    assert listed(client, "/en/releases/?language=en") == []


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize(
    "query", ["language=", "language=xx", "language=en", "language=en&language=", "q="]
)
def test_whatever_is_asked_for_never_both_are_listed(
    client, published, translation, address, query
):
    assert len(listed(client, f"{address}?{query}")) <= 1


@pytest.mark.parametrize(
    ("address", "words", "found"),
    [
        ("/releases/", "taman", [ORIGINAL]),
        ("/en/releases/", "garden", [ENGLISH]),
        # Where an order is chosen, a number is a question like any other.
        ("/en/releases/", "1158&sort=newest", [ENGLISH]),
        ("/releases/", "1158&sort=newest", [ORIGINAL]),
    ],
)
def test_words_are_looked_for_in_the_list(client, published, translation, address, words, found):
    assert listed(client, f"{address}?q={words}") == found


def test_a_number_leads_to_the_translation_under_its_language(client, published, translation):
    number = "/number/1158/SP-HMS/03/2020"
    address = published.public_edition().get_absolute_url()
    assert client.get(number)["Location"] == address
    year, month, slug = translation.public_edition().path.split("/")
    assert client.get(f"/en{number}")["Location"] == f"/en/releases/{year}/{month}/{slug}/"


def test_a_number_leads_to_the_original_where_the_translation_is_scheduled(
    client, published, ani, budi
):
    translated(published, ani, budi, days=1)
    answer = client.get("/en/number/1158", follow=True)
    assert ORIGINAL in answer.content.decode()


def test_a_number_leads_to_the_original_where_the_translation_is_withdrawn(
    client, published, translation, budi
):
    translation.withdraw(budi, "Terjemahan keliru.")
    answer = client.get("/en/number/1158", follow=True)
    assert answer.status_code == 200
    assert ORIGINAL in answer.content.decode()


def test_each_address_is_read_under_both_languages(client, published, translation):
    for release in (published, translation):
        address = f"/releases/{release.path}/"
        assert client.get(address).status_code == 200
        assert client.get(f"/en{address}").status_code == 200


def test_pages_count_each_release_once(client, three, ani, budi, monkeypatch):
    monkeypatch.setattr(Ledger, "paginate_by", 2)
    for nth in (0, 2):
        translated(three[nth], ani, budi, title=f"Release {nth}")
    assert client.get("/en/releases/").context["paginator"].count == 3
    assert listed(client, "/releases/") == ["Siaran tiga", "Siaran dua", "Siaran satu"]
    assert listed(client, "/en/releases/") == ["Release 2", "Siaran dua", "Release 0"]
