"""Many processes approve at once: no serial is lost, doubled or skipped, and nothing locks up."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from numbering.models import Counter, Number
from releases.errors import MoveRefused
from releases.models import Edition, Release, State
from tests import fleet
from tests.health import assert_healthy
from tests.thoroughness import size

pytestmark = pytest.mark.django_db(transaction=True)

PROCESSES = 16
EACH = size(25, 250)
ABANDONED = 10  # every tenth approval is rolled back
CALLERS = 50


class Abandoned(Exception):
    """Something went wrong after the approval, in the same transaction."""


def approve_all(approver: int, releases: list[int]) -> None:
    by = User.objects.get(pk=approver)
    for turn, release in enumerate(Release.objects.filter(pk__in=releases), start=1):
        try:
            with transaction.atomic():
                release.approve(by, release.revision)
                if turn % ABANDONED == 0:
                    raise Abandoned
        except Abandoned:
            pass


def waiting(office, author, count: int) -> list[int]:
    """Submitted releases, all of one title and date, so that their addresses collide too."""
    releases = Release.objects.bulk_create(
        Release(
            agency=office,
            date="2020-03-28",
            title="Gubernur resmikan taman baca",
            body="<p>Taman baca dibuka.</p>",
            state=State.SUBMITTED,
            edited_by=author,
            submitted_by=author,
        )
        for _ in range(count)
    )
    return [release.pk for release in releases]


def test_sixteen_processes_leave_no_gap_and_no_double(office, sequence, ani, budi):
    sequence.opening_serial = None
    sequence.save()
    releases = waiting(office, ani, PROCESSES * EACH)
    shares = [(budi.pk, releases[first::PROCESSES]) for first in range(PROCESSES)]

    assert fleet.run(approve_all, shares) == [0] * PROCESSES

    stood = PROCESSES * (EACH - EACH // ABANDONED)
    taken = Number.objects.filter(sequence=sequence).order_by("serial")
    assert list(taken.values_list("serial", flat=True)) == list(range(1, stood + 1))
    assert len(set(taken.values_list("text", flat=True))) == stood
    assert Counter.objects.get(sequence=sequence).last == stood
    assert Edition.objects.count() == stood
    assert Release.objects.filter(state=State.APPROVED, numbers__in=taken).count() == stood
    assert Release.objects.filter(state=State.SUBMITTED, numbers=None).count() == (
        PROCESSES * EACH - stood
    )
    assert_healthy()


def test_fifty_callers_approve_one_release_once(submitted, budi):
    together = Barrier(CALLERS)

    def call(_caller: int) -> str:
        try:
            release = Release.objects.get(pk=submitted.pk)
            together.wait(30)
            release.approve(budi, submitted.revision)
        except MoveRefused:
            return "refused"
        finally:
            connection.close()
        return "approved"

    with ThreadPoolExecutor(CALLERS) as callers:
        answers = list(callers.map(call, range(CALLERS)))

    assert sorted(answers) == ["approved", *["refused"] * (CALLERS - 1)]
    assert [number.text for number in Number.objects.all()] == ["1158/SP-HMS/03/2020"]
    assert Edition.objects.get().release == submitted
    assert Counter.objects.get().last == 1158
    assert_healthy()
