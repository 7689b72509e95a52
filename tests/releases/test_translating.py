"""A translation is a release of its own, which bears the numbers of its original."""

import contextlib

import pytest
from django.db import IntegrityError
from django.utils.translation import override

from numbering.clock import database_now
from numbering.errors import NotOpen
from numbering.models import Number
from releases.errors import (
    MoveRefused,
    NotPermitted,
    NotReady,
    SecondPersonNeeded,
    TextHasMovedOn,
    WrongState,
)
from releases.models import Edition, Release
from releases.voiding import void
from tests.cast import issued, written
from tests.health import assert_healthy
from tests.releases.files.attaching import attached, coloured
from tests.releases.kin import TOMORROW, rendered, reworded, translated

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def translation(published, ani, budi) -> Release:
    """An English translation that is public, as its original is."""
    return translated(published, ani, budi)


@pytest.fixture
def scheduled(submitted, budi) -> Release:
    """An original that is public from tomorrow on."""
    submitted.approve(budi, submitted.revision, database_now() + TOMORROW)
    return submitted


def titles(days: float = 0):
    """The headlines that are public in so many days; of a tombstone its numbers."""
    at = database_now() + days * TOMORROW
    return {str(edition) for edition in Edition.objects.published(at)}


def page(client, release):
    return client.get(release.public_edition().get_absolute_url())


def test_it_works(client, published, translation):
    assert translation.public_edition().numbers == ["1158/SP-HMS/03/2020"]
    assert translation.public_edition().language == "en"
    assert Number.objects.count() == 1
    assert "The garden is open." in page(client, translation).content.decode()
    assert_healthy()


def test_it_begins_with_what_needs_no_translating_and_no_text(published, office, ani):
    published.contacts.set(office.contacts.all())
    draft = published.translate(ani, "en")
    assert (draft.state, draft.title, draft.dateline, draft.body) == (
        "draft",
        "Gubernur resmikan taman baca",
        "KOTA UJI",
        "",
    )
    assert draft.date == published.date
    assert list(draft.contacts.all()) == list(office.contacts.all())
    assert draft.number_texts() == []


def test_it_begins_with_the_files_of_the_original(draft, ani, budi):
    attached(draft, ani, coloured("red"), "taman.png", caption="Taman baca", focus_x=20)
    draft.submit(ani)
    draft.approve(budi, draft.revision)
    translation = draft.translate(ani, "en")
    assert translation.attached == draft.attached
    assert translation.revisions.get().fields["attachments"][0]["caption"] == "Taman baca"


def test_the_originals_history_tells_who_began_it(published, ani):
    published.translate(ani, "en")
    assert (published.revisions.first().action, published.revisions.first().by) == (
        "translate",
        ani,
    )
    assert published.state == "approved"


def test_each_leads_to_the_other(client, published, translation):
    for one, other, language in ((published, translation, "en"), (translation, published, "id")):
        with override(language):
            address = other.public_edition().get_absolute_url()
        link = f'<a href="{address}" lang="{language}" hreflang="{language}">'
        assert link in page(client, one).content.decode()


def test_a_draft_of_one_is_told_to_nobody(client, published, ani):
    rendered(published, ani)
    sheet = page(client, published).content.decode()
    assert "Governor" not in sheet
    assert "Translations" not in sheet


def test_under_the_same_headline_it_has_an_address_of_its_own(client, published, ani, budi):
    same = translated(published, ani, budi, title=published.title)
    assert same.path == f"{published.path}-1158"
    assert page(client, same).status_code == 200


def test_it_stands_beside_its_original_in_time(client, office, sequence, ani, budi):
    old = issued(office, ani, budi, paper_numbers="7/SP-HMS/01/2019", date="2019-01-05")
    edition = translated(old, ani, budi).public_edition()
    assert edition.published_at == old.public_edition().published_at
    assert edition.historical
    assert_healthy()


def test_a_translation_of_a_joint_release_bears_all_numbers_and_letterheads(
    client, office, sequence, clinic, ani, boss
):
    original = written(office, ani)
    original.joint_with.set(clinic.sequences.all())
    original.submit(ani)
    original.approve(boss, original.revision)
    translation = translated(original, ani, boss)
    sheet = page(client, translation).content.decode()
    assert translation.public_edition().numbers == original.public_edition().numbers
    assert len(translation.public_edition().numbers) == 2
    assert "DINAS KABAR" in sheet
    assert "DINAS SEHAT" in sheet
    assert "JOINT PRESS RELEASE" in sheet
    assert_healthy()


# --- Beginning one ---


@pytest.mark.parametrize("state", ["draft", "submitted", "sent_back", "discarded"])
def test_what_is_not_approved_is_not_translated(draft, ani, budi, state):
    if state in ("submitted", "sent_back"):
        draft.submit(ani)
    if state == "sent_back":
        draft.send_back(budi, "Perbaiki.")
    if state == "discarded":
        draft.discard(ani)
    with pytest.raises(WrongState):
        draft.translate(ani, "en")
    assert Release.objects.count() == 1


def test_what_was_withdrawn_is_not_translated(published, ani, budi):
    published.withdraw(budi, "Keliru.")
    with pytest.raises(WrongState):
        published.translate(ani, "en")


@pytest.mark.parametrize("language", ["id", "xx", "", "EN"])
def test_only_another_language_of_the_newsroom_is_translated_into(published, ani, language):
    with pytest.raises(NotReady, match="Choose another language"):
        published.translate(ani, language)
    assert Release.objects.count() == 1


def test_a_second_one_into_the_same_language_is_refused(published, translation, ani):
    with pytest.raises(NotReady, match="already"):
        published.translate(ani, "en")


def test_a_translation_is_not_translated(translation, ani):
    with pytest.raises(NotReady, match="Translate its original"):
        translation.translate(ani, "id")


@pytest.mark.parametrize("who", ["dewi", "citra"])
def test_who_does_not_write_here_does_not_translate(request, published, who):
    with pytest.raises(NotPermitted):
        published.translate(request.getfixturevalue(who), "en")


def test_after_one_was_discarded_another_is_begun(published, ani):
    published.translate(ani, "en").discard(ani)
    assert published.translate(ani, "en").state == "draft"


def test_a_discarded_one_is_not_recovered_beside_another(published, ani):
    first = published.translate(ani, "en")
    first.discard(ani)
    published.translate(ani, "en")
    with pytest.raises(MoveRefused):
        first.recover(ani)


def test_the_database_refuses_a_second_one_by_itself(published, translation, ani):
    twin = Release(agency=published.agency, translation_of=published, language="en", edited_by=ani)
    with pytest.raises(IntegrityError):
        twin.save()


# --- Approving it ---


def test_who_translated_does_not_approve(published, budi, ani):
    own = rendered(published, budi)
    with pytest.raises(SecondPersonNeeded):
        own.approve(budi, own.revision)
    assert own.number_texts() == []


def test_who_approved_the_original_may_approve_the_translation(published, translation, budi):
    for release in (published, translation):
        assert release.revisions.filter(action="approve").get().by == budi


def test_another_text_than_the_one_that_was_read_is_refused(published, ani, budi):
    own = rendered(published, ani)
    with pytest.raises(TextHasMovedOn):
        own.approve(budi, own.revision - 1)


def test_without_text_it_is_not_submitted(published, ani):
    with pytest.raises(NotReady, match="Write the body"):
        published.translate(ani, "en").submit(ani)


def test_it_is_not_in_the_language_of_its_original(published, ani, budi):
    own = rendered(published, ani, language="id")
    with pytest.raises(MoveRefused):
        own.approve(budi, own.revision)


def test_after_the_originals_withdrawal_it_is_not_approved(published, ani, budi):
    own = rendered(published, ani)
    published.withdraw(budi, "Keliru.")
    with pytest.raises(NotReady, match="Its original was withdrawn"):
        own.approve(budi, own.revision)


def test_while_the_original_is_cancelled_it_is_not_approved(scheduled, ani, budi):
    own = rendered(scheduled, ani)
    scheduled.cancel(budi, "Ditunda.")
    with pytest.raises(NotReady, match="Approve its original first"):
        own.approve(budi, own.revision)


def test_while_the_original_is_being_corrected_it_is_approved(published, ani, budi):
    own = rendered(published, ani)
    published.correct(ani)
    assert own.approve(budi, own.revision).numbers == ["1158/SP-HMS/03/2020"]


# --- Never before its original, nor without it ---


def test_it_follows_a_scheduled_original(scheduled, ani, budi):
    translated(scheduled, ani, budi, days=2)
    assert titles(1) == {"Gubernur resmikan taman baca"}
    assert titles(3) == {"Gubernur resmikan taman baca", "Governor opens reading garden"}
    assert_healthy()


def test_it_is_not_public_before_a_scheduled_original(scheduled, ani, budi):
    own = rendered(scheduled, ani)
    with pytest.raises(NotReady, match="Its original is not public by then"):
        own.approve(budi, own.revision)
    assert titles() == set()


def test_it_is_not_public_before_an_original_that_was_postponed(scheduled, ani, budi):
    translated(scheduled, ani, budi, days=2)
    with pytest.raises(NotReady, match="Its translation would be public before it"):
        scheduled.postpone(budi, database_now() + 5 * TOMORROW)
    assert titles(1) == {"Gubernur resmikan taman baca"}


def test_it_is_not_public_without_an_original_that_was_cancelled(scheduled, ani, budi):
    translated(scheduled, ani, budi, days=2)
    with pytest.raises(NotReady, match="Its translation would be public before it"):
        scheduled.cancel(budi, "Batal.")
    assert titles(1) == {"Gubernur resmikan taman baca"}


def test_once_its_own_schedule_is_cancelled_the_original_is_postponed(scheduled, ani, budi):
    own = translated(scheduled, ani, budi, days=2)
    own.cancel(budi, "Ditunda.")
    scheduled.postpone(budi, database_now() + 5 * TOMORROW)
    assert titles(3) == set()
    assert_healthy()


def test_it_is_not_corrected_to_a_moment_before_its_original(scheduled, ani, budi):
    own = translated(scheduled, ani, budi, days=2)
    own.correct(ani)
    own.submit(ani)
    with pytest.raises(NotReady, match="Its original is not public by then"):
        own.approve(budi, own.revision)


def test_it_is_not_postponed_to_a_moment_before_its_original(scheduled, ani, budi):
    own = translated(scheduled, ani, budi, days=2)
    with contextlib.suppress(MoveRefused):
        own.postpone(budi, database_now() + TOMORROW / 2)
    assert titles(0.75) == set()


def test_it_is_withdrawn_with_its_original(client, published, translation, budi):
    published.withdraw(budi, "Data keliru.", "Kata biro.")
    translation.refresh_from_db()
    assert translation.state == "withdrawn"
    answer = page(client, translation)
    assert answer.status_code == 410
    assert "Data keliru." in answer.content.decode()
    assert "garden" not in answer.content.decode().replace(translation.path, "")
    assert_healthy()


def test_a_scheduled_one_never_appears_after_its_original_was_withdrawn(published, ani, budi):
    translated(published, ani, budi, days=1)
    published.withdraw(budi, "Keliru.")
    assert titles(2) == {"1158/SP-HMS/03/2020"}


def test_a_correction_of_one_never_appears_after_its_original_was_withdrawn(
    published, translation, ani, budi
):
    translation.correct(ani)
    translation.submit(ani)
    later = database_now() + TOMORROW
    translation.approve(budi, translation.revision, later, correction_note="Typo.")
    published.withdraw(budi, "Keliru.")
    assert titles(2) == {"1158/SP-HMS/03/2020"}
    assert_healthy()


def test_one_in_correction_is_withdrawn_with_its_original(published, translation, ani, budi):
    translation.correct(ani)
    published.withdraw(budi, "Keliru.")
    translation.refresh_from_db()
    assert translation.state == "withdrawn"
    assert_healthy()


def test_a_draft_stays_a_draft_when_its_original_is_withdrawn(published, ani, budi):
    own = published.translate(ani, "en")
    published.withdraw(budi, "Keliru.")
    own.refresh_from_db()
    assert own.state == "draft"
    own.discard(ani)


def test_its_own_withdrawal_leaves_the_original(client, published, translation, budi):
    translation.withdraw(budi, "Terjemahan keliru.")
    assert page(client, translation).status_code == 410
    sheet = page(client, published)
    assert sheet.status_code == 200
    assert "Governor" not in sheet.content.decode()
    assert_healthy()


def test_correcting_the_original_leaves_it_as_it_is(client, published, translation, ani, budi):
    reworded(published, ani, budi, body="<p>Taman baca dibuka kemarin.</p>")
    assert translation.editions.count() == 1
    assert "The garden is open." in page(client, translation).content.decode()
    assert_healthy()


def test_it_is_corrected_by_itself(published, translation, ani, budi):
    reworded(translation, ani, budi, title="Governor opens garden")
    assert translation.public_edition().numbers == ["1158/SP-HMS/03/2020"]
    assert published.editions.count() == 1
    assert Number.objects.count() == 1
    assert_healthy()


# --- The number of both ---


def test_a_number_that_it_bears_is_not_voided(scheduled, ani, budi, dewi):
    translated(scheduled, ani, budi, days=2)
    with pytest.raises(NotOpen, match="is public, or will be"):
        void(scheduled.numbers.get(), "Batal.", dewi)


def test_when_both_are_cancelled_the_number_is_voided_and_both_take_the_next(
    scheduled, ani, budi, dewi
):
    own = translated(scheduled, ani, budi, days=2)
    own.cancel(budi, "Batal.")
    scheduled.cancel(budi, "Batal.")
    void(scheduled.numbers.get(), "Batal.", dewi)
    for release in (scheduled, own):
        release.submit(ani)
        release.approve(budi, release.revision)
        assert release.public_edition().numbers == ["1159/SP-HMS/03/2020"]
    assert_healthy()


def test_approved_again_after_a_cancellation_it_bears_the_number_once(published, ani, budi):
    own = translated(published, ani, budi, days=1)
    own.cancel(budi, "Ditunda.")
    own.submit(ani)
    assert own.approve(budi, own.revision).numbers == ["1158/SP-HMS/03/2020"]
    assert own.numbers.count() == 1
    assert_healthy()
