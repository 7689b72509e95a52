"""Nobody approves their own work, as far as the agency refuses it."""

import pytest

from agencies.models import FourEyes
from releases.errors import NotPermitted, ReasonNeeded, SecondPersonNeeded
from tests.cast import written


@pytest.fixture
def own(office, sequence, budi):
    """A release that Budi, an approver, wrote and submitted himself."""
    release = written(office, budi)
    release.submit(budi)
    return release


def ruled(release, rule):
    release.agency.four_eyes = rule
    release.agency.save()


def test_it_works(submitted, budi):
    submitted.approve(budi, submitted.revision)
    assert submitted.state == "approved"


def test_own_work_is_refused(own, budi):
    with pytest.raises(SecondPersonNeeded):
        own.approve(budi, own.revision)
    assert own.number_texts() == []


def test_a_reason_does_not_help_where_a_second_person_is_always_needed(own, budi):
    with pytest.raises(SecondPersonNeeded):
        own.approve(budi, own.revision, override_reason="Tidak ada orang lain.")


def test_who_edited_last_does_not_approve(submitted, budi):
    submitted.title = "Gubernur buka taman baca"
    submitted.save()
    submitted.record(budi)
    with pytest.raises(SecondPersonNeeded):
        submitted.approve(budi, submitted.revision)


def test_who_submitted_does_not_approve(draft, budi):
    draft.submit(budi)
    with pytest.raises(SecondPersonNeeded):
        draft.approve(budi, draft.revision)


def test_a_superuser_is_no_second_person(office, sequence, boss):
    release = written(office, boss)
    release.submit(boss)
    with pytest.raises(SecondPersonNeeded):
        release.approve(boss, release.revision)


def test_with_a_reason_it_is_approved_and_the_reason_is_kept(own, budi):
    ruled(own, FourEyes.REASON)
    own.approve(budi, own.revision, override_reason="Piket malam sendirian.")
    assert own.revisions.first().note == "Piket malam sendirian."


def test_without_the_reason_it_is_refused(own, budi):
    ruled(own, FourEyes.REASON)
    with pytest.raises(ReasonNeeded):
        own.approve(budi, own.revision, override_reason="  ")


def test_an_author_has_no_reason_to_give(submitted, ani):
    ruled(submitted, FourEyes.REASON)
    with pytest.raises(NotPermitted):
        submitted.approve(ani, submitted.revision, override_reason="Piket malam.")


def test_where_the_rule_is_off_nobody_is_asked(own, budi):
    ruled(own, FourEyes.OFF)
    own.approve(budi, own.revision)
    assert own.state == "approved"
