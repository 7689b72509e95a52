"""Jumping ahead: the serials between are declared skipped, one line each."""

import pytest

from numbering.allocation import allocate
from numbering.closing import close
from numbering.errors import NotTheRegistrar, NumberTaken, PeriodClosed, ReasonMissing, TooFar
from numbering.models import Counter, Number, State
from numbering.skipping import FARTHEST, jump_ahead
from tests.cast import SPRING

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def jump(sequence, dewi):
    def jumping(to: int, reason: str = "Nomor terpakai di buku lain") -> list[Number]:
        return jump_ahead(sequence, SPRING, to, dewi, reason)

    return jumping


@pytest.fixture
def counted(sequence, budi) -> Number:
    """The sequence has begun, and stands at 1158."""
    return allocate(sequence, SPRING, budi)


def test_it_works(jump, counted, sequence, budi, dewi):
    jump(1162)
    skipped = Number.objects.filter(state=State.SKIPPED).order_by("serial")
    assert [number.serial for number in skipped] == [1159, 1160, 1161]
    for number in skipped:
        assert (number.text, number.key) == ("", "")
        assert (number.reason, number.taken_by) == ("Nomor terpakai di buku lain", dewi)
    assert allocate(sequence, SPRING, budi).text == "1162/SP-HMS/03/2020"


def test_before_anything_was_counted_it_moves_the_opening_serial(jump, sequence, budi):
    assert jump(1300) == []
    counter = Counter.objects.get()
    assert (counter.opening, counter.last) == (1300, 1299)
    assert allocate(sequence, SPRING, budi).serial == 1300


@pytest.mark.parametrize("to", [1, 1158, 1159])
def test_it_never_goes_back(jump, counted, to):
    with pytest.raises(NumberTaken, match="next serial is 1159 already"):
        jump(to)
    assert Number.objects.get() == counted


def test_it_does_not_go_below_the_opening_serial(jump):
    with pytest.raises(NumberTaken, match="next serial is 1158 already"):
        jump(1158)
    assert not Counter.objects.exists()


def test_as_far_as_it_may_it_goes(jump, counted):
    assert len(jump(1159 + FARTHEST)) == FARTHEST


def test_too_far_is_refused(jump, counted):
    with pytest.raises(TooFar, match="typed right"):
        jump(1160 + FARTHEST)
    assert Number.objects.get() == counted


@pytest.mark.parametrize("to", [1_000_000_000, 10**12])
def test_a_period_does_not_open_beyond_the_largest_serial(jump, to):
    with pytest.raises(TooFar):
        jump(to)


def test_a_closed_book_stays_as_it_is(annual, jump, budi, dewi):
    allocate(annual, SPRING, budi)
    close(annual, "2020", dewi)
    with pytest.raises(PeriodClosed, match="2020"):
        jump(10)


def test_a_reason_is_written_down(jump, counted):
    with pytest.raises(ReasonMissing):
        jump(1162, "")


def test_only_a_registrar_jumps(sequence, counted, budi):
    with pytest.raises(NotTheRegistrar):
        jump_ahead(sequence, SPRING, 1162, budi, "Saya mau")
