"""A release goes from hand to hand: submitted, sent back, discarded, recovered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from releases.errors import NotPermitted, NotReady, WrongState
from tests.cast import written


def test_it_works(draft, ani, budi):
    draft.submit(ani)
    draft.send_back(budi, "Perbaiki nama pejabat.")
    assert draft.state == "sent_back"
    assert draft.revisions.first().note == "Perbaiki nama pejabat."
    draft.submit(ani)
    assert draft.state == "submitted"
    assert draft.submitted_by == ani


def test_a_discarded_draft_can_be_recovered(draft, ani):
    draft.discard(ani)
    assert draft.state == "discarded"
    draft.recover(ani)
    assert draft.state == "draft"


def test_every_move_is_remembered_with_its_person(draft, ani, budi):
    draft.submit(ani)
    draft.send_back(budi, "Belum lengkap.")
    draft.discard(ani)
    made = [(one.action, one.by.username) for one in draft.revisions.order_by("position")]
    assert made == [("edit", "ani"), ("submit", "ani"), ("send_back", "budi"), ("discard", "ani")]


def test_a_move_does_not_make_its_person_the_editor(submitted, budi, ani):
    submitted.send_back(budi, "Belum lengkap.")
    assert submitted.edited_by == ani


def test_a_release_without_a_body_is_not_submitted(office, ani):
    with pytest.raises(NotReady):
        written(office, ani, body="").submit(ani)


def test_what_was_submitted_is_not_submitted_again(submitted, ani):
    with pytest.raises(WrongState):
        submitted.submit(ani)


def test_another_agency_does_not_submit(draft, citra):
    with pytest.raises(NotPermitted):
        draft.submit(citra)


def test_sending_back_needs_a_note(submitted, budi):
    with pytest.raises(NotReady):
        submitted.send_back(budi, "  ")
    submitted.refresh_from_db()
    assert submitted.state == "submitted"


def test_an_author_does_not_send_back(submitted, ani):
    with pytest.raises(NotPermitted):
        submitted.send_back(ani, "Saya berubah pikiran.")


def test_a_draft_is_not_sent_back(draft, budi):
    with pytest.raises(WrongState):
        draft.send_back(budi, "Belum lengkap.")


def test_what_was_submitted_is_not_discarded(submitted, ani):
    with pytest.raises(WrongState):
        submitted.discard(ani)


def test_a_release_that_holds_a_number_is_not_discarded(submitted, budi, ani):
    later = timezone.now() + timedelta(days=1)
    submitted.approve(budi, submitted.revision, later)
    submitted.cancel(budi, "Acara batal.")
    with pytest.raises(NotReady):
        submitted.discard(ani)


def test_a_published_release_is_not_discarded(published, ani):
    with pytest.raises(WrongState):
        published.discard(ani)


def test_a_registrar_does_not_discard(draft, dewi):
    with pytest.raises(NotPermitted):
        draft.discard(dewi)


def test_a_draft_is_not_recovered(draft, ani):
    with pytest.raises(WrongState):
        draft.recover(ani)


def test_another_agency_does_not_recover(draft, ani, citra):
    draft.discard(ani)
    with pytest.raises(NotPermitted):
        draft.recover(citra)


def test_a_deactivated_person_moves_nothing(draft, ani):
    ani.is_active = False
    ani.save()
    with pytest.raises(NotPermitted):
        draft.submit(ani)
