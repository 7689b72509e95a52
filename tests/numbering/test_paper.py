"""Numbers given on paper follow the register, and are entered as they were printed."""

import datetime

import pytest

from numbering.allocation import allocate
from numbering.clock import database_now
from numbering.errors import (
    NotNext,
    NotTheRegistrar,
    NumberTaken,
    ReasonMissing,
    RegisterRefused,
)
from numbering.models import Counter, Number, Origin, State
from numbering.paper import enter_from_paper
from tests.cast import SPRING

pytestmark = pytest.mark.usefixtures("english")

FIRST, SECOND = "1158/SP-HMS/03/2020", "1159 / SP-HMS/III/ 2020"


@pytest.fixture
def enter(sequence, dewi):
    def entering(*texts: str, **changes) -> list[Number]:
        terms = {"reason": "Listrik padam"} | changes
        return enter_from_paper(sequence, texts, SPRING, dewi, **terms)

    return entering


def test_it_works(enter, sequence, office, budi, dewi):
    numbers = enter(FIRST, SECOND)
    assert [number.text for number in numbers] == [FIRST, SECOND]
    assert [number.serial for number in numbers] == [1158, 1159]
    for number in Number.objects.all():
        assert (number.origin, number.state) == (Origin.PAPER, State.USED)
        assert (number.reason, number.taken_by) == ("Listrik padam", dewi)
        assert (number.agency, number.date) == (office, SPRING)
    assert allocate(sequence, SPRING, budi).serial == 1160


def test_they_come_in_any_order(enter):
    assert [number.serial for number in enter(SECOND, FIRST)] == [1158, 1159]


def test_they_may_be_reserved_for_somebody(enter, ani):
    tomorrow = database_now() + datetime.timedelta(days=1)
    [number] = enter(FIRST, owner=ani, expires_at=tomorrow)
    assert (number.state, number.owner, number.expires_at) == (State.RESERVED, ani, tomorrow)


def test_a_reservation_says_until_when(enter, ani):
    with pytest.raises(RegisterRefused):
        enter(FIRST, owner=ani)
    assert not Number.objects.exists()


def test_a_reservation_does_not_expire_before_it_begins(enter, ani):
    with pytest.raises(RegisterRefused, match="over already"):
        enter(FIRST, owner=ani, expires_at=database_now())


def test_one_in_between_is_missing(enter):
    with pytest.raises(NotNext, match="1160 does not follow: 1159 comes first"):
        enter(FIRST, "1160/SP-HMS/03/2020")
    assert not Number.objects.exists()
    assert not Counter.objects.exists()


def test_one_that_stands_there_is_refused(enter):
    enter(FIRST)
    with pytest.raises(NumberTaken, match="1158 stands in the register already"):
        enter(FIRST, SECOND)
    assert Number.objects.count() == 1


def test_one_below_the_opening_serial_belongs_to_the_old_books(enter):
    with pytest.raises(NotNext, match="below the opening serial 1158"):
        enter("1157/SP-HMS/03/2020")


def test_every_one_that_cannot_be_read_is_named_at_once(enter):
    with pytest.raises(RegisterRefused) as refused:
        enter("B/12/Humas", "1158/SP-HMS/04/2020", "1159/SP-HMS/03/2020", "1159/SP-HMS/03/2020")
    unreadable, contradictory, twice = refused.value.problems
    assert "B/12/Humas" in unreadable
    assert "another day, month" in contradictory
    assert "twice" in twice


def test_an_addendum_is_not_entered_as_if_it_were_the_number(enter):
    with pytest.raises(RegisterRefused, match="1158A"):
        enter("1158A/SP-HMS/03/2020")
    assert not Number.objects.exists()


def test_nothing_is_not_entered(enter):
    with pytest.raises(RegisterRefused):
        enter()


def test_a_reason_is_written_down(enter):
    with pytest.raises(ReasonMissing):
        enter(FIRST, reason=" ")


def test_only_a_registrar_enters_them(sequence, budi):
    with pytest.raises(NotTheRegistrar):
        enter_from_paper(sequence, [FIRST], SPRING, budi, reason="Listrik padam")
