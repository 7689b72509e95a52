"""A number is set aside for somebody until a moment, and never goes back to the pool."""

import datetime

import pytest

from numbering.allocation import allocate
from numbering.clock import database_now
from numbering.errors import NotOpen, NotTheRegistrar, ReasonMissing, RegisterRefused
from numbering.models import Counter, Number, Origin, State
from numbering.reservations import reserve as set_aside
from numbering.reservations import use
from tests.cast import SPRING

pytestmark = pytest.mark.usefixtures("english")


def test_it_works(reserve, sequence, office, ani, dewi):
    number = reserve()
    assert (number.text, number.serial, number.state) == (
        "1158/SP-HMS/03/2020",
        1158,
        State.RESERVED,
    )
    assert (number.owner, number.taken_by, number.agency) == (ani, dewi, office)
    assert (number.origin, number.reason) == (Origin.ALLOCATED, "Peresmian taman baca")
    assert use(number, SPRING).state == State.USED
    number.refresh_from_db()
    assert (number.text, number.state) == ("1158/SP-HMS/03/2020", State.USED)


def test_the_next_number_follows_a_reserved_one(reserve, sequence, budi):
    reserve()
    assert allocate(sequence, SPRING, budi).serial == 1159


def test_it_may_be_used_for_another_month_of_its_period(reserve):
    assert use(reserve(), datetime.date(2020, 4, 2)).text == "1158/SP-HMS/03/2020"


def test_it_may_be_for_another_agency_that_draws_from_the_sequence(reserve, clinic):
    assert reserve(agency=clinic).agency == clinic


def test_an_expired_one_is_void_by_itself(expired):
    [number] = Number.objects.with_standing()
    assert (number.standing, number.state) == (State.VOID, State.RESERVED)
    assert not Number.objects.reserved().exists()


def test_one_that_stands_is_reserved_until_its_moment(reserve):
    number = reserve()
    assert Number.objects.reserved().get() == number
    assert not Number.objects.reserved(at=number.expires_at).exists()
    assert Number.objects.with_standing(at=number.expires_at).get().standing == State.VOID
    assert Number.objects.with_standing().get().standing == State.RESERVED


def test_an_expired_one_does_not_go_back_to_the_pool(expired, sequence, budi):
    assert allocate(sequence, SPRING, budi).serial == 1159


def test_an_expired_one_is_not_used(expired):
    with pytest.raises(NotOpen, match=r"1158/SP-HMS/03/2020 has expired"):
        use(expired, SPRING)
    expired.refresh_from_db()
    assert expired.state == State.RESERVED


def test_a_used_one_is_not_used_again(reserve):
    number = use(reserve(), SPRING)
    with pytest.raises(NotOpen, match="is used by now"):
        use(number, SPRING)


def test_it_is_not_used_in_another_period(annual, reserve):
    number = reserve()
    with pytest.raises(NotOpen, match="reserved for 2020"):
        use(number, datetime.date(2021, 1, 1))


def test_only_a_registrar_reserves(reserve, sequence, budi):
    with pytest.raises(NotTheRegistrar):
        set_aside(
            sequence,
            SPRING,
            budi,
            owner=budi,
            reason="Acara",
            expires_at=database_now() + datetime.timedelta(days=1),
        )
    assert not Counter.objects.exists()


def test_a_reason_is_written_down(reserve):
    with pytest.raises(ReasonMissing):
        reserve(reason=" \n")
    assert not Number.objects.exists()


def test_it_does_not_expire_before_it_begins(reserve):
    with pytest.raises(RegisterRefused, match="over already"):
        reserve(expires_at=database_now())
    assert not Number.objects.exists()
