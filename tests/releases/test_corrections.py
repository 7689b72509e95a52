"""A correction is the next edition: same number, same address, and a note for the public."""

import datetime

import pytest

from agencies.models import FourEyes
from numbering.models import Counter
from releases.errors import NotPermitted, NotReady, SecondPersonNeeded, TextHasMovedOn, WrongState
from tests.cast import issued
from tests.health import assert_healthy
from tests.releases.editing import corrected, in_hours, rewritten, seen

NUMBER = "1158/SP-HMS/03/2020"
FIRST = "Gubernur resmikan taman baca"
SECOND = "Gubernur resmikan dua taman baca"
THIRD = "Gubernur resmikan tiga taman baca"


@pytest.fixture
def reopened(published, ani):
    """Public, and its correction is submitted."""
    return rewritten(published, ani, title=SECOND)


@pytest.fixture
def two_ahead(published, ani, budi):
    """Public, with corrections scheduled in two hours and in four."""
    for hours, title in ((2, SECOND), (4, THIRD)):
        rewritten(published, ani, title=title)
        published.approve(budi, published.revision, in_hours(hours), correction_note=f"{hours}")
    return published


def test_it_works(client, reopened, budi):
    first = reopened.editions.get()
    second = reopened.approve(budi, reopened.revision, correction_note="Dua, bukan satu.")
    assert second.kind == "correction"
    assert second.note == "Dua, bukan satu."
    assert (second.path, second.numbers) == (first.path, first.numbers)
    assert (second.uid, second.published_at) == (first.uid, first.published_at)
    assert second.previous_sha256 == first.sha256
    first.refresh_from_db()
    assert first.public_until == second.public_from
    page = client.get(first.get_absolute_url()).content.decode()
    assert "Dua, bukan satu." in page
    assert SECOND in page
    assert reopened.state == "approved"
    assert_healthy()


def test_the_public_sees_what_it_saw_until_a_correction_is_approved(client, reopened):
    page = client.get("/releases/2020/03/gubernur-resmikan-taman-baca/")
    assert FIRST in page.content.decode()
    assert SECOND not in page.content.decode()


def test_a_correction_takes_no_number(reopened, office, ani, budi):
    reopened.approve(budi, reopened.revision, correction_note="Dua.")
    assert Counter.objects.get().last == 1158
    assert issued(office, ani, budi, title="Lain").number_texts() == ["1159/SP-HMS/03/2020"]


@pytest.mark.parametrize("note", ["", "  \n"])
def test_a_correction_needs_a_note(reopened, budi, note):
    with pytest.raises(NotReady):
        reopened.approve(budi, reopened.revision, correction_note=note)
    assert seen(0) == [FIRST]


def test_a_first_edition_has_no_note(submitted, budi):
    edition = submitted.approve(budi, submitted.revision, correction_note="Tidak perlu.")
    assert (edition.kind, edition.note) == ("release", "")


def test_a_correction_for_later_waits_for_its_moment(reopened, budi):
    reopened.approve(budi, reopened.revision, in_hours(2), correction_note="Dua.")
    assert seen(0, 1.9, 2.1) == [FIRST, FIRST, SECOND]
    assert_healthy()


def test_who_wrote_a_correction_does_not_approve_it(published, budi):
    rewritten(published, budi, title=SECOND)
    with pytest.raises(SecondPersonNeeded):
        published.approve(budi, published.revision, correction_note="Dua.")


def test_who_submitted_a_correction_does_not_approve_it(published, ani, budi):
    published.correct(ani)
    published.submit(budi)
    with pytest.raises(SecondPersonNeeded):
        published.approve(budi, published.revision, correction_note="Dua.")


def test_one_person_corrects_where_the_rule_is_off(published, office, budi):
    office.four_eyes = FourEyes.OFF
    office.save()
    published.refresh_from_db()
    assert corrected(published, budi, budi, SECOND).title == SECOND


def test_an_author_does_not_approve_a_correction(reopened, ani):
    with pytest.raises(NotPermitted):
        reopened.approve(ani, reopened.revision, correction_note="Dua.")


def test_a_correction_that_was_not_read_is_not_approved(reopened, budi):
    with pytest.raises(TextHasMovedOn):
        reopened.approve(budi, reopened.revision - 1, correction_note="Dua.")


def test_another_agency_and_a_registrar_correct_nothing(published, citra, dewi):
    for other in (citra, dewi):
        with pytest.raises(NotPermitted):
            published.correct(other)


def test_what_was_never_approved_is_not_corrected(submitted, ani):
    with pytest.raises(WrongState):
        submitted.correct(ani)


def test_a_correction_may_not_move_to_another_period(annual, published, ani, budi):
    # Its number was taken for 2020, and is printed with that year.
    rewritten(published, ani, date=datetime.date(2021, 3, 28))
    with pytest.raises(NotReady):
        published.approve(budi, published.revision, correction_note="Tanggal.")


def test_every_step_of_a_correction_is_remembered(reopened, budi):
    reopened.approve(budi, reopened.revision, correction_note="Dua.")
    made = [(one.action, one.by.username) for one in reopened.revisions.order_by("position")]
    steps = [("correct", "ani"), ("edit", "ani"), ("submit", "ani"), ("approve", "budi")]
    assert made[-4:] == steps


def test_a_correction_given_up_leaves_the_sealed_text(published, ani):
    said = {**published.content()}
    published.correct(ani)
    published.title, published.body, published.summary = SECOND, "<p>Lain.</p>", "Lain."
    published.dateline, published.date = "KOTA LAIN", datetime.date(2020, 3, 29)
    published.record(ani)
    published.keep(ani, "Ternyata benar.")
    published.refresh_from_db()
    assert published.content() == said
    assert published.state == "approved"
    assert published.editions.count() == 1
    assert published.revisions.first().note == "Ternyata benar."


def test_a_correction_given_up_leaves_the_sealed_contacts(published, office, ani):
    published.correct(ani)
    published.contacts.set(office.contacts.all())
    published.record(ani)
    published.keep(ani)
    assert list(published.contacts.all()) == []


def test_a_correction_that_was_sent_back_can_be_given_up(reopened, ani, budi):
    reopened.send_back(budi, "Satu saja.")
    reopened.keep(ani)
    assert (reopened.state, reopened.title) == ("approved", FIRST)


def test_a_correction_given_up_leaves_the_one_that_is_scheduled(two_ahead, ani):
    two_ahead.correct(ani)
    two_ahead.keep(ani)
    assert two_ahead.title == THIRD
    assert seen(0, 3, 5) == [FIRST, SECOND, THIRD]


def test_a_draft_that_was_never_sealed_is_not_kept(draft, ani):
    with pytest.raises(WrongState):
        draft.keep(ani)


def test_another_agency_gives_nothing_up(published, ani, citra):
    published.correct(ani)
    with pytest.raises(NotPermitted):
        published.keep(citra)


def test_of_two_scheduled_the_last_is_cancelled_first(two_ahead, budi):
    assert seen(0, 3, 5) == [FIRST, SECOND, THIRD]
    two_ahead.cancel(budi, "Belum pasti.")
    assert seen(0, 3, 5) == [FIRST, SECOND, SECOND]
    two_ahead.cancel(budi, "Batal juga.")
    assert seen(0, 3, 5) == [FIRST, FIRST, FIRST]
    with pytest.raises(WrongState):
        two_ahead.cancel(budi, "Sekali lagi.")
    assert two_ahead.number_texts() == [NUMBER]
    assert_healthy()


@pytest.mark.parametrize(("hours", "before"), [(1, FIRST), (3, SECOND), (5, THIRD)])
def test_a_correction_cancels_those_scheduled_after_it(two_ahead, ani, budi, hours, before):
    rewritten(two_ahead, ani, title="Judul baru")
    two_ahead.approve(budi, two_ahead.revision, in_hours(hours), correction_note="Baru.")
    assert seen(hours - 0.1, hours + 0.1, 9) == [before, "Judul baru", "Judul baru"]
    two_ahead.cancel(budi, "Tidak jadi.")
    assert seen(hours - 0.1, hours + 0.1, 9) == [before, before, before]
    assert_healthy()


def test_an_earlier_first_publication_is_no_correction(submitted, ani, budi):
    submitted.approve(budi, submitted.revision, in_hours(2))
    rewritten(submitted, ani, title=SECOND)
    sooner = submitted.approve(budi, submitted.revision, in_hours(1))
    assert (sooner.kind, sooner.published_at) == ("release", sooner.public_from)
    assert seen(0.9, 1.1, 3) == [None, SECOND, SECOND]
    assert sooner.numbers == [NUMBER]
    assert_healthy()


def test_what_corrects_a_scheduled_one_sorts_by_the_first_moment(submitted, ani, budi):
    first = submitted.approve(budi, submitted.revision, in_hours(1))
    rewritten(submitted, ani, title=SECOND)
    second = submitted.approve(budi, submitted.revision, in_hours(2), correction_note="Dua.")
    assert (second.kind, second.published_at) == ("correction", first.public_from)
    assert second.path == first.path
