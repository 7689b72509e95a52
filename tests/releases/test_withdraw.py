"""A withdrawn release leaves its number, its date, its agency and the reason, and nothing else."""

import datetime

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from releases.errors import NotPermitted, NotReady, WrongState
from releases.models import Edition
from releases.moves import MOVES
from tests.cast import issued
from tests.health import assert_healthy
from tests.releases.editing import corrected, in_hours, rewritten, seen

ADDRESS = "/releases/2020/03/gubernur-resmikan-taman-baca/"
REASON = "Peresmian itu tidak pernah terjadi."
NUMBER = "1158/SP-HMS/03/2020"
# What the release said, in any edition. Its address is left as it was.
# A random identity may hold 444, so the number is looked for as a sheet has it.
TELEPHONE = ("(000) 444", "tel:000444")
UNSAID = ("taman baca", "Taman baca", "KOTA UJI", "Rini", *TELEPHONE, "Ringkas", "Jalan Contoh")

TOMBSTONES = [
    ADDRESS,
    f"/en{ADDRESS}",
    *(f"{ADDRESS}editions/{tail}/" for tail in ("1", "2", "3", "1/2", "2/1", "99", "99/1")),
    f"/en{ADDRESS}editions/1/",
    f"/en{ADDRESS}editions/1/2/",
]
LISTS = [
    *("/", "/en/", "/releases/", "/en/releases/", "/releases/2020/", "/releases/2020/03/"),
    *("/agencies/diskabar/", "/en/agencies/diskabar/", "/releases/?q=1158&sort=newest"),
    *("/feeds/rss.xml", "/en/feeds/rss.xml", "/feeds/agencies/diskabar/rss.xml"),
]


@pytest.fixture
def withdrawn(submitted, office, ani, budi):
    """It was public, was corrected, and was withdrawn."""
    submitted.summary = "Ringkasan taman baca."
    submitted.contacts.set(office.contacts.all())
    submitted.record(ani)
    submitted.approve(budi, submitted.revision)
    corrected(submitted, ani, budi, "Gubernur resmikan dua taman baca")
    submitted.withdraw(budi, f"  {REASON} ", "Atas perintah kepala dinas.")
    return submitted


def test_it_works(client, withdrawn):
    edition = Edition.objects.published().get()
    assert (edition.kind, edition.note, edition.numbers) == ("withdrawal", REASON, [NUMBER])
    assert edition.body == edition.title == edition.summary == edition.dateline == ""
    assert withdrawn.state == "withdrawn"
    answer = client.get(ADDRESS)
    assert answer.status_code == 410
    page = answer.content.decode()
    for words in (NUMBER, REASON, "28 Maret 2020", "Dinas Kabar"):
        assert words in page
    assert date_format(timezone.localtime(edition.public_from)) in page
    assert_healthy()


@pytest.mark.parametrize("address", TOMBSTONES)
def test_every_address_of_it_says_the_same(client, withdrawn, address):
    answer = client.get(address)
    page = answer.content.decode()
    assert answer.status_code == 410
    assert NUMBER in page
    assert REASON in page
    assert not [words for words in UNSAID if words in page]
    assert "perintah" not in page


@pytest.mark.parametrize("address", LISTS)
def test_every_list_and_feed_names_the_number_and_not_the_text(client, withdrawn, office, address):
    # The agency's own page says where it is, and who answers there.
    office.letterheads.all().delete()
    office.contacts.all().delete()
    answer = client.get(address)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert NUMBER in page
    assert not [words for words in UNSAID if words in page]


@pytest.mark.parametrize("spelling", [NUMBER, "1158", "1158-sp-hms-03-2020"])
def test_its_number_still_leads_to_it(client, withdrawn, spelling):
    found = client.get(f"/number/{spelling}", follow=True)
    assert found.status_code == 410
    assert REASON in found.content.decode()


@pytest.mark.parametrize("words", ["taman", "gubernur resmikan", "dibuka", "ringkasan", "dua"])
def test_its_old_words_find_nothing(client, withdrawn, words):
    assert client.get("/releases/", {"q": words}).context["paginator"].count == 0


def test_it_keeps_its_place_among_the_others(withdrawn):
    first, *_others, last = withdrawn.editions.order_by("position")
    assert (last.published_at, last.path, last.uid) == (first.published_at, first.path, first.uid)
    assert last.previous_sha256 == withdrawn.editions.get(position=last.position - 1).sha256


def test_what_was_public_before_stays_so_in_the_past(withdrawn):
    begun = withdrawn.editions.order_by("position").values_list("public_from", flat=True)
    public = [Edition.objects.published(at).get().position for at in begun]
    assert public == [1, 2, 3]


def test_a_scheduled_correction_is_cancelled_with_it(published, ani, budi):
    rewritten(published, ani, title="Judul baru")
    published.approve(budi, published.revision, in_hours(2), correction_note="Baru.")
    published.withdraw(budi, REASON)
    assert seen(0, 1.9, 2.1, 9) == [""] * 4
    assert Edition.objects.published(in_hours(9)).get().withdrawn
    assert_healthy()


@pytest.mark.parametrize("where", ["draft", "submitted", "sent_back"])
def test_it_is_withdrawn_in_the_middle_of_a_correction(published, ani, budi, where):
    published.correct(ani)
    if where != "draft":
        published.submit(ani)
    if where == "sent_back":
        published.send_back(budi, "Belum.")
    assert published.state == where
    published.withdraw(budi, REASON)
    assert published.state == "withdrawn"
    assert_healthy()


@pytest.mark.parametrize("reason", ["", " \n"])
def test_a_reason_is_required(published, budi, reason):
    with pytest.raises(NotReady):
        published.withdraw(budi, reason)
    assert not Edition.objects.published().get().withdrawn


def test_an_author_another_agency_and_a_registrar_withdraw_nothing(published, ani, citra, dewi):
    for other in (ani, citra, dewi):
        with pytest.raises(NotPermitted):
            published.withdraw(other, REASON)


def test_what_is_only_scheduled_is_not_withdrawn(submitted, budi):
    submitted.approve(budi, submitted.revision, in_hours(1))
    with pytest.raises(WrongState):
        submitted.withdraw(budi, REASON)
    assert seen(0, 1.1) == [None, submitted.title]


def test_what_was_never_approved_is_not_withdrawn(submitted, budi):
    with pytest.raises(WrongState):
        submitted.withdraw(budi, REASON)


def test_it_is_remembered_with_the_note_for_the_desk(withdrawn, budi):
    last = withdrawn.revisions.first()
    note = "Atas perintah kepala dinas."
    assert (last.action, last.by, last.note) == ("withdraw", budi, note)


def test_no_move_leads_out(withdrawn, boss):
    assert not [move for move in MOVES.values() if "withdrawn" in move.begins and move.ends != ""]
    for move in (
        lambda: withdrawn.correct(boss),
        lambda: withdrawn.keep(boss),
        lambda: withdrawn.submit(boss),
        lambda: withdrawn.approve(boss, withdrawn.revision, correction_note="Kembali."),
        lambda: withdrawn.postpone(boss, in_hours(1)),
        lambda: withdrawn.cancel(boss, "Kembali."),
        lambda: withdrawn.withdraw(boss, "Sekali lagi."),
        lambda: withdrawn.discard(boss),
        lambda: withdrawn.recover(boss),
    ):
        with pytest.raises(WrongState):
            move()


def test_a_release_of_another_day_keeps_the_day_it_says(client, office, sequence, ani, budi):
    old = issued(office, ani, budi, title="Kabar lama", date="2019-01-05", paper_numbers="7/SP")
    old.withdraw(budi, REASON)
    page = client.get("/en/releases/2019/01/kabar-lama/").content.decode()
    assert "5 January 2019" in page
    assert str(datetime.date.today().year) in page
