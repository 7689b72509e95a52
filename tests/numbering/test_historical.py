"""Numbers of the old books enter the register as they were printed."""

from datetime import date

import pytest

from numbering.allocation import allocate
from numbering.closing import close
from numbering.errors import NumberTaken, PeriodClosed, TooFar
from numbering.history import enter_historical, raised_by
from numbering.models import Counter, Number, Origin, State
from numbering.periods import Reset
from numbering.skipping import FARTHEST
from numbering.voiding import void
from tests.cast import SPRING

pytestmark = pytest.mark.usefixtures("english")


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


def test_the_serials_that_are_passed_over_are_declared_skipped(enter, take):
    take()
    enter("1162/SP-HMS/03/2020")
    skipped = Number.objects.filter(state=State.SKIPPED).order_by("serial")
    assert [number.serial for number in skipped] == [1159, 1160, 1161]
    assert all("1162/SP-HMS/03/2020" in number.reason for number in skipped)


def test_before_anything_was_counted_nothing_is_skipped(enter):
    enter("1162/SP-HMS/03/2020")
    assert Counter.objects.get().opening == 1163
    assert not Number.objects.filter(state=State.SKIPPED).exists()


def test_a_skipped_serial_may_turn_up_after_all(enter, take):
    take()
    enter("1162/SP-HMS/03/2020")
    assert enter("1160/SP-HMS/03/2020").serial == 1160
    assert take().serial == 1163


def test_one_that_is_too_far_ahead_is_refused(enter, take):
    taken = take()
    with pytest.raises(TooFar, match="typed right"):
        enter(f"{1160 + FARTHEST}/SP-HMS/03/2020")
    assert Number.objects.get() == taken
    assert take().serial == 1159


def test_a_reserved_or_void_number_is_not_in_the_old_books(enter, take, reserve, dewi):
    void(take(), "Acara batal.", dewi)
    for text in ("1158/SP-HMS/03/2020", reserve().text):
        with pytest.raises(NumberTaken):
            enter(text)


def test_an_addendum_of_the_old_books_keeps_its_letter(enter, take):
    number = enter("900A/SP-HMS/03/2020")
    assert (number.serial, number.suffix) == (900, "A")
    enter("900/SP-HMS/03/2020")
    assert take().serial == 1158


def test_what_it_would_do_to_the_counter_is_foretold(enter, take, sequence):
    take()
    assert raised_by("1162/SP-HMS/03/2020", SPRING, sequence) == (1159, 1163)
    assert raised_by("1158/SP-HMS/03/2020", SPRING, sequence) is None
    assert raised_by("1162/SP-HMS/04/2020", SPRING, sequence) is None
    assert raised_by("B/12/Humas", SPRING, sequence) is None
    enter("1162/SP-HMS/03/2020")
    assert sequence.next_serial(SPRING) == 1163


@pytest.fixture
def closed(annual, take, enter, dewi) -> Counter:
    """The book of 2020, with 1, 2 to 4 skipped, and 5."""
    take()
    enter("5/SP-HMS/03/2020")
    return close(annual, "2020", dewi)


def test_a_closed_book_is_not_raised(closed, enter):
    with pytest.raises(PeriodClosed, match="beyond its last number"):
        enter("6/SP-HMS/03/2020")


def test_a_closed_book_may_still_be_filled_in(closed, enter):
    assert enter("3/SP-HMS/03/2020").serial == 3
    closed.refresh_from_db()
    assert closed.last == 5
