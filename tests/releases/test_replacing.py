"""One release takes the place of another; both keep their numbers and their addresses."""

import pytest
from django.db import IntegrityError, transaction

from numbering.clock import database_now
from releases.errors import MoveRefused, NotPermitted, NotReady, WrongState
from releases.models import Release
from releases.models.kin import Replacement
from tests.cast import issued, written
from tests.health import assert_healthy
from tests.releases.kin import TOMORROW, translated

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def newer(published, office, ani, budi) -> Release:
    """Another release that is public, number 1159."""
    return issued(office, ani, budi, title="Jam buka taman baca berubah")


def page(client, release):
    return client.get(release.public_edition().get_absolute_url())


def test_it_works(client, published, newer, budi):
    replacement = published.replace_by(budi, newer)
    assert (replacement.old, replacement.new, replacement.by) == (published, newer, budi)
    old, new = page(client, published), page(client, newer)
    assert old.status_code == 200
    assert "Replaced by" not in new.content.decode()
    assert "Jam buka taman baca berubah" in old.content.decode()
    assert "1159/SP-HMS/03/2020" in old.content.decode()
    assert "1158/SP-HMS/03/2020" in new.content.decode()
    assert_healthy()


def test_both_stay_in_the_list_under_their_numbers(client, published, newer, budi):
    published.replace_by(budi, newer)
    page = client.get("/releases/")
    assert [edition.numbers for edition in page.context["object_list"]] == [
        ["1159/SP-HMS/03/2020"],
        ["1158/SP-HMS/03/2020"],
    ]


def test_the_history_of_the_old_one_tells_it(published, newer, budi):
    published.replace_by(budi, newer)
    last = published.revisions.first()
    assert (last.action, last.by) == ("replace", budi)
    assert last.note == "Replaced by Jam buka taman baca berubah"
    assert published.state == "approved"


def test_one_takes_the_place_of_several(client, published, newer, office, ani, budi):
    newest = issued(office, ani, budi, title="Semua jam buka")
    for old in (published, newer):
        old.replace_by(budi, newest)
    text = page(client, newest).content.decode()
    assert "1158/SP-HMS/03/2020" in text
    assert "1159/SP-HMS/03/2020" in text


def test_a_chain_of_them_is_allowed(client, published, newer, office, ani, budi):
    newest = issued(office, ani, budi, title="Semua jam buka")
    published.replace_by(budi, newer)
    newer.replace_by(budi, newest)
    assert "Jam buka taman baca berubah" in page(client, published).content.decode()
    assert_healthy()


def test_the_release_of_another_agency_may_take_its_place(published, clinic, citra, boss, budi):
    other = issued(clinic, citra, boss, title="Imunisasi dimulai")
    assert published.replace_by(budi, other).new == other


def test_one_that_was_withdrawn_is_replaced(client, published, newer, budi):
    published.withdraw(budi, "Keliru.")
    published.replace_by(budi, newer)
    answer = page(client, published)
    assert answer.status_code == 410
    assert "Jam buka taman baca berubah" in answer.content.decode()
    assert_healthy()


def test_of_one_that_was_withdrawn_afterwards_the_tombstone_still_says_it(
    client, published, newer, budi
):
    published.replace_by(budi, newer)
    published.withdraw(budi, "Keliru.")
    assert "Jam buka taman baca berubah" in page(client, published).content.decode()
    assert "Gubernur" not in page(client, newer).content.decode()


def test_what_took_its_place_is_not_named_once_it_is_withdrawn(client, published, newer, budi):
    published.replace_by(budi, newer)
    newer.withdraw(budi, "Keliru.")
    assert "Jam buka" not in page(client, published).content.decode()
    assert_healthy()


def test_the_headline_that_is_named_is_the_public_one(client, published, newer, ani, budi):
    published.replace_by(budi, newer)
    newer.correct(ani)
    newer.title = "Belum disetujui"
    newer.save()
    newer.record(ani)
    text = page(client, published).content.decode()
    assert "Jam buka taman baca berubah" in text
    assert "Belum disetujui" not in text


# --- Refused ---


def test_twice_is_refused(published, newer, office, ani, budi):
    published.replace_by(budi, newer)
    with pytest.raises(NotReady, match="replaced already"):
        published.replace_by(budi, newer)
    with pytest.raises(NotReady, match="replaced already"):
        published.replace_by(budi, issued(office, ani, budi, title="Lain"))


def test_by_itself_is_refused(published, budi):
    with pytest.raises(NotReady, match="own place"):
        published.replace_by(budi, published)


def test_a_circle_of_two_is_refused(published, newer, budi):
    published.replace_by(budi, newer)
    with pytest.raises(NotReady, match="own place"):
        newer.replace_by(budi, published)


def test_a_circle_of_three_is_refused(published, newer, office, ani, budi):
    newest = issued(office, ani, budi, title="Semua jam buka")
    published.replace_by(budi, newer)
    newer.replace_by(budi, newest)
    with pytest.raises(NotReady, match="own place"):
        newest.replace_by(budi, published)


def test_by_what_is_not_public_is_refused(published, office, ani, budi):
    draft = written(office, ani, title="Naskah")
    with pytest.raises(NotReady, match="have to be public"):
        published.replace_by(budi, draft)
    draft.submit(ani)
    draft.approve(budi, draft.revision, database_now() + TOMORROW)
    with pytest.raises(NotReady, match="have to be public"):
        published.replace_by(budi, draft)


def test_by_one_that_was_withdrawn_is_refused(published, newer, budi):
    newer.withdraw(budi, "Keliru.")
    with pytest.raises(MoveRefused):
        published.replace_by(budi, newer)


def test_of_what_the_public_has_not_seen_yet_is_refused(submitted, office, ani, budi):
    other = issued(office, ani, budi, title="Lain")
    submitted.approve(budi, submitted.revision, database_now() + TOMORROW)
    with pytest.raises(NotReady, match="have to be public"):
        submitted.replace_by(budi, other)


def test_of_a_draft_is_refused(draft, office, ani, budi):
    other = issued(office, ani, budi, title="Lain")
    with pytest.raises(WrongState):
        draft.replace_by(budi, other)


def test_of_a_translation_by_its_original_is_refused(published, ani, budi):
    translation = translated(published, ani, budi)
    with pytest.raises(MoveRefused):
        translation.replace_by(budi, published)


def test_by_its_own_translation_is_refused(published, ani, budi):
    translation = translated(published, ani, budi)
    with pytest.raises(MoveRefused):
        published.replace_by(budi, translation)


@pytest.mark.parametrize("who", ["ani", "dewi", "citra"])
def test_who_may_not_withdraw_may_not_replace(request, published, newer, who):
    with pytest.raises(NotPermitted):
        published.replace_by(request.getfixturevalue(who), newer)
    assert not Replacement.objects.exists()


def test_the_database_refuses_a_release_in_its_own_place(published, budi):
    with pytest.raises(IntegrityError), transaction.atomic():
        Replacement.objects.create(old=published, new=published, at=database_now(), by=budi)
