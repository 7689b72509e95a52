"""An addendum's number is its original's, with a letter; it counts nothing."""

from datetime import date

import pytest

from numbering.allocation import allocate, allocate_addendum
from numbering.closing import close
from numbering.errors import NotOpen, NumberTaken, Unprintable
from numbering.history import enter_historical
from numbering.models import Number, Origin
from numbering.skipping import jump_ahead
from numbering.voiding import void
from tests.cast import SPRING

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def original(sequence, office, budi) -> Number:
    return allocate(sequence, SPRING, budi, office)


@pytest.fixture
def add(office, budi):
    def adding(original: Number, suffix: str = "A") -> Number:
        return allocate_addendum(original, suffix, budi, office)

    return adding


def test_it_works(original, add, sequence, budi):
    addendum = add(original)
    assert (addendum.text, addendum.serial, addendum.suffix) == ("1158A/SP-HMS/03/2020", 1158, "A")
    assert (addendum.date, addendum.origin) == (SPRING, Origin.ALLOCATED)
    assert allocate(sequence, SPRING, budi).serial == 1159


def test_there_may_be_several(original, add):
    assert [add(original, letter).text[:5] for letter in "ABZ"] == ["1158A", "1158B", "1158Z"]


def test_an_addendum_may_itself_have_one(original, add):
    assert add(add(original), "B").text == "1158B/SP-HMS/03/2020"


def test_a_number_of_the_old_books_may_have_one(sequence, office, dewi, add):
    old = enter_historical("900/SP-HMS/03/2020", office, SPRING, dewi, sequence)
    assert add(old).text == "900A/SP-HMS/03/2020"


def test_it_stays_in_the_period_of_its_original(annual, office, budi, add):
    last_year = allocate(annual, date(2019, 12, 30), budi, office)
    allocate(annual, SPRING, budi, office)
    addendum = add(last_year)
    assert (addendum.period, addendum.text) == ("2019", "1A/SP-HMS/12/2019")


def test_a_closed_book_still_takes_it(annual, office, budi, dewi, add):
    original = allocate(annual, SPRING, budi, office)
    close(annual, "2020", dewi)
    assert add(original).text == "1A/SP-HMS/03/2020"


def test_a_letter_is_used_once(original, add):
    add(original)
    with pytest.raises(NumberTaken, match="1158A/SP-HMS/03/2020 has been issued"):
        add(original)


def test_the_letter_of_a_void_addendum_is_not_used_again(original, add, dewi):
    void(add(original), "Salah cetak.", dewi)
    with pytest.raises(NumberTaken):
        add(original)


def test_a_void_number_has_none(original, add, dewi):
    void(original, "Acara batal.", dewi)
    with pytest.raises(NotOpen, match="not in use"):
        add(original)


def test_a_reserved_number_has_none(reserve, add):
    with pytest.raises(NotOpen, match="not in use"):
        add(reserve())


def test_a_skipped_serial_has_none(original, sequence, dewi, add):
    [skipped] = jump_ahead(sequence, SPRING, 1160, dewi, "Buku rusak")
    with pytest.raises(NotOpen, match="not in use"):
        add(skipped)


def test_a_number_without_a_serial_has_none(sequence, office, dewi, add):
    old = enter_historical("B/12/Humas", office, SPRING, dewi, sequence)
    with pytest.raises(NotOpen, match="not in use"):
        add(old)


@pytest.mark.parametrize("suffix", ["a", "V", "1", "AB", "-"])
def test_a_suffix_is_one_letter_that_reads_as_no_month(original, add, suffix):
    with pytest.raises(Unprintable):
        add(original, suffix)
    assert Number.objects.get() == original
