"""Taking the next number of a sequence."""

from datetime import date

import pytest
from django.db import transaction

from numbering.allocation import allocate
from numbering.models import Counter, Number, Origin
from numbering.periods import Reset

SPRING = date(2020, 3, 28)


@pytest.fixture
def take(sequence, office, budi):
    """Take the next number for a date; the sequence may be changed before the first."""

    def taking(on: date = SPRING) -> Number:
        return allocate(sequence, on, budi, office)

    return taking


def reset_by(sequence, reset: Reset, **changes) -> None:
    for name, value in {"reset": reset, "opening_serial": None, **changes}.items():
        setattr(sequence, name, value)
    sequence.save()


def test_it_works(take, sequence, office, budi):
    number = take()
    assert (number.text, number.serial, number.period) == ("1158/SP-HMS/03/2020", 1158, "")
    assert (number.sequence, number.agency, number.taken_by) == (sequence, office, budi)
    assert (number.date, number.origin) == (SPRING, Origin.ALLOCATED)
    assert take().text == "1159/SP-HMS/03/2020"


def test_a_rollback_takes_nothing(take):
    with transaction.atomic():
        assert take().serial == 1158
        transaction.set_rollback(True)
    assert not Number.objects.exists()
    assert not Counter.objects.exists()
    assert take().serial == 1158


def test_a_sequence_that_never_begins_again_counts_across_the_years(take):
    assert [take(date(year, 1, 1)).serial for year in (2020, 2021, 2035)] == [1158, 1159, 1160]


def test_every_year_begins_at_the_first_serial(take, sequence):
    reset_by(sequence, Reset.YEARLY, first_serial=101)
    assert [take(date(2020, month, 1)).serial for month in (1, 12)] == [101, 102]
    assert take(date(2021, 1, 1)).text == "101/SP-HMS/01/2021"


def test_every_month_begins_at_the_first_serial(take, sequence):
    reset_by(sequence, Reset.MONTHLY)
    days = [date(2020, 3, 1), date(2020, 3, 31), date(2020, 4, 1), date(2021, 3, 1)]
    assert [take(day).serial for day in days] == [1, 2, 1, 1]


def test_every_fiscal_year_begins_at_the_first_serial(take, sequence):
    reset_by(sequence, Reset.FISCAL, fiscal_start_month=4)
    days = [date(2020, 3, 31), date(2020, 4, 1), date(2021, 3, 31), date(2021, 4, 1)]
    assert [take(day).serial for day in days] == [1, 1, 2, 1]


def test_a_release_of_last_year_still_takes_a_number_of_last_year(take, sequence):
    reset_by(sequence, Reset.YEARLY)
    days = [date(2020, 12, 30), date(2021, 1, 2), date(2020, 12, 31)]
    assert [take(day).text for day in days] == [
        "1/SP-HMS/12/2020",
        "1/SP-HMS/01/2021",
        "2/SP-HMS/12/2020",
    ]


def test_the_opening_serial_holds_in_its_own_period_only(take, sequence):
    reset_by(sequence, Reset.YEARLY, opening_serial=1158, opened_on=date(2020, 2, 1))
    days = [date(2020, 3, 1), date(2021, 3, 1), date(2019, 3, 1)]
    assert [take(day).serial for day in days] == [1158, 1, 1]


def test_a_new_pattern_is_for_later_numbers_only(take, sequence):
    before = take()
    sequence.pattern = "{serial}/HMS/{year}"
    sequence.save()
    assert take().text == "1159/HMS/2020"
    before.refresh_from_db()
    assert before.text == "1158/SP-HMS/03/2020"


def test_the_next_serial_is_foretold(take, sequence):
    assert sequence.next_serial(SPRING) == 1158
    take()
    assert sequence.next_serial(SPRING) == 1159


def test_two_sequences_do_not_count_each_other(take, clinic, citra):
    take()
    theirs = allocate(clinic.sequences.get(), SPRING, citra, clinic)
    assert theirs.text == "001/SP/III/2020"
    assert take().serial == 1159
