"""What the database itself refuses to do to counters, and to books that are closed."""

import pytest
from django.db import IntegrityError, transaction

from numbering.clock import database_now
from numbering.models import Counter, Number
from numbering.periods import Reset
from tests.numbering.raw_sql import ADDENDUM, NEXT, execute, line, refused

CLOSE = (
    "UPDATE numbering_counter SET closed_at = CURRENT_TIMESTAMP,"
    " closed_by_id = (SELECT MIN(id) FROM auth_user)"
)


@pytest.mark.parametrize("last", ["last - 1", "0"])
def test_a_counter_never_goes_down(published, last):
    refused("a counter never goes down", f"UPDATE numbering_counter SET last = {last}")


@pytest.mark.parametrize("step", [1, 5])
def test_a_counter_steps_over_no_serial_that_is_not_there(published, step):
    refused("steps only over serials", f"UPDATE numbering_counter SET last = last + {step}")


def test_a_counter_steps_no_further_than_the_register_goes(taken):
    line(taken, **NEXT)
    line(taken, **ADDENDUM)
    refused("steps only over serials", "UPDATE numbering_counter SET last = last + 2")


@pytest.mark.parametrize("changes", [{"last": 1158}, {"last": 1156}])
def test_a_counter_begins_just_below_its_opening_serial(sequence, changes):
    with pytest.raises(IntegrityError, match="begins just below"), transaction.atomic():
        Counter.objects.create(sequence=sequence, period="", opening=1158, **changes)


def test_a_counter_begins_open(sequence, dewi):
    closed = {"closed_at": database_now(), "closed_by": dewi}
    with pytest.raises(IntegrityError, match="and open"), transaction.atomic():
        Counter.objects.create(sequence=sequence, period="", opening=1158, last=1157, **closed)


@pytest.fixture
def uncounted(sequence) -> Counter:
    return Counter.objects.create(sequence=sequence, period="", opening=1158, last=1157)


def test_before_anything_was_counted_a_period_may_open_later(uncounted):
    execute("UPDATE numbering_counter SET opening = 1200, last = 1199")
    assert Counter.objects.get().last == 1199


def test_a_period_that_opens_later_still_begins_just_below(uncounted):
    refused("an opening serial stands", "UPDATE numbering_counter SET opening = 1200, last = 1200")


@pytest.mark.parametrize("change", ["opening = 1", "opening = 1200, last = 1199"])
def test_an_opening_serial_stands_once_a_number_was_counted(published, change):
    refused("an opening serial stands", f"UPDATE numbering_counter SET {change}")


@pytest.mark.parametrize(
    "change", ["reset = 'yearly'", "fiscal_start_month = 4", "agency_id = agency_id + 1000"]
)
def test_a_sequence_keeps_the_way_it_counts_once_it_has_counted(published, change):
    refused("keeps the way it counts", f"UPDATE numbering_sequence SET {change}")


def test_a_sequence_may_change_the_way_it_counts_before(sequence):
    sequence.reset = Reset.YEARLY
    sequence.save()
    sequence.refresh_from_db()
    assert sequence.reset == Reset.YEARLY


# --- Closed books ---


def test_a_book_is_closed_by_somebody(taken):
    with pytest.raises(IntegrityError):
        execute("UPDATE numbering_counter SET closed_at = CURRENT_TIMESTAMP")


@pytest.mark.parametrize(
    "change",
    ["closed_at = NULL, closed_by_id = NULL", "closed_by_id = 0", "closed_at = '2020-01-01'"],
)
def test_a_closed_book_stays_closed(taken, change):
    execute(CLOSE)
    refused("a closed book stays closed", f"UPDATE numbering_counter SET {change}")


def test_a_book_is_not_closed_while_a_number_is_reserved_in_it(reserve):
    reserve()
    refused("not closed while a number is reserved", CLOSE)


def test_an_expired_reservation_does_not_keep_a_book_open(expired):
    execute(CLOSE)
    assert Counter.objects.get().closed_at


def test_a_closed_book_takes_late_numbers_only(taken):
    execute(CLOSE)
    with pytest.raises(IntegrityError, match="the book of this period is closed"):
        line(taken, **NEXT)
    line(taken, **NEXT, late=True, reason="Terlambat ditandatangani")
    assert Number.objects.filter(late=True).count() == 1
