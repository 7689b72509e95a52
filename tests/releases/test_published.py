"""What the public sees is a question of time, and of nothing else."""

from datetime import timedelta

import pytest

from numbering.clock import database_now
from releases.errors import WrongState
from releases.models import Edition

HOUR = timedelta(hours=1)


@pytest.fixture
def ahead(submitted, budi):
    """Approved to be public in an hour."""
    return submitted.approve(budi, submitted.revision, database_now() + HOUR)


def test_it_works(published):
    assert Edition.objects.published().count() == 1


def test_a_scheduled_edition_is_hidden_before_its_moment(ahead):
    assert not Edition.objects.published().exists()
    assert not Edition.objects.published(ahead.public_from - timedelta(milliseconds=1)).exists()


def test_a_scheduled_edition_is_public_at_its_moment(ahead):
    assert Edition.objects.published(ahead.public_from).exists()


def test_a_cancelled_schedule_is_never_public(submitted, ahead, budi):
    submitted.cancel(budi, "Tunggu kabar")
    assert not Edition.objects.published(ahead.public_from).exists()
    assert not Edition.objects.history(ahead.public_from + HOUR).exists()


def test_a_cancelled_release_keeps_its_number_for_the_next_approval(submitted, ahead, ani, budi):
    submitted.cancel(budi, "Tunggu kabar")
    submitted.submit(ani)
    edition = submitted.approve(budi, submitted.revision)
    assert edition.numbers == ahead.numbers
    assert edition.previous_sha256 == ahead.sha256


def test_what_is_public_cannot_be_cancelled(published, budi):
    with pytest.raises(WrongState):
        published.cancel(budi, "Terlambat")


def test_it_appears_at_its_second_with_no_worker_running(client, submitted, budi):
    edition = submitted.approve(budi, submitted.revision, database_now() + timedelta(seconds=1))
    address = edition.get_absolute_url()
    status = client.get(address).status_code
    while database_now() < edition.public_from:  # by now, so it was before when it was asked
        assert status == 404
        status = client.get(address).status_code
    assert client.get(address).status_code == 200
