"""A weekday against the date behind it. 28 March 2020 was a Saturday."""

from datetime import date

import pytest

from releases.checks.weekday import RULE
from tests.releases.checks.asking import paper, said

pytestmark = pytest.mark.usefixtures("english")


def test_it_works():
    release = paper("Taman baca dibuka pada hari Senin, 28 Maret 2020, pukul 09.00 WIB.")
    assert said(RULE, release) == [
        "“Senin, 28 Maret 2020”: the calendar says Saturday, 28 March 2020. "
        "Correct the weekday or the date."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "SENIN, 28 MARET 2020",
        "Senin 28 Maret",
        "Senin tanggal 28 Maret 2020",
        "Senin pagi, 28 Maret 2020",
        "Jum'at, 28 Maret 2020",
        "Jum’at (28/3/2020)",
        "Minggu malam (28/3)",
        "Senin (28/03/20)",
        "Senin (28-3-2020)",
        "Senin, 28.03.2020",
        "Monday, March 28, 2020",
        "Monday, 28 March 2020",
        "Monday the 28th of March",
        "Monday, March 28th",
    ],
)
def test_every_spelling_is_read(text):
    [sentence] = said(RULE, paper(f"Acara itu {text} di alun-alun."))
    assert sentence.startswith(f"“{text}”: the calendar says Saturday")


@pytest.mark.parametrize(
    "text",
    [
        "Sabtu, 28 Maret 2020",
        "Sabtu (28/3)",
        "(Sabtu, 28/3/2020)",
        "Saturday (28/3/2020)",
        "Saturday, March 28, 2020",
        "Jumat (27/3) dan Sabtu (28/3)",
    ],
)
def test_what_is_right_is_left_alone(text):
    assert said(RULE, paper(f"Acara itu {text} di alun-alun.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "malam Minggu, 28 Maret 2020",
        "dua minggu, 28 Maret 2020",
        "Senin-Sabtu (23-28/3)",
        "Senin–Sabtu, 23–28 Maret 2020",
        "Senin (28/3-30/3)",
        "Senin, 28 Maret 2020 – 3 April 2020",
        "Senin pukul 10.30 WIB",
        "Senin 10.11 di alun-alun",
        "Senin, 28 orang hadir",
        "Senin, 28 mobil lewat",
        "Senin (45/3)",
        "Senin, nomor 28/3/SP/2020",
    ],
)
def test_what_is_no_single_day_is_left_alone(text):
    assert said(RULE, paper(f"Acara itu {text}.")) == []


def test_around_new_year_a_date_without_a_year_may_be_of_the_other_one():
    release = paper("Selasa (31/12) dan Rabu (1/1)", date=date(2020, 1, 2))
    assert said(RULE, release) == []
    release.date = date(2019, 12, 30)
    assert said(RULE, release) == []
    assert said(RULE, paper("Selasa (30/6)", date=date(2020, 4, 2))) == []
    assert said(RULE, paper("Minggu (30/6)", date=date(2020, 4, 2))) != []  # so it was in 2019


def test_in_english_the_month_may_stand_first():
    assert said(RULE, paper("Saturday (3/7/2020)", "Friday (3/7/2020)", language="en")) == []
    assert len(said(RULE, paper("Sunday (3/7/2020)", language="en"))) == 1
    assert len(said(RULE, paper("Saturday (3/7/2020)", language="id"))) == 1


def test_one_mistake_is_told_once():
    assert len(said(RULE, paper("Senin (28/3)", "Pada Senin (28/3) pula."))) == 1


def test_a_date_is_found_inside_a_table():
    release = paper()
    release.body = "<table><tr><td>Buka</td><td>Senin, 28 Maret 2020</td></tr></table>"
    assert len(said(RULE, release)) == 1
