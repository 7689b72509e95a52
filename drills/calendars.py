"""The newsroom's calendar in several zones: midnights, ends of years, leap days, typed moments."""

import datetime
import time
from contextlib import AbstractContextManager
from typing import Any
from unittest import mock
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.test import Client, override_settings
from django.utils import timezone

from drills import moments
from drills.newsroom import Failed
from drills.office import Office, sequence_of
from newsroom.keeping import version
from numbering.clock import database_now
from numbering.models import Number, Sequence, today
from numbering.periods import Reset
from releases.admin.move import MomentField
from releases.errors import MoveRefused
from tests.cast import issued, written

ZONES = ("Asia/Jakarta", "Asia/Jayapura", "Pacific/Kiritimati", "America/St_Johns")
MOMENT = datetime.timedelta(milliseconds=1)
HOUR = datetime.timedelta(hours=1)
YEARS = (2019, 2023, 2025, 2026)
LEAP_DAYS = tuple(datetime.date(year, 2, 29) for year in (2000, 2016, 2020, 2024))
# When a sequence begins again, and the first month of its year.
RESETS = {"yearly": 1, "monthly": 1, "fiscal": 4, "never": 1}


def checked(office: Office, zone: str) -> int:
    """Live through the calendar of a zone; return how many days and moments were looked at.

    Raises:
        Failed: one is not as it is to be.
    """
    with override_settings(TIME_ZONE=zone):
        return (
            ends_of_periods(office, zone)
            + leap_days(office, zone)
            + rests_of_days(zone)
            + typed_moments(zone)
        )


def at(moment: datetime.datetime) -> AbstractContextManager[Any]:
    """Let the application's clock stand at a moment."""
    return mock.patch.object(timezone, "now", return_value=moment.astimezone(datetime.UTC))


def _wanted(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise Failed(f"{what}: {found}, and not {wanted}")


def midnight(day: datetime.date, zone: str) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), ZoneInfo(zone)).astimezone(datetime.UTC)


def ends_of_periods(office: Office, zone: str) -> int:
    """A millisecond before the year ends, and as it begins: each number in its own period."""
    seen = 0
    for reset, month in RESETS.items():
        code = f"{zone.rpartition('/')[2].lower().replace('_', '-')}-{reset}"
        sequence = sequence_of(office.agency, code, Reset(reset))
        sequence.fiscal_start_month = month
        sequence.save()
        for year in YEARS:
            first = datetime.date(year, month, 1)
            for moment, day in (
                (midnight(first, zone) - MOMENT, first - datetime.timedelta(days=1)),
                (midnight(first, zone), first),
            ):
                with at(moment):
                    _wanted(f"{zone}, the day at {moment}", today(), day)
                    number = _number(office, sequence, f"Akhir {code} {day}")
                _wanted(f"{zone}, {reset}, {day}", number.period, _period(reset, day, month))
                _wanted(f"{zone}, {reset}, {day}", number.text.rpartition("/")[2], str(day.year))
                seen += 1
        serials = list(sequence.numbers.order_by("pk").values_list("period", "serial"))
        for period in {one for one, _serial in serials}:
            own = [serial for one, serial in serials if one == period]
            _wanted(f"{zone}, {reset}, {period}", own, list(range(1, len(own) + 1)))
    return seen


def _number(office: Office, sequence: Sequence, title: str) -> Number:
    """That of a release dated today, as the application's clock has it."""
    people = (office.author, office.approver)
    release = issued(office.agency, *people, title=title, date=today(), sequence=sequence)
    return release.numbers.get()


def _period(reset: str, day: datetime.date, month: int) -> str:
    """Written once more, the plainest way."""
    begins = day.year if day.month >= month else day.year - 1
    return {
        "yearly": f"{day.year}",
        "monthly": f"{day.year}-{day.month:02}",
        "fiscal": f"{begins}-{begins + 1}",
        "never": "",
    }[reset]


def leap_days(office: Office, zone: str) -> int:
    """A release of each 29 February: its own date, in the archive of that month alone."""
    client = Client(headers={"host": "localhost"})
    for day in LEAP_DAYS:
        release = issued(
            office.agency,
            office.author,
            office.approver,
            title=f"Hari kabisat {zone} {day}",
            date=day.isoformat(),
            sequence=office.sequence,
        )
        address = release.editions.get().get_absolute_url()
        _wanted(f"{address}", client.get(address).status_code, 200)
        for month, wanted in ((2, True), (3, False)):
            page = client.get(f"/releases/{day.year}/{month:02}/?year={day.year}")
            _wanted(f"{address} in {month}", address in page.content.decode(), wanted)
    for year in (1900, 2023, 2026):  # which have none
        form = forms.DateField()
        try:
            form.clean(f"{year}-02-29")
        except forms.ValidationError:
            continue
        raise Failed(f"29 February {year} was taken")
    return 3 * len(LEAP_DAYS)


def rests_of_days(zone: str) -> int:
    """Every half hour of a year with its clocks put forward and back: when the day is over."""
    moment = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    end, seen = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC), 0
    while moment < end:
        day = moment.astimezone(ZoneInfo(zone)).date()
        wanted = (midnight(day + datetime.timedelta(days=1), zone) - moment).total_seconds()
        with at(moment):
            _wanted(f"{zone}, rest of the day at {moment}", version.rest_of_the_day(), wanted)
        moment += HOUR / 2
        seen += 1
    return seen


def typed_moments(zone: str) -> int:
    """What is typed at the desk is meant in the zone; hours that are not, or twice, are refused."""
    field, seen = MomentField(), 0
    day = datetime.datetime(2026, 1, 1)
    while day.year == 2026:
        local = day.replace(tzinfo=ZoneInfo(zone))
        utc = local.astimezone(datetime.UTC)
        there = utc.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == day
        once = utc == local.replace(fold=1).astimezone(datetime.UTC)
        try:
            said = field.clean(day.strftime("%Y-%m-%dT%H:%M"))
        except forms.ValidationError:
            said = None
        _wanted(f"{zone}, {day} as typed", said, utc if there and once else None)
        day += HOUR / 2
        seen += 1
    return seen


# --- A clock that is stepped ---


def a_stepped_clock(office: Office) -> str:
    """The application's clock an hour ahead or behind: the database's decides.

    Raises:
        Failed: something came early or late, or a page of yesterday was kept.
    """
    for hours in (-1, 1):
        a_moment_comes(office, hours)
    a_day_is_over()
    return "the application's clock an hour off or stepped over midnight: the database's counts"


def a_moment_comes(office: Office, hours: int) -> None:
    """What is scheduled comes by the database's clock, and can be postponed until then alone."""
    with moments.application_ahead(hours), override_settings(PAGES_KEPT_MB=8):
        release = written(
            office.agency, office.author, title=f"Jam {hours}", sequence=office.sequence
        )
        release.submit(office.author)
        moment = database_now() + datetime.timedelta(seconds=4)
        edition = release.approve(office.approver, release.revision, moment)
        postponed = moment + datetime.timedelta(seconds=1)
        release.postpone(office.approver, postponed)
        client, address = Client(headers={"host": "localhost"}), edition.get_absolute_url()
        while True:
            asked = moments.now()
            status = client.get(address).status_code
            answered = moments.now()
            early, late = postponed.timestamp() - answered, asked - postponed.timestamp()
            if status == 200 and early > 0:
                raise Failed(f"{early:.2f} s early, with the clock {hours} h off")
            if status == 200:
                break
            if late > moments.LATE:
                raise Failed(f"{late:.2f} s late, with the clock {hours} h off")
            time.sleep(0.01)
        for refused in (
            lambda: release.postpone(office.approver, moment + HOUR / 2),
            lambda: release.cancel(office.approver, "Terlambat."),
        ):
            try:
                refused()
            except MoveRefused:
                continue
            raise Failed(f"what is public was taken back, with the clock {hours} h off")


def a_day_is_over() -> None:
    """The first page says the month; put forward over midnight, the clock makes it another one."""
    zone = settings.TIME_ZONE
    evening = midnight(datetime.date(2027, 1, 1), zone) - HOUR / 2
    with override_settings(PAGES_KEPT_MB=8):
        client = Client(headers={"host": "localhost"})
        for moment, wanted in ((evening, "/2026/12/"), (evening + HOUR, "/2027/01/")):
            with at(moment):
                until = time.monotonic() + moments.LATE
                while wanted not in client.get("/").content.decode():
                    if time.monotonic() > until:
                        raise Failed(f"the first page at {moment} has not {wanted}")
                    time.sleep(0.1)
