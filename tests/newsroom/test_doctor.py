"""The doctor says what was done to the register past all guards, and what to do about it."""

import io

import pytest
from django.core.management import call_command
from django.db import connection

from newsroom.keeping import triggers
from numbering import guards
from numbering.allocation import allocate, allocate_addendum
from numbering.closing import close
from numbering.history import enter_historical
from numbering.models import Counter, Number
from numbering.paper import enter_from_paper
from numbering.skipping import jump_ahead
from releases.voiding import void
from tests.cast import SPRING, issued
from tests.newsroom.examining import broken, checks, examined, problems

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def unconstrained(db) -> None:
    """Without the unique constraints of the register, until the test is rolled back."""
    constraints = [one for one in Number._meta.constraints if hasattr(one, "fields")]
    guards.lower(guards.all_guards())
    with connection.cursor() as cursor:
        for one in constraints:
            cursor.execute(f'DROP INDEX "{one.name}"')
    guards.raise_up(guards.all_guards())


def test_it_works(three):
    assert examined() == {"ok": True, "findings": []}
    out = io.StringIO()
    call_command("doctor", stdout=out)
    assert out.getvalue().startswith("Nothing was found: the register is whole.\n")


def test_it_is_silent_on_all_that_a_registrar_may_do(annual, reserve, office, ani, budi, dewi):
    reserved = reserve()
    issued(office, ani, budi, reservation=reserved)
    void(reserve(), "Acara batal.", dewi)
    enter_from_paper(annual, ["3/SP-HMS/03/2020"], SPRING, dewi, reason="Listrik padam")
    jump_ahead(annual, SPRING, 6, dewi, "Buku rusak")
    issued(office, ani, budi, title="Ralat", addendum_to=reserved, suffix="A", date="2021-02-01")
    enter_historical("9/SP-HMS/03/2020", office, SPRING, dewi, annual)
    enter_historical("8/SP-HMS/03/2020", office, SPRING, dewi, annual)
    enter_historical("9/SP-HMS/03/2020", office, SPRING, dewi, annual)
    enter_historical("B/12/Humas", office, SPRING, dewi, annual)
    close(annual, "2020", dewi)
    assert examined() == {"ok": True, "findings": []}


def test_it_is_silent_on_an_expired_reservation_in_a_closed_book(annual, expired, dewi):
    close(annual, "2020", dewi)
    assert examined()["ok"]


def test_every_finding_says_what_is_wrong_and_what_to_do(three):
    broken("UPDATE numbering_counter SET last = 9")
    for finding in examined()["findings"]:
        assert set(finding) == {"check", "problem", "remedy"}
        assert all(finding.values())
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", stdout=out)
    assert ended.value.code == 1
    assert "serials are missing: 4–9" in out.getvalue()
    assert "Restore" in out.getvalue()


# --- The register ---


def test_a_missing_serial_is_found(annual, budi):
    numbers = [allocate(annual, SPRING, budi) for _ in range(3)]
    broken(f"DELETE FROM numbering_number WHERE id = {numbers[1].pk}")
    assert "In siaran-pers 2020 serials are missing: 2." in problems()
    assert "gaps" in checks()


def test_a_number_beyond_its_counter_is_found(three):
    broken("UPDATE numbering_counter SET last = 2")
    assert checks() == {"counters"}
    assert "goes on to 3, the counter only to 2" in problems()


def test_a_number_without_a_counter_is_found(three):
    broken("DELETE FROM numbering_counter")
    assert checks() == {"counters"}
    assert "no counter" in problems()


def test_a_doubled_serial_is_found(unconstrained, three):
    broken("UPDATE numbering_number SET serial = 2 WHERE serial = 3")
    assert {"doubles", "gaps"} <= checks()
    assert "the serial 2 stands 2 times" in problems()


def test_a_doubled_number_is_found(unconstrained, three):
    broken(
        "UPDATE numbering_number SET text = '2/SP-HMS/03/2020', key = '2-SP-HMS-3-2020'"
        " WHERE serial = 3"
    )
    assert "doubles" in checks()
    assert "2/SP-HMS/03/2020 stands in the register 2 times" in problems()


def test_one_of_the_old_books_that_doubles_a_taken_one_is_found(three):
    broken(
        "INSERT INTO numbering_number (agency_id, sequence_id, period, serial, suffix, text, key,"
        " date, origin, state, taken_at, taken_by_id, reason, late, void_reason)"
        " SELECT agency_id, sequence_id, period, serial, suffix, text, key, date, 'historical',"
        " state, taken_at, taken_by_id, '', late, '' FROM numbering_number WHERE serial = 2"
    )
    assert checks() == {"doubles"}


def test_a_changed_text_is_found(three):
    broken("UPDATE numbering_number SET text = '7/SP-HMS/03/2020' WHERE serial = 2")
    assert checks() == {"keys", "numbers"}


def test_a_changed_key_is_found(three):
    broken("UPDATE numbering_number SET key = '7-SP-HMS-3-2020' WHERE serial = 2")
    assert checks() == {"keys"}
    assert "2/SP-HMS/03/2020 can't be found by its text" in problems()


def test_a_number_in_a_wrong_period_is_found(three):
    broken("UPDATE numbering_number SET date = '2019-03-28' WHERE serial = 2")
    assert checks() == {"periods"}
    assert "stands in period “2020”" in problems()


def test_a_changed_reset_rule_is_found(three):
    broken("UPDATE numbering_sequence SET reset = 'never'")
    assert checks() == {"periods"}


def test_an_addendum_without_its_original_is_found(annual, office, budi):
    original = allocate(annual, SPRING, budi)
    allocate_addendum(original, "A", budi, office)
    broken("DELETE FROM numbering_number WHERE suffix = ''")
    assert "addenda" in checks()


def test_a_reservation_in_a_closed_book_is_found(annual, reserve):
    reserve()
    broken(
        "UPDATE numbering_counter SET closed_at = CURRENT_TIMESTAMP,"
        " closed_by_id = (SELECT MIN(id) FROM auth_user)"
    )
    assert checks() == {"closing"}


# --- The guards ---


def test_a_dropped_guard_is_found_and_put_up_again(db):
    guard = guards.all_guards()[0]
    guards.lower([guard])
    assert checks() == {"guards"}
    assert guard.name in problems()
    assert examined(repair=True)["ok"]
    assert guards.missing() == []


def test_what_tells_of_public_changes_is_found_missing_and_put_up_again(db):
    triggers.lower()
    assert checks() == {"guards"}
    assert "public_releases_edition_insert" in problems()
    assert examined(repair=True)["ok"]
    assert triggers.missing() == []


def test_repair_mends_guards_only(three):
    broken("UPDATE numbering_counter SET last = 9")
    assert not examined(repair=True)["ok"]
    assert Counter.objects.get().last == 9
