"""Dates as offices print them."""

import datetime

import pytest

from ingest import dates


def test_it_works() -> None:
    (found,) = dates.find("Jakarta, Sabtu, 28 Maret 2020")
    assert found.value == datetime.date(2020, 3, 28)
    assert found.text == "Sabtu, 28 Maret 2020"
    assert not found.wrong_weekday
    assert not found.unsure


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("28 MARET 2020", "2020-03-28"),
        ("28 Mar. 2020", "2020-03-28"),
        ("28-Mar-2020", "2020-03-28"),
        ("3 Agt. 2022", "2022-08-03"),
        ("12 Nopember 2021", "2021-11-12"),
        ("7 Pebruari 2019", "2019-02-07"),
        ("28 March 2020", "2020-03-28"),
        ("March 28, 2020", "2020-03-28"),
        ("Wednesday, May 15, 2013", "2013-05-15"),
        ("14th May 2021", "2021-05-14"),
        ("Jum’at, 3 Juli 2020", "2020-07-03"),
        ("Jumat (3/7/2020)", "2020-07-03"),
        ("28/03/2020", "2020-03-28"),
        ("28-3-2020", "2020-03-28"),
        ("28.03.2020", "2020-03-28"),
        ("2020-03-28", "2020-03-28"),
    ],
)
def test_other_spellings_are_read(printed: str, iso: str) -> None:
    (found,) = dates.find(f"Jakarta, {printed}")
    assert found.value == datetime.date.fromisoformat(iso)
    assert not found.wrong_weekday


def test_a_wrong_weekday_is_noticed() -> None:
    (found,) = dates.find("Senin, 21 Januari 2018")
    assert found.wrong_weekday


def test_a_day_that_does_not_exist_has_no_value() -> None:
    (found,) = dates.find("31 Februari 2020")
    assert found.value is None


@pytest.mark.parametrize("printed", ["3/4/2020", "28/3/20", "03/28/2020", "28 Maret 2202"])
def test_a_date_that_may_be_another_is_unsure(printed: str) -> None:
    (found,) = dates.find(printed)
    assert found.unsure


@pytest.mark.parametrize("text", ["1158/28/03/2020", "12/SP/03/2020", "Maret 2020", "1/2/3/2020"])
def test_what_is_no_date_is_not_found(text: str) -> None:
    assert dates.find(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "Tanggal: 24 Maret 2022",
        "Hari/Tanggal: Kamis, 24 Maret 2022",
        "Jakarta , Kemenkab, 24 Maret 2022",
        "Belem, Brasil, Kemenkab, 24 Maret 2022",
        "Kamis, 24 Maret 2022 | 14:30 WIB",
    ],
)
def test_a_line_of_its_own(line: str) -> None:
    found = dates.alone(line)
    assert found is not None
    assert found.value == datetime.date(2022, 3, 24)


@pytest.mark.parametrize(
    "line",
    [
        "Jakarta, 24 Maret 2022. Menteri membuka posko.",
        "Rapat berlangsung pada 24 Maret 2022",
        "24 Maret 2022 sampai 26 Maret 2022",
        "Selasa, 27 Februari 2024 - Dibaca 5050 kali",
    ],
)
def test_a_line_that_says_more_is_no_date_line(line: str) -> None:
    assert dates.alone(line) is None


def test_day_and_month_without_a_year() -> None:
    assert dates.day_and_month("BANDUNG (15/3)") == (15, 3)
    assert dates.day_and_month("Jakarta, 15 November") == (15, 11)
    assert dates.day_and_month("BANDUNG") is None
