"""A void number is never used, or no longer; its line stays in the register and says why."""

import pytest

from numbering.allocation import allocate
from numbering.errors import NotOpen, NotTheRegistrar, ReasonMissing
from numbering.history import enter_historical
from numbering.models import Number, State
from numbering.skipping import jump_ahead
from numbering.voiding import void
from tests.cast import SPRING

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def number(sequence, office, budi) -> Number:
    return allocate(sequence, SPRING, budi, office)


def test_it_works(number, dewi):
    assert void(number, " Acara batal. ", dewi).state == State.VOID
    number.refresh_from_db()
    assert (number.state, number.void_reason) == (State.VOID, "Acara batal.")
    assert number.voided_by == dewi
    assert number.voided_at >= number.taken_at
    assert number.text == "1158/SP-HMS/03/2020"


def test_a_reserved_number_is_voided_before_its_time(reserve, dewi):
    assert void(reserve(), "Acara batal.", dewi).state == State.VOID
    assert not Number.objects.reserved().exists()


def test_its_serial_is_not_given_again(number, sequence, budi, dewi):
    void(number, "Acara batal.", dewi)
    assert allocate(sequence, SPRING, budi).serial == 1159


def test_a_number_without_a_sequence_is_kept_by_its_own_agency(office, dewi, clinic, boss):
    ours = enter_historical("17/SP/2009", office, SPRING, boss, None)
    theirs = enter_historical("17/SP/2009", clinic, SPRING, boss, None)
    assert void(ours, "Salah baca.", dewi).state == State.VOID
    with pytest.raises(NotTheRegistrar):
        void(theirs, "Salah baca.", dewi)


def test_a_void_number_is_not_voided_again(number, dewi):
    void(number, "Acara batal.", dewi)
    with pytest.raises(NotOpen, match="is void already"):
        void(number, "Lain lagi.", dewi)
    number.refresh_from_db()
    assert number.void_reason == "Acara batal."


def test_an_expired_reservation_is_void_already(expired, dewi):
    with pytest.raises(NotOpen, match="is void already"):
        void(expired, "Tidak dipakai.", dewi)


def test_a_skipped_serial_is_not_voided(number, sequence, dewi):
    [skipped] = jump_ahead(sequence, SPRING, 1160, dewi, "Buku rusak")
    with pytest.raises(NotOpen, match="1159 is skipped already"):
        void(skipped, "Tidak dipakai.", dewi)


def test_a_reason_is_written_down(number, dewi):
    with pytest.raises(ReasonMissing):
        void(number, "  ", dewi)
    number.refresh_from_db()
    assert number.state == State.USED


@pytest.mark.parametrize("name", ["ani", "budi", "citra"])
def test_only_a_registrar_voids(number, request, name):
    with pytest.raises(NotTheRegistrar):
        void(number, "Acara batal.", request.getfixturevalue(name))
