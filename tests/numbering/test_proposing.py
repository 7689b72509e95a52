"""Patterns proposed from pasted numbers: what a registrar means comes first."""

import re
from datetime import date
from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import assume, given
from hypothesis import strategies as st

from numbering.patterns import Parts, check, format_number, parse
from numbering.patterns.proposing import MOST_PROPOSALS, MOST_TEXTS, Unproposable, propose

from .test_patterns_roundtrip import ACCEPTED, DAYS, thorough

THIS_YEAR = date.today().year


@pytest.fixture(autouse=True, scope="module")
def english():
    with translation.override("en"):
        yield


def patterns(*texts, years=()):
    return [proposal.pattern for proposal in propose(texts, years)]


def first(*texts, years=()):
    return patterns(*texts, years=years)[0]


def doubts(*texts, years=()):
    return " ".join(propose(texts, years)[0].doubts)


def test_it_works():
    proposals = propose(["1158/SP-HMS/03/2020", "1203/SP-HMS/04/2020"])
    assert proposals[0].pattern == "{serial}/SP-HMS/{month:02}/{year}"
    assert proposals[0].serials == (1158, 1203)
    assert proposals[0].doubts == ()


# The formats are those of test_real_formats; most of the serials are made up.
@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        ("{serial}/SP-HMS/{month:02}/{year}", "1158/SP-HMS/03/2020 | 6588-SP-HMS-04-2026"),
        (
            "SP. {serial:3}/HUMAS/PP/HMS.3/{month:02}/{year}",
            "SP. 090/HUMAS/PP/HMS.3/02/2018 | SP. 139 /HUMAS/PP/HMS.3/03/2018"
            " | SP. 141/HUMAS/PP/HMS.3/03/2018",
        ),
        (
            "SP.{serial}/HUMAS/PP/HMS.3/{month:02}/{year}",
            "SP.38/HUMAS/PP/HMS.3/01/2018 | SP.45/HUMAS/PP/HMS.3/02/2018",
        ),
        (
            "SP.{serial}/HUMAS/PP/HMS.3/{month}/{year}",
            "SP.185/HUMAS/PP/HMS.3/8/2025 | SP.297/HUMAS/PP/HMS.3/11/2025",
        ),
        (
            "SP.{serial:2}/T.28/TU/KSA/{month:02}/{year}",
            "SP.03/T.28/TU/KSA/10/2024 | SP.11/T.28/TU/KSA/11/2024",
        ),
        (
            "SR.{serial}/HUMAS/KLH-BPLH/{month}/{year}",
            "SR.145/HUMAS/KLH-BPLH/7/2026 | SR.160/HUMAS/KLH-BPLH/8/2026",
        ),
        (
            "SP {serial}/DHMS/OJK/{month:roman}/{year}",
            "SP 80/DHMS/OJK/XI/2018 | SP 7/DHMS/OJK/I/2019",
        ),
        (
            "SP {serial:2}/GKPB/OJK/{month:roman}/{year}",
            "SP 01/GKPB/OJK/I/2026 | SP 15/GKPB/OJK/I/2026",
        ),
        (
            "SP-{serial}/GKPB/OJK/{month:roman}/{year}",
            "SP-133/GKPB/OJK/VIII/2025 | SP-140/GKPB/OJK/IX/2025",
        ),
        ("SP.{serial}/SJ.5/{month:roman}/{year}", "SP.183/SJ.5/V/2024 | SP.9/SJ.5/I/2025"),
        ("{serial}/HM/KOMINFO/{month:02}/{year}", "96/HM/KOMINFO/04/2018 | 99/HM/KOMINFO/04/2018"),
        ("{serial}/PIH/KOMINFO/{month}/{year}", "22/PIH/KOMINFO/2/2010 | 31/PIH/KOMINFO/3/2010"),
        ("{serial}.Pers/04/SJI/{year}", "125.Pers/04/SJI/2022 | 419.Pers/04/SJI/2024"),
        (
            "HM.4.6/{serial}/SET.M.EKON.3/{month}/{year}",
            "HM.4.6/178/SET.M.EKON.3/3/2022 | HM.4.6/181/SET.M.EKON.3/3/2022",
        ),
        ("{serial}/SP/{month:roman}/BKIP/{year}", "93/SP/IV/BKIP/2026 | 120/SP/V/BKIP/2026"),
        ("IP/{year:2}/{serial}", "IP/26/1024 | IP/19/2311"),
        ("IP/{year:2}/{serial}", "IP/26/1024 | IP/26/1025"),
        ("IP/{year:2}/{serial}", "IP/26/1999 | IP/26/2000"),
        ("SG/SM/{serial}", "SG/SM/21880 | SG/SM/21881"),
        ("{year:2} - {serial}", "18 - 476 | 17- 297 | 18 -465"),
        ("{year:2}-{serial}", "18-476 | 17.725 | 13-963."),
        ("{serial}-AG", "1479-AG | 1480-AG"),
        ("No. {serial} Tahun {year}", "No. 12 Tahun 2024 | No. 13 Tahun 2024"),
        ("({serial:4}) R&D, {month:02}.{year}", "(0007) R&D, 05.2024 | (0011) R&D, 06.2024"),
        ("HM.01.01/II/{serial}/{year}", "HM.01.01/II/3984/2022 | HM.01.01/II/4010/2022"),
        ("S.5/8/K.2/{month}/{year}/{serial}", "S.5/8/K.2/8/2018/5 | S.5/8/K.2/9/2018/7"),
        ("B-{serial}/HM.00/{month:02}/{year}", "B-31/HM.00/05/2023 | B-40/HM.00/07/2023"),
        ("{year}_PR{serial:3}e", "2024_PR015e | 2024_PR115e"),
        ("{month:roman}/{year:2}/{serial}", "XII/24/1 | I/25/2"),
        ("PRESS-{year}{month:roman}{serial}", "PRESS-2024IX7 | PRESS-2024X12"),
        ("#{serial}", "#7 | #8"),
    ],
)
def test_the_pattern_of_a_real_format_comes_first(pattern, texts):
    assert first(*texts.split(" | ")) == pattern


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("{serial}/SP-HMS/{month:02}/{year}", "1158/SP-HMS/03/2020"),
        ("SP. {serial:3}/HUMAS/PP/HMS.3/{month:02}/{year}", "SP. 090/HUMAS/PP/HMS.3/02/2018"),
        ("SP {serial}/DHMS/OJK/{month:roman}/{year}", "SP 80/DHMS/OJK/XI/2018"),
        ("HM.4.6/{serial}/SET.M.EKON.3/{month}/{year}", "HM.4.6/178/SET.M.EKON.3/3/2022"),
        ("{serial}.Pers/04/SJI/{year}", "125.Pers/04/SJI/2022"),
        ("IP/{year:2}/{serial}", "IP/26/1024"),
        ("{serial}-AG", "1998-AG"),
    ],
)
def test_one_number_is_enough_but_doubtful(pattern, text):
    assert first(text) == pattern
    assert "One number does not show what changes" in doubts(text)


def test_the_same_number_twice_shows_no_more_than_once():
    assert first("12/HMS/03/2024", "12-hms-3-2024") == "{serial}/HMS/{month:02}/{year}"
    assert "One number does not show" in doubts("12/HMS/03/2024", "12-hms-3-2024")


# Constants and months


def test_what_might_be_the_month_is_said_and_offered():
    texts = "125.Pers/04/SJI/2022", "419.Pers/04/SJI/2022"
    assert "“04” might be the month or stand for the office" in doubts(*texts)
    assert "{serial}.Pers/{month:02}/SJI/{year}" in patterns(*texts)


def test_a_month_that_never_varies_is_doubted_and_the_constant_is_offered():
    texts = "5/HMS/03/2024", "6/HMS/03/2024"
    assert "“03” is taken for the month" in doubts(*texts)
    assert patterns(*texts)[1] == "{serial}/HMS/03/{year}"


def test_what_goes_past_twelve_is_no_month():
    assert first("HMS/9/2024", "HMS/13/2024") == "HMS/{serial}/{year}"


def test_a_month_before_the_year_is_likelier_than_one_after_it():
    assert patterns("3/2024/5", "4/2024/6") == [
        "{month}/{year}/{serial}",
        "{serial}/{year}/{month}",
    ]


def test_a_month_may_stand_without_a_year():
    assert first("HMS/XI/20", "HMS/XII/31") == "HMS/{month:roman}/{serial}"


@pytest.mark.parametrize(
    ("style", "months"),
    [
        ("{month:02}", ["03", "11"]),
        ("{month}", ["3", "11"]),
        ("{month:02}", ["10", "11"]),
        ("{month:roman}", ["iii", "XI"]),
    ],
)
def test_months_keep_their_style(style, months):
    texts = [f"{serial}/HMS/{month}/2024" for serial, month in enumerate(months, start=40)]
    assert first(*texts) == f"{{serial}}/HMS/{style}/{{year}}"


@pytest.mark.parametrize(
    ("style", "months"),
    [
        (":name", ["Maret", "April"]),
        (":NAME", ["MARET", "MEI"]),
        (":abbr", ["Mei", "Jun"]),
        (":ABBR", ["AGU", "SEP"]),
        (":name-en", ["April", "March"]),
        (":NAME-en", ["MAY", "JUNE"]),
        (":abbr-en", ["Mar", "Aug"]),
        (":ABBR-en", ["APR", "OCT"]),
        (":name", ["april", "maret"]),
        (":name", ["Maret", "Maret"]),
    ],
)
def test_months_keep_the_style_of_their_names(style, months):
    texts = [f"{serial}/HMS/{month}/2024" for serial, month in enumerate(months, start=40)]
    assert first(*texts) == f"{{serial}}/HMS/{{month{style}}}/{{year}}"


def test_an_old_name_of_a_month_is_said():
    assert "“5/HMS/Pebruari/2024” would be printed as “5/HMS/Februari/2024”" in doubts(
        "5/HMS/Pebruari/2024", "6/HMS/Maret/2024"
    )


def test_letters_that_might_name_a_month_are_offered_as_they_stand():
    texts = "5/MAR/2024", "6/MAR/2024"
    assert patterns(*texts) == ["{serial}/{month:ABBR}/{year}", "{serial}/MAR/{year}"]
    assert "“MAR” is taken for the month" in doubts(*texts)


def test_letters_of_which_only_one_names_a_month_are_of_two_kinds():
    with pytest.raises(Unproposable, match="is not built like"):
        propose(["5/MAR/2024", "6/HMS/2024"])


def test_late_months_alone_do_not_show_their_zeros():
    assert "whether March is 3 or 03" in doubts("40/HMS/10/2024", "41/HMS/11/2024")
    assert "whether March" not in doubts("40/HMS/09/2024", "41/HMS/11/2024")


# Serials


@pytest.mark.parametrize(
    ("style", "serials"),
    [
        ("{serial:3}", ["007", "012"]),
        ("{serial:3}", ["007", "1158"]),
        ("{serial}", ["7", "12"]),
        ("{serial}", ["100", "101"]),
        ("{serial:2}", ["01", "02", "003"]),
    ],
)
def test_serials_keep_their_zeros(style, serials):
    assert first(*(f"{serial}/HMS" for serial in serials)) == f"{style}/HMS"


def test_a_serial_that_starts_again_each_year_is_found():
    assert first("1/HMS/2024", "1/HMS/2025") == "{serial}/HMS/{year}"


def test_a_serial_grows_past_two_thousand():
    assert first("1999/HMS", "2000/HMS") == "{serial}/HMS"


# Years


def test_two_digits_beyond_next_year_are_no_year():
    beyond = THIS_YEAR % 100 + 2
    assert first(f"{beyond}/159/HMS", f"{beyond}/160/HMS") == f"{beyond}/{{serial}}/HMS"
    assert f"If “{beyond}” counts the years" in doubts(f"{beyond}/159/HMS", f"{beyond}/160/HMS")


def test_a_volume_is_found_from_known_years():
    texts = "16/6/DKom", "28/159/DKom"
    assert first(*texts, years=[2014, 2026]) == "{year-1998}/{serial}/DKom"
    assert first(*texts, "28/160/DKom", years=[2014, None, 2026]) == "{year-1998}/{serial}/DKom"


def test_a_volume_of_one_year_is_offered_second():
    texts = "28/159/DKom", "28/160/DKom"
    assert patterns(*texts, years=[2026, 2026]) == [
        "28/{serial}/DKom",
        "{year-1998}/{serial}/DKom",
    ]


def test_a_two_digit_year_might_be_a_volume():
    texts = "16/159/DKom", "17/160/DKom"
    assert first(*texts) == "{year:2}/{serial}/DKom"
    assert "If “16” counts the years of the office" in doubts(*texts)
    assert first(*texts, years=[2014, 2015]) == "{year-1998}/{serial}/DKom"
    assert doubts(*texts, years=[2016, 2017]) == ""


def test_a_volume_has_a_first_year():
    assert patterns("900/DKom/1", "900/DKom/2", years=[800, 800]) == ["900/DKom/{serial}"]


def test_known_years_rule_out_what_is_no_year():
    assert first("HMS/2011/3", "HMS/2014/3", years=[2024, 2024]) == "HMS/{serial}/3"


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        ("{fiscal}/{serial}", ["2026-2027/326", "2026-2027/327"]),
        ("{fiscal:2}/{serial}", ["25-26/3", "26-27/9"]),
        ("{fiscal:2}/{serial}", ["25-26/3", "25-26/4"]),
        ("{serial}/{fiscal}/{month:02}/{year}", ["3/2025-2026/03/2026", "4/2026-2027/04/2026"]),
        ("{serial}/{fiscal}", ["3/2025/2026", "4/2026/2027"]),
    ],
)
def test_two_years_in_a_row_are_a_fiscal_year(pattern, texts):
    assert first(*texts) == pattern


def test_a_fiscal_year_in_another_form_is_said():
    assert "“2025/26/3” would be printed as “2025-2026/3”" in doubts("2025/26/3", "2025/26/4")


# Signs


def test_the_most_common_signs_are_taken():
    texts = "SP. 139 /HMS", "SP. 90/HMS", "SP. 91/HMS"
    assert first(*texts) == "SP. {serial}/HMS"
    assert doubts(*texts) == "“SP. 139 /HMS” would be printed as “SP. 139/HMS”."


def test_of_equally_common_signs_the_first_is_taken():
    assert first("12-HMS", "13/HMS") == "{serial}-HMS"


def test_the_most_common_letters_are_taken():
    assert first("6/Dkom", "7/DKom", "8/DKom") == "{serial}/DKom"


@pytest.mark.parametrize("dash", ["\N{EN DASH}", "\N{NON-BREAKING HYPHEN}", "\N{MINUS SIGN}"])
def test_dashes_become_hyphens(dash):
    assert first(f"12{dash}HMS", f"13{dash}HMS") == "{serial}-HMS"


def test_full_width_and_unbreakable_signs_become_plain():
    assert first("１２／ＨＭＳ\N{NO-BREAK SPACE}A") == "{serial}/HMS A"


@pytest.mark.parametrize("label", ["Nomor: ", "NOMOR :", "Siaran Pers\nNomor："])
def test_a_label_in_front_is_dropped(label):
    assert propose([f"{label}12/HMS", "13/HMS"])[0].serials == (12, 13)


def test_a_colon_behind_a_digit_ends_no_label():
    assert first("12/HMS: 2024", "13/HMS: 2024") == "{serial}/HMS: {year}"


# Refusals


@pytest.mark.parametrize(
    ("texts", "advice"),
    [
        ([], "Paste at least one number"),
        ([f"{serial}/HMS" for serial in range(MOST_TEXTS + 1)], "Paste at most 10 numbers"),
        (["12/HMS", "HMS"], "“HMS” has no digits"),
        (["12/HMS", " "], "“” has no digits"),
        (["12/HMS", "13/HMS", "14/SP", "15/KSA"], "“14/SP” is not built like “12/HMS”"),
        (["12/HMS", "13/HMS/2024"], "“13/HMS/2024” is not built like “12/HMS”"),
        (["12/HMS", "HMS/12"], "“HMS/12” is not built like “12/HMS”"),
        (["12/" + "A" * 98], "“12/AAAAAAAAAAAAAAAAA…” is too long"),
        (["1" + "\u0301" * 100_000], "is too long"),
        (["12/HMS/é"], "é (U+00E9)"),
        (["{12}/HMS"], "brace"),
        (["0/HMS"], "No part of the number can be the running number"),
        (["1234567890/HMS"], "No part of the number can be the running number"),
        (["98/6/DKom", "99/159/DKom"], "do not explain how the numbers differ (98 / 99, 6 / 159)"),
        (["98/6/DKom", "99/159/DKom"], "give the year of each number"),
    ],
)
def test_says_what_to_do(texts, advice):
    with pytest.raises(Unproposable) as refusal:
        propose(texts)
    assert advice in str(refusal.value)


# Whatever is pasted


@st.composite
def three_of_an_office(draw):
    pattern = draw(ACCEPTED)
    assume(":" not in re.sub(r"\{.*?\}", "", pattern))  # what stands before it is a label
    serials = draw(st.lists(st.integers(1, 9999), min_size=3, max_size=3, unique=True))
    days = sorted(draw(st.lists(DAYS, min_size=3, max_size=3)))
    start_month = draw(st.integers(1, 12))
    assume("{year-2019}" not in pattern or days[0].year > 2019)
    try:
        return [
            format_number(pattern, serial, on, start_month)
            for serial, on in zip(serials, days, strict=True)
        ]
    except ValueError:
        assume(False)


@thorough
@given(three_of_an_office())
def test_every_proposal_is_accepted_and_reads_every_number(texts):
    try:
        proposals = propose(texts)
    except Unproposable:
        return
    assert 1 <= len(proposals) <= MOST_PROPOSALS
    for proposal in proposals:
        assert check(proposal.pattern) == []
        read = [parse(proposal.pattern, text) for text in texts]
        assert all(isinstance(parts, Parts) for parts in read)
        assert tuple(parts.serial for parts in read) == proposal.serials
    assert all(one.pattern != other.pattern for one, other in pairwise(proposals))


PASTED = st.text(max_size=120) | st.text("0123456789/-.:IVX {}serialyr", max_size=210)


@thorough
@given(
    st.lists(PASTED, max_size=12) | PASTED.map(lambda text: [text, text, text + "1"]),
    st.lists(st.none() | st.integers(-10, 10_000), max_size=12),
)
def test_nothing_but_a_refusal_is_raised(texts, years):
    try:
        proposals = propose(texts, years)
    except Unproposable:
        return
    assert all(len(proposal.serials) == len(texts) for proposal in proposals)


def test_a_number_of_many_parts_is_still_looked_at():
    with pytest.raises(Unproposable):
        propose(["/".join(["11"] * 30), "/".join(["12"] * 30)])
    assert len(propose(["/".join(["11"] * 30)])) == MOST_PROPOSALS
