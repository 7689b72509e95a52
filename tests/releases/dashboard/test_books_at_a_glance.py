"""How the register stands: next numbers, reservations that run out, gaps, books to be closed."""

import datetime

import pytest

from numbering import guards
from numbering.allocation import allocate
from numbering.clock import database_now
from numbering.models import Counter
from numbering.reservations import reserve as set_aside
from tests.cast import SPRING
from tests.releases.dashboard.page import opened, seen, waiting

pytestmark = pytest.mark.usefixtures("english")

SOON = "Reserved numbers, soon void"
TO_BE_CLOSED = "Books that can be closed"
WELL = "No serial is missing, and no reservation ends within seven days."


def standing(client, user):
    (one,) = opened(client, user)["standings"]
    return one


def test_it_works(client, ani, sequence):
    one = standing(client, ani)
    assert one.sequence == sequence
    assert one.next_number == sequence.next_number(datetime.date.today())
    assert one.book.startswith("/en/admin/numbering/number/book/?sequence=siaran-pers&period=20")
    assert WELL in seen(client, ani)


def test_the_next_number_moves_on(client, ani, sequence, budi):
    allocate(sequence, datetime.date.today(), budi)
    assert standing(client, ani).next_number.startswith("1159/")


def test_paper_that_was_not_read_in_is_named_calmly(client, ani, taken):
    one = standing(client, ani)
    assert [gap.name for gap in one.on_paper] == ["1–1157"]
    assert not one.unsettled
    page = seen(client, ani)
    assert "1–1157" in page
    assert WELL in page


def test_a_missing_serial_is_named_and_leads_to_its_book(client, ani, budi, annual):
    for _time in range(3):
        allocate(annual, SPRING, budi)
    guards.lower(guards.all_guards())
    annual.numbers.filter(serial=2).delete()
    guards.raise_up(guards.all_guards())
    (gap,) = standing(client, ani).faults
    assert (gap.period, gap.name) == ("2020", "2")
    page = seen(client, ani)
    assert 'href="/en/admin/numbering/number/book/?sequence=siaran-pers&amp;period=2020"' in page
    assert WELL not in page


def test_a_reservation_that_runs_out_waits_for_its_owner_and_the_registrar(
    client, ani, budi, dewi, reserve
):
    reserve()
    for user in (ani, dewi):
        (line,) = waiting(client, user)[SOON]
        assert (line.number, line.who) == ("1158/SP-HMS/03/2020", "ani")
        assert line.when.startswith("until ")
    assert waiting(client, budi) == {}
    assert [line.title for line in standing(client, budi).expiring] == ["1158/SP-HMS/03/2020"]


@pytest.mark.parametrize(("days", "soon"), [(6, True), (8, False)])
def test_within_a_week_is_soon(client, dewi, reserve, days, soon):
    reserve(expires_at=database_now() + datetime.timedelta(days=days))
    assert (SOON in waiting(client, dewi)) == soon


def test_one_that_has_expired_waits_no_more(client, dewi, expired):
    assert waiting(client, dewi) == {}


def test_a_period_that_is_over_waits_to_be_closed(client, ani, budi, dewi, annual):
    allocate(annual, SPRING, budi)
    (line,) = waiting(client, dewi)[TO_BE_CLOSED]
    assert line.title == "Siaran pers 2020"
    assert line.url == "/en/admin/numbering/number/enter/close/"
    assert line.when == "over since 31 Dec 2020"
    assert waiting(client, ani) == {}


def test_what_stands_in_the_way_of_closing_is_no_call_to_close(client, dewi, annual, reserve):
    reserve(expires_at=database_now() + datetime.timedelta(days=30))
    assert waiting(client, dewi) == {}


@pytest.mark.parametrize("on", [datetime.date.today(), None], ids=["not over", "closed"])
def test_a_book_that_is_not_over_or_closed_waits_for_nobody(client, budi, dewi, annual, on):
    allocate(annual, on or SPRING, budi)
    if on is None:
        Counter.objects.update(closed_at=database_now(), closed_by=dewi)
    assert waiting(client, dewi) == {}


def test_a_book_that_never_ends_waits_for_nobody(client, dewi, taken):
    assert waiting(client, dewi) == {}


def test_of_a_shared_sequence_the_next_number_is_told_and_no_more(
    client, sequence, taken, clinic, citra, reserve
):
    sequence.shared_with.add(clinic)
    reserve()
    shared = next(one for one in opened(client, citra)["standings"] if one.sequence == sequence)
    assert shared.next_number.startswith("1160/")
    assert (shared.book, shared.faults, shared.on_paper, shared.expiring) == ("", [], [], [])


def test_without_a_sequence_it_says_who_makes_one(client, ani):
    assert "A registrar makes one." in seen(client, ani)


def test_what_needs_a_look_stands_first(client, boss, sequence, clinic):
    def names():
        return [one.sequence.name for one in opened(client, boss)["standings"]]

    assert names() == ["Siaran pers", "Siaran pers kesehatan"]
    tomorrow = database_now() + datetime.timedelta(days=1)
    health = clinic.sequences.get()
    set_aside(health, SPRING, boss, owner=boss, reason="Vaksinasi", expires_at=tomorrow)
    assert names() == ["Siaran pers kesehatan", "Siaran pers"]
