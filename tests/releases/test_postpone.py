"""What is scheduled can be moved to another moment to come."""

import datetime
import time

import pytest
from django.db import transaction

from numbering.clock import database_now
from releases import publication
from releases.errors import NotPermitted, NotReady, WrongState
from tests.health import assert_healthy
from tests.releases.editing import HOUR, in_hours, rewritten, seen

FIRST = "Gubernur resmikan taman baca"
SECOND = "Gubernur resmikan dua taman baca"


@pytest.fixture
def scheduled(submitted, budi):
    """To be public in two hours."""
    submitted.approve(budi, submitted.revision, in_hours(2))
    return submitted


@pytest.fixture
def correction_ahead(published, ani, budi):
    """Public, with a correction in two hours."""
    rewritten(published, ani, title=SECOND)
    published.approve(budi, published.revision, in_hours(2), correction_note="Dua.")
    return published


@pytest.fixture
def both_ahead(scheduled, ani, budi):
    """To be public in two hours, with a correction in four."""
    rewritten(scheduled, ani, title=SECOND)
    scheduled.approve(budi, scheduled.revision, in_hours(4), correction_note="Dua.")
    return scheduled


def test_it_works(client, scheduled, budi):
    at = in_hours(5)
    scheduled.postpone(budi, at, "Menunggu gubernur.")
    assert seen(0, 2.1, 4.9, 5.1) == [None, None, None, FIRST]
    old, new = scheduled.editions.order_by("position")
    assert old.cancelled
    assert (new.public_from, new.published_at) == (at, at)
    assert (new.kind, new.path, new.numbers) == ("release", old.path, old.numbers)
    assert (new.title, new.body) == (old.title, old.body)
    assert scheduled.state == "approved"
    assert_healthy()


def test_it_can_be_brought_forward(scheduled, budi):
    scheduled.postpone(budi, in_hours(1))
    assert seen(0.9, 1.1, 3) == [None, FIRST, FIRST]


def test_to_the_same_moment_changes_nothing_for_the_public(scheduled, budi):
    at = scheduled.editions.get().public_from
    scheduled.postpone(budi, at)
    assert seen(1.9, 2.1) == [None, FIRST]
    assert scheduled.editions.standing().get().public_from == at


def test_it_can_be_postponed_again_and_still_be_cancelled(scheduled, budi):
    scheduled.postpone(budi, in_hours(5))
    scheduled.postpone(budi, in_hours(3))
    assert seen(2.9, 3.1) == [None, FIRST]
    scheduled.cancel(budi, "Batal.")
    assert seen(3.1, 9) == [None, None]
    assert_healthy()


def test_a_postponed_correction_leaves_the_public_text_until_then(correction_ahead, budi):
    published_at = correction_ahead.editions.first().published_at
    correction_ahead.postpone(budi, in_hours(5))
    assert seen(0, 2.1, 4.9, 5.1) == [FIRST, FIRST, FIRST, SECOND]
    last = correction_ahead.editions.standing().order_by("position").last()
    assert (last.kind, last.note, last.published_at) == ("correction", "Dua.", published_at)
    assert_healthy()


def test_of_two_that_are_scheduled_the_last_is_postponed(both_ahead, budi):
    both_ahead.postpone(budi, in_hours(6))
    assert seen(1, 2.1, 5.9, 6.1) == [None, FIRST, FIRST, SECOND]


def test_it_does_not_overtake_another_that_is_scheduled(both_ahead, budi):
    first = both_ahead.editions.order_by("position").first().public_from
    for moment in (first, first - HOUR):
        with pytest.raises(NotReady):
            both_ahead.postpone(budi, moment)
    assert seen(2.1, 4.1) == [FIRST, SECOND]


def test_a_moment_that_has_passed_is_refused(scheduled, budi):
    for moment in (in_hours(-1), database_now()):
        with pytest.raises(NotReady):
            scheduled.postpone(budi, moment)
    assert seen(0, 1.9, 2.1) == [None, None, FIRST]


def test_what_is_public_is_not_postponed(published, budi):
    with pytest.raises(WrongState):
        published.postpone(budi, in_hours(1))


def test_what_is_not_approved_is_not_postponed(submitted, budi):
    with pytest.raises(WrongState):
        submitted.postpone(budi, in_hours(1))


def test_an_author_another_agency_and_a_registrar_postpone_nothing(scheduled, ani, citra, dewi):
    for other in (ani, citra, dewi):
        with pytest.raises(NotPermitted):
            scheduled.postpone(other, in_hours(5))


def test_it_is_remembered_with_its_note(scheduled, budi):
    scheduled.postpone(budi, in_hours(5), "Menunggu gubernur.")
    last = scheduled.revisions.first()
    assert (last.action, last.by, last.note) == ("postpone", budi, "Menunggu gubernur.")


TAKE_BACK = pytest.mark.parametrize(
    "take_back",
    [
        lambda release, by: release.postpone(by, in_hours(5)),
        lambda release, by: release.cancel(by, "Batal."),
        lambda release, by: release.withdraw(by, "Tidak pernah ada."),
    ],
    ids=["postpone", "cancel", "withdraw"],
)


@TAKE_BACK
def test_what_begins_soon_is_not_taken_back(
    english, correction_ahead, budi, take_back, monkeypatch
):
    """It could be seen before that is committed: within a second, which are three hours here."""
    monkeypatch.setattr(publication, "SOON", 3 * HOUR)
    with pytest.raises(WrongState, match="within a second"):
        take_back(correction_ahead, budi)
    assert seen(0, 2.1) == [FIRST, SECOND]


@TAKE_BACK
def test_what_has_begun_since_it_was_looked_at_is_not_taken_back(
    english, published, ani, budi, take_back, monkeypatch
):
    """On a machine so busy that SOON goes by within the transaction."""
    monkeypatch.setattr(publication, "SOON", datetime.timedelta(milliseconds=200))
    rewritten(published, ani, title=SECOND)
    moment = database_now() + 5 * publication.SOON
    published.approve(budi, published.revision, moment, correction_note="Dua.")
    looked_at = moment - 2 * publication.SOON
    while database_now() <= moment:
        time.sleep(0.05)
    monkeypatch.setattr(publication, "database_now", lambda: looked_at)
    with pytest.raises(WrongState, match="has become public meanwhile"), transaction.atomic():
        take_back(published, budi)
    assert published.editions.standing().order_by("position").last().title == SECOND
    assert_healthy()
