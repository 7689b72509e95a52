"""An addendum bears the serial of its release, with a letter behind it."""

from datetime import date

import pytest
from django.utils import translation

from numbering.patterns import Parts, check_suffix, format_number, key, parse

PATTERN = "{serial}/SP-UJI/{month:02}/{year}"
MARCH = date(2020, 3, 28)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_it_works():
    assert check_suffix(PATTERN, "A") == []
    text = format_number(PATTERN, 1158, MARCH, suffix="A")
    assert text == "1158A/SP-UJI/03/2020"
    assert parse(PATTERN, text) == Parts(1158, 3, 2020, suffix="A")
    assert key(text) == "1158-A-SP-UJI-3-2020"


def test_it_stands_behind_a_padded_serial():
    assert format_number("SP.{serial:3}/UJI", 90, MARCH, suffix="B") == "SP.090B/UJI"


@pytest.mark.parametrize(
    "text",
    [
        "1158a/sp-uji/03/2020",
        "1158 A SP UJI III 2020",
        "1158-a-sp-uji-03-2020",
        "1158/A/SP-UJI/Maret/2020",
        "Nomor: 01158-A/SP-UJI/3/2020 Tanggal: 28 Maret 2020",
    ],
)
def test_its_spelling_is_forgiven(text):
    assert parse(PATTERN, text) == Parts(1158, 3, 2020, suffix="A")


def test_without_one_a_number_reads_as_before():
    assert parse(PATTERN, "1158/SP-UJI/03/2020") == Parts(1158, 3, 2020)
    assert parse("{serial}/A/{year}", "7/A/2020") == Parts(7, None, 2020)
    assert parse("{serial}/A/{year}", "7A/A/2020") == Parts(7, None, 2020, suffix="A")


def test_it_is_told_from_the_end_of_a_fiscal_year():
    pattern = "{serial}/{fiscal}"
    assert parse(pattern, "7/2026-2027") == Parts(7, fiscal=(2026, 2027))
    assert parse(pattern, "7A/2026") == Parts(7, fiscal=(2026, 2026), suffix="A")
    assert parse(pattern, "7A/2026-27") == Parts(7, fiscal=(2026, 2027), suffix="A")


def test_none_is_always_right():
    assert check_suffix("{serial}e", "") == []


@pytest.mark.parametrize("suffix", ["I", "V", "X", "a", "AB", "1", " ", "/", "Ä", "A\n"])
def test_another_sign_than_such_a_letter_is_refused(suffix):
    [problem] = check_suffix(PATTERN, suffix)
    assert problem.startswith("Use one capital letter")
    with pytest.raises(ValueError, match="Use one capital letter"):
        format_number(PATTERN, 1158, MARCH, suffix=suffix)


@pytest.mark.parametrize("letter", ["I", "V", "X"])
def test_a_roman_month_behind_the_serial_is_no_suffix(letter):
    assert parse(PATTERN, f"1158{letter}/SP-UJI/03/2020") is None


@pytest.mark.parametrize(
    ("pattern", "pair"),
    [
        ("{year}-{serial}e", "{serial}e"),
        ("{serial}{month:roman}", "{serial}{month:roman}"),
        ("{serial:3}{month:name}", "{serial:3}{month:name}"),
    ],
)
def test_a_letter_directly_after_the_serial_leaves_no_room(pattern, pair):
    [problem] = check_suffix(pattern, "A")
    assert pair in problem
    with pytest.raises(ValueError, match="read apart"):
        format_number(pattern, 7, MARCH, suffix="A")
    assert parse("{year}-{serial}e", "2020-7Ae") is None
    assert parse("{year}-{serial}e", "2020-7 A e") is None


def test_all_problems_are_said_at_once():
    assert len(check_suffix("{serial}e", "X")) == 2
