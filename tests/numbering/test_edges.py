"""Where one day, month, year or period meets the next, in the newsroom's own time zone."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from numbering.allocation import allocate
from numbering.models import Sequence, today
from numbering.periods import Reset, last_day, period_of
from releases.models import Release

ZONES = ["Asia/Jakarta", "Asia/Jayapura", "America/Los_Angeles", "Pacific/Kiritimati"]
NEW_YEAR = datetime.date(2026, 1, 1)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def clock(monkeypatch, settings):
    """Set the clock to an hour of the newsroom's own day."""

    def set_to(moment: datetime.datetime, zone: str) -> None:
        settings.TIME_ZONE = zone
        utc = moment.replace(tzinfo=ZoneInfo(zone)).astimezone(datetime.UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: utc)

    return set_to


@pytest.fixture
def begin(sequence):
    """Let the sequence begin again by a rule, from its first serial."""

    def beginning(reset: Reset, start: int = 1, pattern: str = sequence.pattern) -> Sequence:
        sequence.reset, sequence.fiscal_start_month = reset, start
        sequence.pattern, sequence.opening_serial = pattern, None
        sequence.save()
        return sequence

    return beginning


@pytest.mark.parametrize("zone", ZONES)
def test_it_works(zone, clock, begin, budi):
    sequence = begin(Reset.YEARLY)
    texts = []
    for moment in (
        datetime.datetime(2025, 12, 31, 23, 59, 59),
        datetime.datetime(2026, 1, 1),
        datetime.datetime(2026, 1, 1, 6, 59, 59),
    ):
        clock(moment, zone)
        assert today() == moment.date()
        texts.append(allocate(sequence, Release().date, budi).text)
    assert texts == ["1/SP-HMS/12/2025", "1/SP-HMS/01/2026", "2/SP-HMS/01/2026"]


@pytest.mark.parametrize(("hour", "utc"), [(0, 31), (6, 31), (7, 1)])
def test_the_new_year_in_jakarta_is_the_old_one_in_utc_until_seven(hour, utc, clock, begin, budi):
    clock(datetime.datetime(2026, 1, 1, hour, 59 if hour == 6 else 0), "Asia/Jakarta")
    from django.utils import timezone

    assert timezone.now().day == utc
    number = allocate(begin(Reset.YEARLY), Release().date, budi)
    assert (number.date, number.period) == (NEW_YEAR, "2026")


def test_the_last_of_february_belongs_to_its_month(begin, budi):
    sequence = begin(Reset.MONTHLY)
    days = [datetime.date(2024, 2, 29), datetime.date(2024, 3, 1), datetime.date(2023, 2, 28)]
    periods = [allocate(sequence, day, budi).period for day in days]
    assert periods == ["2024-02", "2024-03", "2023-02"]
    assert last_day("2024-02", Reset.MONTHLY) == days[0]
    assert last_day("2023-02", Reset.MONTHLY) == days[2]


@pytest.mark.parametrize("start", range(1, 13))
def test_a_fiscal_year_lasts_from_its_first_day_to_its_last(start, begin, budi):
    sequence = begin(Reset.FISCAL, start)
    first = datetime.date(2024, start, 1)
    last = datetime.date(2025, start, 1) - DAY
    days = [first - DAY, first, last, last + DAY]
    numbers = [allocate(sequence, day, budi) for day in days]
    assert [number.serial for number in numbers] == [1, 1, 2, 1]
    before, period, same, after = [number.period for number in numbers]
    assert period == same == ("2024-2024" if start == 1 else "2024-2025")
    assert before < period < after
    assert last_day(period, Reset.FISCAL, start) == last


@pytest.mark.parametrize("start", range(1, 13))
def test_the_last_of_february_may_end_a_fiscal_year(start):
    leap = datetime.date(2024, 2, 29)
    ends = period_of(leap, Reset.FISCAL, start) != period_of(leap + DAY, Reset.FISCAL, start)
    assert ends == (start == 3)


def test_two_digits_of_the_year_turn_with_the_newsrooms_day(clock, begin, budi):
    sequence = begin(Reset.YEARLY, pattern="IP/{year:2}/{serial}")
    texts = []
    for moment in (datetime.datetime(2025, 12, 31, 23), datetime.datetime(2026, 1, 1, 0)):
        clock(moment, "Asia/Jakarta")
        texts.append(allocate(sequence, today(), budi).text)
    assert texts == ["IP/25/1", "IP/26/1"]


def test_two_digits_of_a_fiscal_year_turn_on_its_first_day(begin, budi):
    sequence = begin(Reset.FISCAL, 4, "{fiscal:2}/{serial}")
    days = [datetime.date(2026, 3, 31), datetime.date(2026, 4, 1)]
    texts = [allocate(sequence, day, budi).text for day in days]
    assert [text.rsplit("/", 1)[1] for text in texts] == ["1", "1"]
    assert texts[0] != texts[1]


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize("zone", [*ZONES, "UTC"])
def test_the_time_zone_of_the_database_does_not_matter(zone, clock, begin, budi):
    clock(datetime.datetime(2026, 1, 1, 0, 30), "Asia/Jakarta")
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL TIME ZONE '{zone}'")
    number = allocate(begin(Reset.YEARLY), today(), budi)
    number.refresh_from_db()
    assert (number.date, number.period, number.serial) == (NEW_YEAR, "2026", 1)
    assert number.text == "1/SP-HMS/01/2026"
    assert number.taken_at.utcoffset() == datetime.timedelta(0)
