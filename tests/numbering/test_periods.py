"""A serial is counted in the period of its release date, a date in the newsroom's time zone."""

from datetime import UTC, date, datetime, timedelta

import pytest

from numbering.allocation import allocate
from numbering.models import today
from numbering.periods import Reset, last_day, period_of
from releases.models import Release

NEW_YEARS_EVE, NEW_YEAR = date(2025, 12, 31), date(2026, 1, 1)

# In Jakarta, seven hours ahead, this is the year's last second and the next one's first.
# In UTC both are 31 December.
LAST_SECOND = datetime(2025, 12, 31, 16, 59, 59, tzinfo=UTC)
FIRST_SECOND = datetime(2025, 12, 31, 17, 0, 0, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch):
    def set_to(moment: datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return set_to


@pytest.mark.parametrize(
    ("reset", "start", "last", "first"),
    [
        (Reset.NEVER, 1, "", ""),
        (Reset.YEARLY, 1, "2025", "2026"),
        (Reset.MONTHLY, 1, "2025-12", "2026-01"),
        (Reset.FISCAL, 1, "2025-2025", "2026-2026"),
        (Reset.FISCAL, 4, "2025-2026", "2025-2026"),
        (Reset.FISCAL, 12, "2025-2026", "2025-2026"),
    ],
)
def test_it_works(reset, start, last, first):
    assert period_of(NEW_YEARS_EVE, reset, start) == last
    assert period_of(NEW_YEAR, reset, start) == first


@pytest.mark.parametrize(
    ("day", "period"),
    [(date(2026, 3, 31), "2025-2026"), (date(2026, 4, 1), "2026-2027")],
)
def test_a_fiscal_year_turns_on_the_first_day_of_its_month(day, period):
    assert period_of(day, Reset.FISCAL, 4) == period


@pytest.mark.parametrize(
    ("reset", "start", "period", "last"),
    [
        (Reset.YEARLY, 1, "2025", NEW_YEARS_EVE),
        (Reset.MONTHLY, 1, "2025-12", NEW_YEARS_EVE),
        (Reset.MONTHLY, 1, "2020-02", date(2020, 2, 29)),
        (Reset.MONTHLY, 1, "2021-02", date(2021, 2, 28)),
        (Reset.FISCAL, 1, "2025-2025", NEW_YEARS_EVE),
        (Reset.FISCAL, 4, "2025-2026", date(2026, 3, 31)),
        (Reset.FISCAL, 12, "2025-2026", date(2026, 11, 30)),
    ],
)
def test_a_period_ends_where_the_next_one_begins(reset, start, period, last):
    assert last_day(period, reset, start) == last
    assert period_of(last, reset, start) == period
    assert period_of(last + timedelta(days=1), reset, start) != period


@pytest.mark.parametrize(
    ("moment", "day"), [(LAST_SECOND, NEW_YEARS_EVE), (FIRST_SECOND, NEW_YEAR)]
)
def test_a_release_is_dated_by_the_newsrooms_own_midnight(clock, moment, day):
    clock(moment)
    assert moment.date() == NEW_YEARS_EVE
    assert today() == day
    assert Release().date == day


@pytest.mark.parametrize(
    ("reset", "start", "before", "after"),
    [
        (Reset.NEVER, 1, ("", 1), ("", 2)),
        (Reset.YEARLY, 1, ("2025", 1), ("2026", 1)),
        (Reset.MONTHLY, 1, ("2025-12", 1), ("2026-01", 1)),
        (Reset.FISCAL, 4, ("2025-2026", 1), ("2025-2026", 2)),
    ],
)
def test_numbers_taken_around_midnight_fall_into_their_own_periods(
    clock, sequence, office, budi, reset, start, before, after
):
    sequence.reset, sequence.fiscal_start_month, sequence.opening_serial = reset, start, None
    sequence.save()
    for moment, expected, month_and_year in (
        (LAST_SECOND, before, "12/2025"),
        (FIRST_SECOND, after, "01/2026"),
    ):
        clock(moment)
        number = allocate(sequence, today(), budi, office)
        assert (number.period, number.serial) == expected
        assert number.text == f"{number.serial}/SP-HMS/{month_and_year}"


def test_a_release_approved_after_midnight_keeps_its_own_date(clock, sequence, office, budi):
    sequence.reset, sequence.opening_serial = Reset.YEARLY, None
    sequence.save()
    clock(FIRST_SECOND)
    assert allocate(sequence, NEW_YEARS_EVE, budi, office).text == "1/SP-HMS/12/2025"
