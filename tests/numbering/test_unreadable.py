"""Why a text does not read: sentences for the registrar who enters a number given on paper."""

import re

import pytest
from django.utils import translation

from numbering.patterns import LONGEST_READ, Parts, Unreadable, parse, read

PATTERN = "{serial}/SP-UJI/{month:02}/{year}"


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def reason(pattern: str, text: str) -> str:
    with pytest.raises(Unreadable) as refused:
        read(pattern, text)
    sentence = str(refused.value)
    assert re.fullmatch(r"[A-Z].*\.", sentence), "not a sentence"
    assert parse(pattern, text) is None
    return sentence


def test_it_works():
    assert read(PATTERN, "Nomor: 1158/sp-uji/iii/2020") == Parts(1158, 3, 2020)


def test_another_word_is_named_with_what_is_printed_there():
    sentence = reason(PATTERN, "1158/SP-Lain/03/2020")
    assert sentence == (
        "Check LAIN: in its place the pattern {serial}/SP-UJI/{month:02}/{year} prints UJI."
    )


def test_the_first_word_that_differs_is_named():
    assert "Check SR: " in reason(PATTERN, "1158/SR-LAIN/13/2020")


def test_what_the_pattern_prints_is_spelt_as_typed():
    assert "prints DUji." in reason("{serial}/DUji", "7/DX")


def test_too_few_parts_are_said():
    assert "goes on with {year}" in reason(PATTERN, "1158/SP-UJI/03")
    assert "goes on with {serial}" in reason(PATTERN, "")


def test_too_many_parts_are_said():
    assert "Remove 2: " in reason(PATTERN, "1158/SP-UJI/03/2020/2")


@pytest.mark.parametrize("month", ["13", "0", "XIII", "Maert"])
def test_another_month_than_twelve_is_said(month):
    sentence = reason(PATTERN, f"1158/SP-UJI/{month}/2020")
    assert f"Check {month.upper()}: " in sentence
    assert "1 to 12" in sentence


@pytest.mark.parametrize("day", ["0", "32", "Senin"])
def test_another_day_than_thirty_one_is_said(day):
    assert "1 to 31" in reason("{serial}/{day}", f"7/{day}")


def test_a_day_that_the_month_lacks_is_said():
    assert "no day 31 in that month" in reason("{serial}/{day}/{month}", "7/31/4")


@pytest.mark.parametrize("serial", ["0", "1000000000", "satu"])
def test_another_serial_is_said(serial):
    assert "from 1 to 999999999" in reason(PATTERN, f"{serial}/SP-UJI/03/2020")


def test_another_year_is_said():
    assert "has {year}, the year." in reason(PATTERN, "1158/SP-UJI/03/20")
    assert "the last two digits" in reason("{serial}/{year:2}", "7/2020")


def test_a_fiscal_year_of_other_length_is_said():
    assert "Check 2028: a fiscal year ends" in reason("{fiscal}/{serial}", "2026-2028/1")


@pytest.mark.parametrize("digits", ["2024031", "20241317", "20240230123", "MARET"])
def test_digits_that_do_not_divide_are_said(digits):
    assert "{year}{month:02}{day:02}" in reason("{serial}/{year}{month:02}{day:02}", f"7/{digits}")


def test_a_text_that_is_too_long_is_said():
    assert str(LONGEST_READ) in reason(PATTERN, "1" * (LONGEST_READ + 1))


def test_two_numbers_on_a_line_are_said():
    line = "1158/SP-UJI/03/2020 | 1159/SP-UJI/03/2020"
    assert "more than one" in reason(PATTERN, line)


def test_a_line_of_several_numbers_is_judged_by_the_closest():
    assert "Check 13: " in reason(PATTERN, "Nomor: | 7/LAIN/2020 | 1158/SP-UJI/13/2020")


def test_a_label_is_not_what_is_wrong():
    assert "Check LAIN: " in reason(PATTERN, "SIARAN PERS Nomor: 1158/LAIN/03/2020")


def test_a_refused_pattern_is_said():
    assert "Correct the pattern first" in reason("{serial}/{bulan}", "7/5")
    assert "Correct the pattern first" in reason("SP/{year}", "SP/2020")
