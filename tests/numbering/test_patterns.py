import re
import time
from datetime import date

import pytest
from django.utils import translation

from numbering.patterns import (
    LONGEST_NUMBER,
    LONGEST_READ,
    Parts,
    check,
    explain,
    fields,
    fiscal_year,
    format_number,
    key,
    parse,
)

PATTERN = "{serial}/SP-UJI/{month:02}/{year}"
MARCH = date(2020, 3, 28)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def only_problem(pattern: str) -> str:
    [problem] = check(pattern)
    assert re.fullmatch(r"[A-Z{].*\.", problem, re.DOTALL), "not a sentence"
    return problem


def test_it_works():
    assert check(PATTERN) == []
    assert format_number(PATTERN, 1158, MARCH) == "1158/SP-UJI/03/2020"
    assert parse(PATTERN, "1158-sp-uji-iii-2020") == Parts(serial=1158, month=3, year=2020)
    assert fields(PATTERN) == {"serial", "month", "year"}


@pytest.mark.parametrize(
    ("field", "printed"),
    [
        ("{serial:1}", "7"),
        ("{serial:3}", "007"),
        ("{serial:9}", "000000007"),
        ("{month}", "3"),
        ("{month:02}", "03"),
        ("{month:roman}", "III"),
        ("{month:name}", "Maret"),
        ("{month:NAME}", "MARET"),
        ("{month:abbr}", "Mar"),
        ("{month:ABBR}", "MAR"),
        ("{month:name-en}", "March"),
        ("{month:NAME-en}", "MARCH"),
        ("{month:abbr-en}", "Mar"),
        ("{month:ABBR-en}", "MAR"),
        ("{day}", "28"),
        ("{day:02}", "28"),
        ("{year}", "2020"),
        ("{year:2}", "20"),
        ("{year-1998}", "22"),
        ("{year-1998:roman}", "XXII"),
        ("{fiscal}", "2019-2020"),
        ("{fiscal:2}", "19-20"),
    ],
)
def test_each_field_prints_as_promised(field, printed):
    pattern = field if "serial" in field else field + "/{serial}"
    text = format_number(pattern, 7, MARCH, fiscal_start_month=4)
    assert text == (printed if "serial" in field else printed + "/7")


def test_a_long_serial_is_not_cut():
    assert format_number("{serial:3}", 12345, MARCH) == "12345"


# Refusals of a pattern


def test_a_pattern_without_serial_is_refused():
    assert "{serial}" in only_problem("SP-UJI/{year}")
    assert "{serial}" in only_problem("")


def test_two_serials_are_refused():
    assert "{serial}, {serial:3}" in only_problem("{serial}/SP/{serial:3}")


def test_the_same_kind_twice_is_refused():
    assert "{year}, {year-1998}" in only_problem("{year}/{serial}/{year-1998}")


def test_an_unknown_field_is_refused_with_the_known_ones():
    problem = only_problem("{serial}/{bulan}")
    assert "{bulan}" in problem
    assert "{month:roman}" in problem


@pytest.mark.parametrize(
    "field",
    [
        *(
            "{}",
            "{Month}",
            "{ month}",
            "{month:2}",
            "{month:\n}",
            "{month:Name}",
            "{month:name-id}",
        ),
        *("{day:1}", "{year:4}", "{year-0}", "{year+1}"),
    ],
)
def test_a_field_spelt_otherwise_is_refused(field):
    assert field in only_problem("{serial}/" + field)


def test_ten_digits_of_serial_are_refused():
    assert any("{serial:10}" in problem for problem in check("{serial:10}"))


@pytest.mark.parametrize("pattern", ["{serial}/{", "{serial}}", "{{serial}}", "a}b/{serial}"])
def test_a_brace_without_a_partner_is_refused(pattern):
    assert "cannot be printed" in only_problem(pattern)


@pytest.mark.parametrize("char", ["é", "\N{EN DASH}", "\N{FULLWIDTH SOLIDUS}", "\t", "\x00", "٣"])
def test_a_character_beyond_the_keyboard_is_refused(char):
    assert f"U+{ord(char):04X}" in only_problem("{serial}/S" + char + "P")


@pytest.mark.parametrize(
    ("pattern", "pair"),
    [
        ("{serial}{year}", "{serial}{year}"),
        ("{month:02}{serial}", "{month:02}{serial}"),
        ("{fiscal}{serial}", "{fiscal}{serial}"),
        ("SP1{serial}", "1{serial}"),
        ("{serial}3/SP", "{serial}3"),
        ("{serial}/SP{month:roman}", "P{month:roman}"),
        ("{serial}/{month:roman}A", "{month:roman}A"),
        ("{serial}/{month:name}A", "{month:name}A"),
        ("{serial}/Th{year-1998:roman}", "h{year-1998:roman}"),
        ("{serial}/{year}{month}", "{year}{month}"),
        ("{serial}/{day}{month:02}", "{day}{month:02}"),
        ("{year}{serial:3}", "{year}{serial:3}"),
    ],
)
def test_fields_that_run_together_are_refused(pattern, pair):
    assert f"inside {pair}:" in only_problem(pattern)


@pytest.mark.parametrize(
    "pattern",
    ["SP{serial}A", "{serial}{month:roman}", "{serial}/3-{month}", "{month:roman}{serial}"],
)
def test_digits_may_touch_letters(pattern):
    assert check(pattern) == []


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("{serial}/{year}{month:02}{day:02}", "5/20050307"),
        ("{serial}/{day:02}{month:02}{year}", "5/07032005"),
        ("{year:2}{month:02}-{serial}", "0503-5"),
    ],
)
def test_fields_of_fixed_width_may_touch(pattern, written):
    assert check(pattern) == []
    assert format_number(pattern, 5, date(2005, 3, 7)) == written
    read = parse(pattern, key(written))
    assert (read.serial, read.year, read.month) == (5, 2005, 3)
    assert read.day == (7 if "day" in pattern else None)


def test_a_volume_that_has_not_begun_is_refused():
    year = date.today().year
    assert f"{{year-{year}}} would print 0 in {year}" in only_problem(f"{{year-{year}}}/{{serial}}")
    assert check(f"{{year-{year - 1}}}/{{serial}}") == []


@pytest.mark.parametrize("space", [" ", "\n"])
def test_spaces_around_are_refused(space):
    assert any("Remove the spaces" in problem for problem in check("{serial}" + space))
    assert any("Remove the spaces" in problem for problem in check(space + "{serial}"))


@pytest.mark.parametrize(
    ("fields_", "widest"),
    [
        ("{serial}", 10),
        ("{serial:9}", 10),
        ("{serial}/{month:roman}/{year}", 10 + 1 + 4 + 1 + 4),
        ("{serial}/{year-1998:roman}", 10 + 1 + 15),
        ("{serial}/{day}/{month:NAME-en}", 10 + 1 + 2 + 1 + 9),
        ("{serial}/{month:abbr}/{fiscal}", 10 + 1 + 3 + 1 + 9),
        ("{serial}/{month:02}/{fiscal:2}", 10 + 1 + 2 + 1 + 5),
    ],
)
def test_a_number_longer_than_the_limit_is_refused(fields_, widest):
    longest = "x" * (LONGEST_NUMBER - widest - 1) + "/" + fields_
    assert check(longest) == []
    text = format_number(longest, 999_999_999, date(2026, 9, 1), 4, suffix="A")
    assert len(text) <= LONGEST_NUMBER
    assert "Shorten" in only_problem("x" + longest)


def test_all_problems_are_said_at_once():
    problems = check(" 1{serial}/{serial}/{bulan}/é/{year-9999}/}" + "x" * 100)
    assert len(problems) == len(set(problems)) == 8


def test_a_calendar_and_a_fiscal_year_stand_together():
    pattern = "{fiscal}/{serial}/{year}"
    text = format_number(pattern, 5, date(2027, 2, 1), fiscal_start_month=4)
    assert text == "2026-2027/5/2027"
    assert parse(pattern, text) == Parts(5, year=2027, fiscal=(2026, 2027))


# What a pattern says of itself


def test_each_part_is_explained():
    assert explain("SP {serial:3}/{month:roman}/{year-1998}") == [
        ("SP ", "printed as it stands"),
        ("{serial:3}", "the running number, with zeros up to 3 digits"),
        ("/", "printed as it stands"),
        ("{month:roman}", "the month as a Roman numeral"),
        ("/", "printed as it stands"),
        ("{year-1998}", "the year minus 1998"),
    ]


def test_every_known_field_has_its_own_meaning():
    problem = only_problem("{serial}/{x}")
    known = re.findall(r"\{[a-z]{2,}[^}]*\}", problem)
    assert len(known) == 21
    assert len({explain(field)[0][1] for field in known}) == 21
    assert all("not understood" not in explain(field)[0][1] for field in known)


def test_what_is_not_understood_is_explained_as_such():
    meanings = [meaning for _, meaning in explain("{bulan}{")]
    assert all("not understood" in meaning for meaning in meanings)
    assert fields("{bulan}{") == frozenset()


# Writing


def test_the_fiscal_year_begins_in_its_month():
    assert fiscal_year(date(2026, 4, 1), 4) == (2026, 2027)
    assert fiscal_year(date(2026, 3, 31), 4) == (2025, 2026)
    assert format_number("{fiscal}/{serial}", 326, date(2026, 5, 1), 4) == "2026-2027/326"
    assert format_number("{fiscal}/{serial}", 326, date(2026, 2, 1), 4) == "2025-2026/326"


def test_a_fiscal_year_that_is_the_calendar_year_prints_once():
    assert format_number("{fiscal}/{serial}", 326, MARCH) == "2020/326"
    assert format_number("{fiscal:2}/{serial}", 326, MARCH) == "20/326"
    assert parse("{fiscal}/{serial}", "2020/326") == Parts(326, fiscal=(2020, 2020))


def test_two_digits_of_a_year_are_always_two():
    assert format_number("{year:2}/{serial}", 1, date(2005, 1, 1)) == "05/1"
    assert parse("{year:2}/{serial}", "5/1") == Parts(1, year=2005)


def test_two_digits_cross_the_century():
    text = format_number("{fiscal:2}/{serial}", 1, date(2099, 12, 31), 4)
    assert text == "99-00/1"
    assert parse("{fiscal:2}/{serial}", text) == Parts(1, fiscal=(2099, 2100))


@pytest.mark.parametrize(
    ("pattern", "on"),
    [
        ("{year:2}/{serial}", date(1999, 12, 31)),
        ("{year:2}/{serial}", date(2100, 1, 1)),
        ("{fiscal:2}/{serial}", date(2000, 3, 31)),
        ("{year-1998}/{serial}", date(1998, 12, 31)),
        ("{year-1998:roman}/{serial}", date(5998, 1, 1)),
        ("{year}/{serial}", date(999, 12, 31)),
    ],
)
def test_a_year_that_cannot_be_printed_is_refused(pattern, on):
    with pytest.raises(ValueError, match="cannot print the year"):
        format_number(pattern, 1, on, fiscal_start_month=4)


@pytest.mark.parametrize("serial", [0, -1, 1_000_000_000])
def test_a_serial_out_of_range_is_refused(serial):
    with pytest.raises(ValueError, match="Use a serial"):
        format_number(PATTERN, serial, MARCH)


@pytest.mark.parametrize("month", [0, 13])
def test_a_fiscal_year_must_begin_in_a_month(month):
    with pytest.raises(ValueError, match="from 1 to 12"):
        format_number(PATTERN, 1, MARCH, fiscal_start_month=month)


def test_a_refused_pattern_is_not_written():
    with pytest.raises(ValueError, match=r"\{bulan\} is not a field"):
        format_number("{serial}/{bulan}", 1, MARCH)


# Reading


@pytest.mark.parametrize(
    "text",
    [
        "1158/sp-uji/03/2020",
        "1158-SP-UJI-03-2020",
        "1158.SP.UJI.03.2020",
        " 1158 / SP - UJI /03 /2020. ",
        "01158/SP-UJI/3/2020",
        "1158/SP-UJI/III/2020",
        "1158/SP-UJI/iii/2020",
        "1158\N{FULLWIDTH SOLIDUS}SP-UJI/\N{FULLWIDTH DIGIT ZERO}\N{FULLWIDTH DIGIT THREE}/2020",
        "1158\N{EN DASH}SP UJI\N{NO-BREAK SPACE}Ⅲ 2020",
        "1158SP/UJI03/2020",
        "1158/SP-UJI/Maret/2020",
        "1158/SP-UJI/MAR/2020",
        "1158/SP-UJI/march/2020",
        "NOMOR: 1158/SP-UJI/03/2020",
        "Siaran Pers No. 1158/SP-UJI/03/2020",
        "SIARAN PERS BERSAMA Nomor : 1158/SP-UJI/03/2020",
        "Press Release Number: 1158/SP-UJI/03/2020, Date: 28 March 2020",
        "№ 1158/SP-UJI/03/2020 Tanggal: 28 Maret 2020",
        "No. 1158/SP-UJI/03/2020, 28 Maret 2020",
        "1158/SP-UJI/03/2020 (Sabtu, 28 Maret 2020)",
        "1158/SP-UJI/03/2020 tentang Sumur Warga",
        "Nomor: | 7/LAIN/2020 | 1158/SP-UJI/03/2020",
    ],
)
def test_spelling_is_forgiven(text):
    assert parse(PATTERN, text) == Parts(1158, 3, 2020)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1158",
        "1158/SP-UJI/13/2020",
        "1158/SP-UJI/00/2020",
        "1158/SP-UJI/XIII/2020",
        "1158/SP-UJI/IIII/2020",
        "1158/SP-LAIN/03/2020",
        "1158/SP-UJI/03/20",
        "1158/SP-UJI/03/2020/2",
        "PERS 1158/SP-UJI/03/2020",
        "1158/SP-UJI/Maret Tanggal: 2020",
        "1158/SP-UJI/03/2020 | 1159/SP-UJI/03/2020",
        "0/SP-UJI/03/2020",
        "1000000000/SP-UJI/03/2020",
        "1.158/SP-UJI/03/2020",
        "satu/SP-UJI/03/2020",
    ],
)
def test_another_text_does_not_read(text):
    assert parse(PATTERN, text) is None


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("{year:2}/{serial}", "2026/1"),
        ("{year-1998}/{serial}", "0/1"),
        ("{year-1998}/{serial}", "8002/1"),
        ("{fiscal}/{serial}", "2026-2028/1"),
        ("{fiscal}/{serial}", "26-27/1"),
    ],
)
def test_a_year_that_is_none_does_not_read(pattern, text):
    assert parse(pattern, text) is None


def test_a_fiscal_year_reads_with_its_end_cut():
    assert parse("{fiscal}/{serial}", "2026-27/326") == Parts(326, fiscal=(2026, 2027))


@pytest.mark.parametrize(
    ("word", "month"),
    [
        ("Agustus", 8),
        ("August", 8),
        ("AGT", 8),
        ("agu", 8),
        ("Nopember", 11),
        ("mei", 5),
        ("May", 5),
    ],
)
def test_a_month_reads_by_any_of_its_names(word, month):
    assert parse("{serial}/{month:name}/{year}", f"7/{word}/2020") == Parts(7, month, 2020)


def test_a_day_that_the_month_lacks_does_not_read():
    assert parse("{serial}/{day}/{month}", "1/29/2") == Parts(1, 2, day=29)
    assert parse("{serial}/{day}/{month}", "1/30/2") is None
    assert parse("{serial}/{year}{month:02}{day:02}", "1/20230229") is None


def test_a_label_or_a_date_may_be_part_of_the_pattern():
    assert parse("No. {serial} Tahun {year}", "No. 12 Tahun 2024") == Parts(12, None, 2024)
    assert parse("No. {serial} Tahun {year}", "SIARAN PERS No. 12 Tahun 2024") == Parts(
        12, None, 2024
    )
    dated = "{serial} Tanggal {day} {month:name}"
    assert parse(dated, "Nomor: 12 Tanggal 3 Mei") == Parts(12, 5, day=3)


def test_a_bar_may_be_part_of_the_pattern():
    assert parse("{serial}|{year}", "12|2024") == Parts(12, None, 2024)
    assert parse("{serial}|{year}", "SP/1 | 12|2024") is None


def test_a_refused_pattern_reads_nothing():
    assert parse("{serial}/{bulan}", "1/2") is None
    assert parse("SP/{year}", "SP/2020") is None
    assert parse("{serial", "1") is None


@pytest.mark.parametrize(
    "text",
    ["1" * 10**6, "1/" * 10**6, "/" * 10**6, "\u0301\u0327" * 10**6, "\ufdfa" * LONGEST_READ],
)
def test_a_text_that_is_too_long_is_refused_at_once(text):
    started = time.perf_counter()
    assert parse("{serial}", text) is None
    assert time.perf_counter() - started < 0.5


# The key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SP. 139 /HUMAS/PP/HMS.3/03/2018", "SP-139-HUMAS-PP-HMS-3-3-2018"),
        ("80/DHMS/OJK/XI/2018", "80-DHMS-OJK-11-2018"),
        ("№ 0\N{FULLWIDTH DIGIT ONE}2 (xii)", "NO-12-12"),
        ("R&D_007", "R-D-7"),
        ("٠١٢/Жур", "12-ЖУР"),
        ("12/SP/Maret/2020", "12-SP-MARET-2020"),
        ("12/MAR/05/2020", "12-MAR-5-2020"),
        ("000", "0"),
        ("9" * 5000, "9" * 5000),
        (" ./- ", ""),
    ],
)
def test_key_keeps_what_survives_copying(text, expected):
    assert key(text) == expected
