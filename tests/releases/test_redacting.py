"""Taking text out of a sealed edition: nothing of it is left where the public looks."""

import contextlib

import feedparser
import pytest

from numbering.clock import database_now
from releases.errors import MoveRefused, NotPermitted, NotReady
from releases.models import Edition
from releases.models.kin import Redaction
from releases.sealing import fingerprint
from tests.cast import issued, written
from tests.health import assert_healthy
from tests.releases.kin import TOMORROW, reworded, translated

pytestmark = pytest.mark.usefixtures("english")

COURT, WHY = "PN Kota Uji 12/Pdt.G/2020", "Nama seorang anak."
# What is to be forgotten stands in every field that is sealed as text.
SECRET = {
    "title": "Pengumuman kedua",
    "summary": "Jagawana di ringkasan.",
    "dateline": "JAGAWANA",
    "body": "<p>Jagawana hadir.</p>",
}
PLACES = [
    *("/", "/releases/", "/releases/2020/", "/releases/2020/03/", "/agencies/diskabar/"),
    *("/feeds/rss.xml", "/feeds/agencies/diskabar/rss.xml"),
]


@pytest.fixture
def release(office, sequence, ani, budi):
    """It is public, and names whom it should not have named."""
    draft = written(office, ani, **SECRET)
    office.contacts.update(name="Jagawana")
    draft.contacts.set(office.contacts.all())
    draft.submit(ani)
    draft.approve(budi, draft.revision)
    return draft


@pytest.fixture
def corrected_once(release, office, ani, budi):
    """Its first edition names them, its second does not."""
    office.contacts.update(name="Rini")
    clean = {"summary": "", "dateline": "KOTA UJI", "body": "<p>Seseorang hadir.</p>"}
    reworded(release, ani, budi, **clean)
    return release


def redacted(release, by, position=1):
    return release.redact(by, release.editions.get(position=position), COURT, WHY)


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def sheet_of(release):
    return release.public_edition().get_absolute_url()


def test_it_works(client, release, boss):
    assert "jagawana" in read(client, sheet_of(release)).lower()
    record = redacted(release, boss)
    assert (record.authority, record.reason, record.by) == (COURT, WHY, boss)
    sheet = read(client, sheet_of(release))
    assert "jagawana" not in sheet.lower()
    assert COURT in sheet
    assert WHY in sheet
    assert "1158/SP-HMS/03/2020" in sheet
    assert_healthy()


def test_number_dates_letterhead_and_hash_stay(release, boss):
    before = release.editions.values().get()
    redacted(release, boss)
    after = release.editions.values().get()
    gone = {name for name in before if before[name] != after[name]}
    assert gone == {"title", "summary", "dateline", "body", "contacts_json"}
    assert fingerprint(release.editions.get()) != after["sha256"]


@pytest.mark.parametrize("place", PLACES)
def test_no_removed_word_stands_in_any_list_or_feed(client, release, boss, place):
    assert "1158/SP-HMS/03/2020" in read(client, place)
    redacted(release, boss)
    release.agency.contacts.update(name="Rini")  # they stand on the agency's own page, too
    for at in ("", "/en"):
        text = read(client, at + place)
        assert "jagawana" not in text.lower()
        assert "Pengumuman kedua" not in text
        assert "1158/SP-HMS/03/2020" in text


def test_a_feed_with_it_is_still_read(client, release, boss):
    redacted(release, boss)
    feed = feedparser.parse(client.get("/feeds/rss.xml").content)
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["1158/SP-HMS/03/2020"]
    assert feed.entries[0].id == release.uid.urn


@pytest.mark.parametrize("words", ["jagawana", "hadir", "pengumuman", "ringkasan"])
def test_search_finds_nothing_of_it(client, release, boss, words):
    assert client.get(f"/releases/?q={words}").context["paginator"].count == 1
    redacted(release, boss)
    assert client.get(f"/releases/?q={words}").context["paginator"].count == 0


def test_by_its_number_it_is_still_found(client, release, boss):
    redacted(release, boss)
    assert client.get("/releases/?q=1158&sort=newest").context["paginator"].count == 1
    assert "1158/SP-HMS/03/2020" in client.get("/number/1158", follow=True).content.decode()


# --- Which edition ---


def test_an_earlier_edition_shows_no_removed_word(client, corrected_once, boss):
    address = sheet_of(corrected_once)
    assert "jagawana" in read(client, f"{address}editions/1/").lower()
    redacted(corrected_once, boss)
    for page in ("", "editions/1/", "editions/1/2/", "editions/2/1/", "editions/1/1/"):
        assert "jagawana" not in read(client, address + page).lower()
    assert COURT in read(client, f"{address}editions/1/")
    assert_healthy()


def test_the_other_editions_stay_as_they_are(client, corrected_once, boss):
    redacted(corrected_once, boss)
    assert "Seseorang hadir." in read(client, sheet_of(corrected_once))
    assert COURT not in read(client, sheet_of(corrected_once))
    assert not corrected_once.editions.get(position=2).redacted


def test_a_redacted_correction_says_no_removed_word_in_its_note(client, release, ani, budi, boss):
    reworded(release, ani, budi, title="Pengumuman ketiga")
    redacted(release, boss, position=2)
    assert "Ada yang dibetulkan." not in read(client, sheet_of(release))
    assert "Ada yang dibetulkan." not in read(client, "/feeds/rss.xml")
    assert_healthy()


def test_a_page_of_differences_says_that_text_was_removed(client, corrected_once, boss):
    redacted(corrected_once, boss)
    assert COURT in read(client, f"{sheet_of(corrected_once)}editions/1/2/")


def test_a_scheduled_edition_is_redacted(client, release, ani, budi, boss):
    release.correct(ani)
    release.submit(ani)
    later = database_now() + TOMORROW
    release.approve(budi, release.revision, later, correction_note="Jagawana disebut.")
    redacted(release, boss, position=2)
    edition = Edition.objects.published(later + TOMORROW).get()
    assert edition.redacted
    assert "agawana" not in edition.title + edition.body + edition.note + edition.contacts_json
    assert "jagawana" in read(client, sheet_of(release)).lower()
    assert_healthy()


def test_a_scheduled_edition_that_is_postponed_stays_redacted(submitted, budi, boss):
    submitted.approve(budi, submitted.revision, database_now() + TOMORROW)
    redacted(submitted, boss)
    with contextlib.suppress(MoveRefused):
        submitted.postpone(budi, database_now() + 2 * TOMORROW)
    assert Edition.objects.published(database_now() + 3 * TOMORROW).get().redacted


def test_a_withdrawn_release_is_redacted(client, release, budi, boss):
    release.withdraw(budi, "Keliru.")
    redacted(release, boss)
    assert release.editions.get(position=1).body == ""
    assert client.get(sheet_of(release)).status_code == 410
    assert_healthy()


def test_the_notice_of_a_withdrawal_says_on_whose_word_its_reason_was_removed(
    client, release, budi, boss
):
    release.withdraw(budi, "Jagawana keberatan.")
    redacted(release, boss, position=2)
    answer = client.get(sheet_of(release))
    assert answer.status_code == 410
    assert "Jagawana" not in answer.content.decode()
    assert COURT in answer.content.decode()


def test_a_translation_is_redacted_by_itself(client, release, ani, budi, boss):
    translation = translated(release, ani, budi)
    redacted(release, boss)
    assert "The garden is open." in read(client, sheet_of(translation))
    redacted(translation, boss)
    assert "garden" not in read(client, "/en/feeds/rss.xml").replace(translation.path, "")
    assert_healthy()


def test_links_to_it_are_named_by_its_number(client, release, office, ani, budi, boss):
    old = issued(office, ani, budi, title="Pengumuman pertama")
    old.replace_by(budi, release)
    redacted(release, boss)
    assert ">1158/SP-HMS/03/2020</a>" in read(client, sheet_of(old))


# --- The desk ---


def test_the_desks_own_text_stays_to_be_corrected(client, release, ani, budi, boss):
    redacted(release, boss)
    release.refresh_from_db()
    assert release.body == SECRET["body"]
    reworded(release, ani, budi, **SECRET | {"body": "<p>Seseorang hadir.</p>"})
    assert "Seseorang hadir." in read(client, sheet_of(release))
    assert_healthy()


def test_giving_a_correction_up_does_not_empty_the_desks_text(release, ani, boss):
    redacted(release, boss)
    release.correct(ani)
    with contextlib.suppress(MoveRefused):
        release.keep(ani)
    release.refresh_from_db()
    assert release.title == SECRET["title"]


def test_the_history_tells_who_and_why(release, boss):
    redacted(release, boss)
    last = release.revisions.first()
    assert (last.action, last.by, last.note) == ("redact", boss, WHY)
    assert release.state == "approved"


# --- Refused ---


@pytest.mark.parametrize("who", ["ani", "budi", "dewi", "citra"])
def test_no_role_includes_it(request, release, who):
    with pytest.raises(NotPermitted):
        redacted(release, request.getfixturevalue(who))
    assert not Redaction.objects.exists()
    assert release.editions.get().body == SECRET["body"]


def test_without_a_word_and_a_reason_it_is_refused_at_once(release, boss):
    with pytest.raises(NotReady) as refused:
        release.redact(boss, release.editions.get(), " ", "\n")
    assert len(refused.value.problems) == 2
    assert release.editions.get().body == SECRET["body"]


def test_twice_is_refused(release, boss):
    redacted(release, boss)
    with pytest.raises(NotReady, match="removed already"):
        redacted(release, boss)
    assert Redaction.objects.count() == 1


def test_the_edition_of_another_release_is_refused(release, office, ani, budi, boss):
    other = issued(office, ani, budi, title="Pengumuman pertama")
    with pytest.raises((MoveRefused, ValueError)):
        release.redact(boss, other.editions.get(), COURT, WHY)
