"""Gaps are computed from the register: named where they are, and none where there are none."""

import pytest

from numbering import gaps, guards
from numbering.allocation import allocate, allocate_addendum
from numbering.history import enter_historical
from numbering.models import Counter
from numbering.skipping import jump_ahead
from tests.cast import SPRING


@pytest.fixture
def counter(sequence, budi) -> Counter:
    """The counter of 1158 to 1162."""
    for _ in range(5):
        allocate(sequence, SPRING, budi)
    return Counter.objects.get()


def remove(*serials: int) -> None:
    guards.lower(guards.all_guards())
    Counter.objects.get().sequence.numbers.filter(serial__in=serials).delete()
    guards.raise_up(guards.all_guards())


def test_it_works(counter):
    remove(1158, 1160, 1161)
    assert gaps.faults(counter) == [(1158, 1158), (1160, 1161)]


@pytest.mark.parametrize(
    ("serials", "found"),
    [
        ([], [(1, 5)]),
        ([1, 2, 3, 4, 5], []),
        ([2, 4], [(1, 1), (3, 3), (5, 5)]),
        ([1, 1, 5, 5], [(2, 4)]),
        ([3, 9], [(1, 2), (4, 5)]),
    ],
)
def test_a_gap_has_a_first_and_a_last_serial(serials, found):
    assert list(gaps.between(serials, 1, 5)) == found


def test_nothing_lies_between_nothing():
    assert list(gaps.between([], 1, 0)) == []


def test_a_register_that_was_left_alone_has_none(counter, sequence, office, budi, dewi):
    allocate_addendum(sequence.numbers.get(serial=1160), "A", budi, office)
    jump_ahead(sequence, SPRING, 1170, dewi, "Buku rusak")
    enter_historical("1180/SP-HMS/03/2020", office, SPRING, dewi, sequence)
    counter.refresh_from_db()
    assert gaps.faults(counter) == []


def test_the_last_serial_may_be_the_missing_one(counter):
    remove(1162)
    assert gaps.faults(counter) == [(1162, 1162)]


def test_what_was_given_on_paper_is_a_gap_until_it_is_read_in(counter, sequence, office, dewi):
    assert gaps.on_paper(counter) == [(1, 1157)]
    enter_historical("900/SP-HMS/03/2020", office, SPRING, dewi, sequence)
    assert gaps.on_paper(counter) == [(1, 899), (901, 1157)]
    assert gaps.faults(counter) == []


def test_of_many_books_the_same_is_told_as_of_each(counter, sequence, clinic, office, budi, dewi):
    enter_historical("900/SP-HMS/03/2020", office, SPRING, dewi, sequence)
    allocate_addendum(sequence.numbers.get(serial=1160), "A", budi, office)
    remove(1158, 1161, 1162)
    health = clinic.sequences.get()
    for year in (2019, 2020):
        allocate(health, SPRING.replace(year=year), budi)
    Counter.objects.create(sequence=health, period="2018", opening=5, last=4)
    books = list(Counter.objects.select_related("sequence"))
    assert len(books) == 4
    of_each = {one.pk: (gaps.on_paper(one), gaps.faults(one)) for one in books}
    assert gaps.of_books(books) == of_each
    assert gaps.of_books(books)[counter.pk].faults == [(1158, 1158), (1161, 1162)]


def test_of_no_book_nothing_is_told(db):
    assert gaps.of_books([]) == {}
