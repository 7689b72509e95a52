"""The newsroom that is measured: the same for one seed, and as sound as one that was worked in."""

import hashlib
import io

import pytest
from django.core.management import call_command

from bench.filling import Filling
from bench.inventing import AGENCIES, Inventing
from releases.models import Edition, Release, Shelf

RELEASES = 60


def told(seed: int) -> str:
    inventing = Inventing(seed)
    digest = hashlib.sha256()
    for place in range(1, RELEASES):
        one = inventing.release(place)
        digest.update(one.as_bytes() + inventing.title(one).encode() + inventing.body(one).encode())
    return digest.hexdigest()


def test_one_seed_gives_the_same_bytes_and_another_gives_others():
    assert told(7) == told(7)
    assert told(7) != told(8)


def test_there_are_forty_agencies_in_one_tree():
    assert len(AGENCIES) == 40
    assert [slug for slug, above in AGENCIES.items() if not above] == ["provinsi"]
    assert set(AGENCIES.values()) <= {"", *AGENCIES}


@pytest.mark.once
@pytest.mark.django_db
def test_the_doctor_finds_nothing_in_what_was_filled():
    Filling().to(RELEASES)

    said = io.StringIO()
    call_command("doctor", stdout=said)  # exits where something is found
    assert Release.objects.count() == RELEASES
    assert Edition.objects.count() > RELEASES  # corrections, withdrawals, cancelled ones
    assert Shelf.objects.exclude(topic=None).exists()
