"""What the database itself refuses to do to the numbers of the register."""

import re

import pytest
from django.db import IntegrityError, transaction

from numbering.models import Counter, Number, Origin
from tests.numbering.raw_sql import ADDENDUM, NEXT, execute, line, refused

VOID = (
    "UPDATE numbering_number SET state = 'void', void_reason = 'Batal', voided_at = taken_at,"
    " voided_by_id = taken_by_id"
)


# --- A number enters the register ---


@pytest.mark.parametrize("serial", [1157, 1160])
def test_a_number_follows_the_last_one_of_its_counter(taken, serial):
    with pytest.raises(IntegrityError, match="follows the last one of its counter"):
        line(taken, serial=serial, text=f"{serial}/X", key=f"{serial}-X")


def test_a_number_enters_before_its_counter_steps_over_it(taken):
    line(taken, **NEXT)
    execute("UPDATE numbering_counter SET last = last + 1")
    assert Counter.objects.get().last == 1159


def test_a_period_without_a_counter_has_no_numbers(taken):
    with pytest.raises(IntegrityError, match="follows the last one of its counter"):
        line(taken, period="2020", serial=1)


@pytest.mark.parametrize("origin", Origin.values)
def test_a_serial_that_was_taken_is_never_entered_again(taken, origin):
    # Before its counter steps over it, it would still follow its last one.
    line(taken, **NEXT)
    with pytest.raises(IntegrityError, match="stands in the register already"):
        line(taken, origin=origin, serial=1159, text="1159/Y", key="1159-Y", reason="Listrik padam")


@pytest.mark.parametrize("state", ["void", "reserved"])
def test_a_serial_that_is_not_in_use_is_not_in_the_old_books_either(reserve, state):
    number = reserve()
    if state == "void":
        execute(VOID)
    with pytest.raises(IntegrityError, match="stands in the register already"):
        line(number, origin=Origin.HISTORICAL, state="used", text="1158/X", key="1158-X")


def test_a_serial_that_was_declared_skipped_may_turn_up_in_the_old_books(taken):
    line(taken, serial=1159, text="", key="", state="skipped", reason="Buku rusak")
    line(taken, origin=Origin.HISTORICAL, **NEXT)
    assert Number.objects.filter(serial=1159).count() == 2


def test_a_number_is_printed_once(taken):
    with pytest.raises(IntegrityError):
        line(taken, serial=1159)


def test_an_addendum_follows_a_number_in_use(taken):
    line(taken, **ADDENDUM)
    assert Number.objects.get(suffix="A").serial == 1158
    with pytest.raises(IntegrityError, match="follows a number in use"):
        line(taken, suffix="A", serial=1159, text="1159A/X", key="1159-A-X")


def test_an_addendum_is_issued_once(taken):
    line(taken, **ADDENDUM)
    with pytest.raises(IntegrityError, match="stands in the register already"):
        line(taken, suffix="A", text="1158A/Y", key="1158-A-Y")


def test_a_void_number_gets_no_addendum(taken):
    execute(VOID)
    with pytest.raises(IntegrityError, match="follows a number in use"):
        line(taken, **ADDENDUM)


def test_a_reserved_number_gets_no_addendum(reserve):
    number = reserve()
    with pytest.raises(IntegrityError, match="follows a number in use"):
        line(number, state="used", **ADDENDUM)


def test_no_number_begins_as_void(taken):
    with pytest.raises(IntegrityError, match="no number begins as void"):
        line(
            taken,
            **NEXT,
            state="void",
            void_reason="Batal",
            voided_at=taken.taken_at,
            voided_by=taken.taken_by,
        )


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "lost"},
        {"origin": "hearsay"},
        {"origin": Origin.PAPER},
        {"late": True},
        {"sequence_id": None},
        {"serial": None},
        {"text": "", "key": ""},
        {"state": "skipped", "reason": "Buku rusak"},
        {"state": "skipped", "text": "", "key": ""},
        {"state": "reserved", "reason": "Acara"},
        {"void_reason": "Batal"},
    ],
    ids=str,
)
def test_a_line_is_never_half_filled_in(taken, changes):
    with pytest.raises(IntegrityError):
        line(taken, **(NEXT | changes))


@pytest.mark.parametrize("lacking", ["owner_id", "expires_at", "reason"])
def test_a_reservation_says_for_whom_until_when_and_why(reserve, lacking):
    number = reserve()
    with pytest.raises(IntegrityError):
        line(number, **NEXT, **{lacking: "" if lacking == "reason" else None})


# --- A number moves on ---


def test_a_number_moves_on_to_used_and_to_void(reserve):
    reserve()
    execute("UPDATE numbering_number SET state = 'used'")
    execute(VOID)
    assert Number.objects.get().state == "void"


@pytest.mark.parametrize("state", ["reserved", "skipped"])
def test_a_used_number_never_goes_back(taken, state):
    refused("only goes from", f"UPDATE numbering_number SET state = '{state}'")


@pytest.mark.parametrize("state", ["used", "reserved", "skipped"])
def test_a_void_number_never_goes_back(taken, state):
    execute(VOID)
    refused("only goes from", f"UPDATE numbering_number SET state = '{state}'")


@pytest.mark.parametrize("state", ["used", "reserved", "void"])
def test_a_skipped_serial_stays_skipped(taken, state):
    line(taken, serial=1159, text="", key="", state="skipped", reason="Buku rusak")
    refused(
        "only goes from", f"UPDATE numbering_number SET state = '{state}' WHERE state = 'skipped'"
    )


def test_a_reservation_is_never_skipped(reserve):
    reserve()
    refused("only goes from", "UPDATE numbering_number SET state = 'skipped'")


@pytest.mark.parametrize("move", ["UPDATE numbering_number SET state = 'used'", VOID])
def test_a_reservation_that_has_expired_moves_no_more(expired, move):
    refused("a reservation that has expired is void", move)


@pytest.mark.parametrize("lacking", ["void_reason", "voided_at", "voided_by_id"])
def test_a_number_is_not_void_without_saying_why(taken, lacking):
    empty = "''" if lacking == "void_reason" else "NULL"
    with pytest.raises(IntegrityError):
        execute(re.sub(rf"{lacking} = [^,]+", f"{lacking} = {empty}", VOID))


@pytest.mark.parametrize(
    "change", ["void_reason = 'Lain'", "voided_at = '2001-02-03 04:05:06'", "voided_by_id = 0"]
)
def test_why_a_number_is_void_stands(taken, change):
    execute(VOID)
    refused("why a number is void stands", f"UPDATE numbering_number SET {change}")


# --- Numbers of releases ---


@pytest.mark.parametrize("state", ["reserved", "void"])
def test_a_release_bears_numbers_in_use_only(published, reserve, state):
    number = reserve()
    if state == "void":
        execute(f"{VOID} WHERE id = {number.pk}")
    with pytest.raises(IntegrityError, match="numbers in use only"), transaction.atomic():
        published.releasenumber_set.create(number=number, position=2)


def test_the_number_of_a_public_release_is_not_voided(published):
    refused("not voided while its release is public", VOID)
