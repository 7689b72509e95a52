"""On SQLite whoever writes waits for their turn, and is not kept out by those who never rest."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from agencies.models import Agency

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.only_on("sqlite")]

WRITERS = 4
SECONDS = 1.5
HELD = 0.005  # seconds that a transaction takes


def test_everybody_gets_a_turn_beside_writers_that_never_rest(office):
    together = Barrier(WRITERS)

    def turns_of(_writer: int) -> int:
        turns = 0
        try:
            together.wait(30)
            until = time.monotonic() + SECONDS
            while time.monotonic() < until:
                with transaction.atomic():
                    Agency.objects.filter(pk=office.pk).update(review_hours=turns + 1)
                    time.sleep(HELD)
                turns += 1
        finally:
            connection.close()
        return turns

    with ThreadPoolExecutor(WRITERS) as writers:
        turns = list(writers.map(turns_of, range(WRITERS)))

    assert min(turns) * 4 > max(turns) > 4


def test_a_transaction_that_fails_or_is_cut_off_lets_the_next_one_in(office):
    with pytest.raises(RuntimeError), transaction.atomic():
        raise RuntimeError
    with transaction.atomic():
        connection.close()  # as a connection that is lost

    def write(_again: int) -> int:
        try:
            with transaction.atomic():
                return Agency.objects.filter(pk=office.pk).update(review_hours=2)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as another:
        assert list(another.map(write, range(2), timeout=20)) == [1, 1]
