"""The number of a release is voided only while nobody sees it; then it takes a new one."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from numbering import voiding
from numbering.errors import NotOpen, NotTheRegistrar, ReasonMissing
from numbering.models import Number, State
from releases.errors import NotReady
from releases.models import Release
from releases.voiding import void
from tests.cast import issued, written

pytestmark = pytest.mark.usefixtures("english")

VOIDED, ANEW = "1158/SP-HMS/03/2020", "1159/SP-HMS/03/2020"


@pytest.fixture
def scheduled(submitted, budi) -> Release:
    submitted.approve(budi, submitted.revision, timezone.now() + timedelta(days=1))
    return submitted


@pytest.fixture
def cancelled(scheduled, budi) -> Release:
    scheduled.cancel(budi, "Acara ditunda.")
    return scheduled


@pytest.fixture
def voided(cancelled, dewi) -> Release:
    void(cancelled.numbers.get(), "Acara batal.", dewi)
    return Release.objects.get(pk=cancelled.pk)


def test_it_works(voided, ani, budi):
    assert voided.number_texts() == []
    assert Number.objects.get().state == State.VOID
    voided.submit(ani)
    assert voided.approve(budi, voided.revision).numbers == [ANEW]
    assert voided.number_texts() == [ANEW]


def test_its_history_says_who_voided_it_and_why(voided, dewi):
    last = voided.revisions.first()
    assert (last.action, last.by, last.note) == ("void", dewi, "Acara batal.")


def test_whoever_voids_is_not_its_editor(voided, ani):
    assert voided.edited_by == ani


def test_without_its_number_it_can_be_discarded(voided, ani):
    voided.discard(ani)
    assert voided.state == "discarded"


def test_a_reservation_that_no_release_bears_is_voided_too(reserve, dewi):
    assert void(reserve(), "Acara batal.", dewi).state == State.VOID


@pytest.mark.parametrize("state", ["published", "scheduled"])
def test_what_the_public_sees_or_will_see_is_not_voided(request, state, dewi):
    release = request.getfixturevalue(state)
    with pytest.raises(NotOpen, match="is public, or will be"):
        void(release.numbers.get(), "Acara batal.", dewi)
    assert release.numbers.get().state == State.USED


@pytest.mark.parametrize("state", ["published", "scheduled"])
def test_the_database_refuses_it_too(request, state, dewi):
    number = request.getfixturevalue(state).numbers.get()
    with pytest.raises(IntegrityError, match="public or will be"), transaction.atomic():
        voiding.void(number, "Acara batal.", dewi)


def test_a_new_number_that_is_public_is_not_voided_either(voided, ani, budi, dewi):
    voided.submit(ani)
    voided.approve(budi, voided.revision)
    with pytest.raises(NotOpen):
        void(Number.objects.get(text=ANEW), "Acara batal.", dewi)


@pytest.mark.parametrize(
    ("name", "reason", "refusal"),
    [("budi", "Acara batal.", NotTheRegistrar), ("dewi", " ", ReasonMissing)],
)
def test_a_refusal_leaves_no_trace(cancelled, request, name, reason, refusal):
    before = cancelled.revisions.count()
    with pytest.raises(refusal):
        void(cancelled.numbers.get(), reason, request.getfixturevalue(name))
    assert cancelled.revisions.count() == before
    assert cancelled.numbers.get().state == State.USED


def test_a_void_number_leads_to_no_release_that_bears_another(client, voided, ani, budi):
    voided.submit(ani)
    voided.approve(budi, voided.revision)
    assert client.get(f"/number/{VOIDED}").status_code == 404


def test_a_void_number_of_the_old_books_is_not_used_again(office, sequence, ani, budi, dewi):
    release = written(office, ani, paper_numbers="900/SP-HMS/03/2020")
    release.submit(ani)
    release.approve(budi, release.revision, timezone.now() + timedelta(days=1))
    release.cancel(budi, "Salah baca.")
    void(release.numbers.get(), "Salah baca.", dewi)
    release.submit(ani)
    with pytest.raises(NotReady, match="900/SP-HMS/03/2020"):
        release.approve(budi, release.revision)
    assert not Number.objects.filter(text="900/SP-HMS/03/2020", state=State.USED).exists()


def test_the_next_release_does_not_get_the_void_number(voided, office, ani, budi):
    assert issued(office, ani, budi, title="Lain").number_texts() == [ANEW]
