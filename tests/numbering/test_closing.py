"""A period is closed once it is over and settled; after that it takes late numbers only."""

from datetime import date

import pytest

from numbering import guards
from numbering.allocation import allocate
from numbering.closing import close
from numbering.errors import NotTheRegistrar, PeriodClosed, RegisterRefused
from numbering.models import Counter, Number, State
from numbering.paper import enter_from_paper
from numbering.reservations import use
from numbering.voiding import void
from tests.cast import SPRING

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def number(annual, office, budi) -> Number:
    """The first number of 2020."""
    return allocate(annual, SPRING, budi, office)


@pytest.fixture
def closed(annual, number, dewi) -> Counter:
    return close(annual, "2020", dewi)


def test_it_works(closed, annual, budi, dewi):
    counter = Counter.objects.get()
    assert (counter.closed_by, counter.last) == (dewi, 1)
    assert counter.closed_at
    assert allocate(annual, date(2021, 1, 2), budi).text == "1/SP-HMS/01/2021"


# --- What stands in the way ---


@pytest.mark.parametrize(("today", "over"), [(date(2020, 12, 31), False), (date(2021, 1, 1), True)])
def test_a_period_is_closed_when_its_last_day_is_over(
    annual, number, dewi, monkeypatch, today, over
):
    monkeypatch.setattr("numbering.closing.today", lambda: today)
    if over:
        assert close(annual, "2020", dewi).closed_at
        return
    with pytest.raises(RegisterRefused, match="2020 is not over"):
        close(annual, "2020", dewi)


def test_a_closed_book_is_not_closed_again(closed, annual, dewi):
    with pytest.raises(RegisterRefused, match="closed already"):
        close(annual, "2020", dewi)


def test_a_sequence_that_never_begins_again_has_no_end(sequence, budi, dewi):
    allocate(sequence, SPRING, budi)
    with pytest.raises(RegisterRefused, match="never begins again"):
        close(sequence, "", dewi)


def test_a_period_that_has_not_counted_is_not_closed(annual, number, dewi):
    with pytest.raises(RegisterRefused, match="No number was counted"):
        close(annual, "2019", dewi)


def test_what_is_reserved_is_used_or_voided_first(annual, number, reserve, dewi):
    reserved = reserve()
    with pytest.raises(RegisterRefused, match=r"2/SP-HMS/03/2020 is still reserved for ani"):
        close(annual, "2020", dewi)
    void(reserved, "Tidak dipakai.", dewi)
    assert close(annual, "2020", dewi).closed_at


def test_an_expired_reservation_is_no_obstacle(annual, expired, dewi):
    assert close(annual, "2020", dewi).closed_at


def test_a_reservation_of_another_year_is_no_obstacle(annual, number, reserve, dewi):
    reserve(date(2021, 1, 5))
    assert close(annual, "2020", dewi).closed_at


def test_a_book_with_a_hole_is_not_closed(annual, number, budi, dewi):
    lost = allocate(annual, SPRING, budi)
    allocate(annual, SPRING, budi)
    guards.lower(guards.all_guards())
    lost.delete()
    guards.raise_up(guards.all_guards())
    with pytest.raises(RegisterRefused, match="serials are missing: 2"):
        close(annual, "2020", dewi)


def test_only_a_registrar_closes(annual, number, budi):
    with pytest.raises(NotTheRegistrar):
        close(annual, "2020", budi)


# --- Late numbers ---


def test_a_late_number_is_flagged_and_has_a_reason(closed, annual, dewi):
    late = allocate(annual, SPRING, dewi, late_reason=" Ditandatangani menyusul ")
    assert (late.serial, late.text, late.late) == (2, "2/SP-HMS/03/2020", True)
    assert late.reason == "Ditandatangani menyusul"


def test_a_late_number_may_be_reserved(closed, reserve):
    late = reserve(late=True)
    assert (late.late, late.state, late.serial) == (True, State.RESERVED, 2)
    assert use(late, SPRING).state == State.USED


def test_a_late_number_may_come_from_paper(closed, annual, dewi):
    [late] = enter_from_paper(annual, ["2/SP-HMS/03/2020"], SPRING, dewi, reason="Ketemu di laci")
    assert (late.late, late.reason) == (True, "Ketemu di laci")


def test_a_number_of_an_open_book_is_not_late(annual, dewi):
    number = allocate(annual, SPRING, dewi, late_reason="Untuk berjaga-jaga")
    assert (number.late, number.reason) == (False, "")


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_a_closed_book_takes_nothing(closed, annual, dewi, reason):
    with pytest.raises(PeriodClosed, match="The book of 2020 is closed"):
        allocate(annual, SPRING, dewi, late_reason=reason)
    assert Number.objects.count() == 1


def test_a_closed_book_is_not_reserved_in_by_the_way(closed, reserve):
    with pytest.raises(PeriodClosed):
        reserve()


def test_only_a_registrar_takes_a_late_number(closed, annual, budi):
    with pytest.raises(NotTheRegistrar):
        allocate(annual, SPRING, budi, late_reason="Ditandatangani menyusul")
    assert Number.objects.count() == 1
