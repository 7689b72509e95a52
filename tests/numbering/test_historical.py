"""Numbers of the old books enter the register as they were printed."""

from datetime import date

import pytest

from numbering.allocation import NumberTaken, allocate, enter_historical
from numbering.models import Counter, Number, Origin
from numbering.periods import Reset

SPRING = date(2020, 3, 28)


@pytest.fixture
def enter(sequence, office, dewi):
    def entering(text: str, on: date = SPRING) -> Number:
        return enter_historical(text, office, on, dewi, sequence)

    return entering


@pytest.fixture
def take(sequence, office, budi):
    def taking(on: date = SPRING) -> Number:
        return allocate(sequence, on, budi, office)

    return taking


def test_it_works(enter, take, sequence):
    number = enter("1200/SP-HMS/03/2020")
    assert (number.text, number.serial) == ("1200/SP-HMS/03/2020", 1200)
    assert (number.origin, number.sequence) == (Origin.HISTORICAL, sequence)
    assert take().serial == 1201


def test_the_spelling_of_the_paper_is_kept(enter, take):
    number = enter("1200 / SP–HMS/ 03/2020")
    assert number.text == "1200 / SP–HMS/ 03/2020"
    assert number.serial == 1200
    assert take().text == "1201/SP-HMS/03/2020"


def test_an_older_number_does_not_lower_the_counter(enter, take):
    assert take().serial == 1158
    enter("900/SP-HMS/03/2020")
    assert take().serial == 1159


def test_an_older_number_that_comes_first_does_not_lower_the_opening_serial(enter, take):
    enter("900/SP-HMS/03/2020")
    assert take().serial == 1158


def test_a_later_number_raises_a_counter_that_has_counted(enter, take):
    take()
    enter("1170/SP-HMS/03/2020")
    assert take().serial == 1171


def test_numbers_entered_in_any_order_leave_the_highest_to_follow(enter, take):
    for serial in (1203, 1201, 1210, 1202):
        enter(f"{serial}/SP-HMS/03/2020")
    assert take().serial == 1211


def test_two_of_the_old_books_may_be_the_same(enter, take):
    enter("1200/SP-HMS/03/2020")
    enter("1200/SP-HMS/03/2020")
    assert Number.objects.filter(serial=1200).count() == 2
    assert take().serial == 1201


def test_a_number_that_was_taken_here_is_refused(enter, take):
    taken = take()
    with pytest.raises(NumberTaken, match=taken.text):
        enter(taken.text)
    assert Number.objects.get() == taken


def test_a_number_that_the_pattern_does_not_read_is_kept_without_a_serial(enter, take):
    number = enter("B/12-a/Humas/2020")
    assert (number.text, number.serial, number.sequence) == ("B/12-a/Humas/2020", None, None)
    assert take().serial == 1158


def test_without_a_sequence_it_is_kept_without_a_serial(office, dewi):
    number = enter_historical("17/SP/2009", office, date(2009, 5, 1), dewi, None)
    assert (number.text, number.serial, number.sequence) == ("17/SP/2009", None, None)


def test_a_number_raises_the_counter_of_its_own_period_only(enter, take, sequence):
    sequence.reset, sequence.opening_serial = Reset.YEARLY, None
    sequence.save()
    assert take(date(2020, 3, 28)).serial == 1
    enter("77/SP-HMS/11/2019", date(2019, 11, 2))
    assert take(date(2020, 3, 29)).serial == 2
    assert take(date(2019, 12, 1)).serial == 78
    assert dict(Counter.objects.values_list("period", "last")) == {"2020": 2, "2019": 78}
