"""A number is found in whatever spelling it is asked for."""

import pytest

from numbering.allocation import allocate_addendum
from numbering.history import enter_historical
from numbering.models import Number
from numbering.patterns import LONGEST_READ
from tests.cast import SPRING

SPRING_NUMBER = "1158/SP-HMS/03/2020"
ADDENDUM = "1158A/SP-HMS/03/2020"
LATER_NUMBER = "6588/SP-HMS/04/2026"
ZEROS = "0090/HUMAS/2021"
WORDS_FIRST = "SP 80/DHMS/OJK/XI/2018"


@pytest.fixture(autouse=True)
def register(sequence, office, dewi) -> None:
    first = enter_historical(SPRING_NUMBER, office, SPRING, dewi, sequence)
    allocate_addendum(first, "A", dewi, office)
    enter_historical(LATER_NUMBER, office, SPRING.replace(2026, 4), dewi, None)
    enter_historical(ZEROS, office, SPRING.replace(2021), dewi, None)
    enter_historical(WORDS_FIRST, office, SPRING.replace(2018, 11), dewi, None)


def found(text: str) -> set[str]:
    return set(Number.objects.reading_as(text).values_list("text", flat=True))


def test_it_works():
    assert found("1158") == {SPRING_NUMBER, ADDENDUM}
    assert found("1158 SP HMS") == {SPRING_NUMBER}
    assert found("6588-SP-HMS-04-2026") == {LATER_NUMBER}
    assert found("No. 0090/HUMAS") == {ZEROS}


@pytest.mark.parametrize(
    "text",
    [
        "1158/SP-HMS/03/2020",
        "1158-SP-HMS-03-2020",
        "1158/sp-hms/03/2020",
        "1158/SP-HMS/3/2020",
        "1158/SP-HMS/III/2020",
        "01158/SP-HMS/003/2020",
        " 1158 / SP - HMS / 03 / 2020 ",
        "1158/SP–HMS/03/2020",
        "1158SP HMS03 2020",
        "１１５８/ＳＰ-ＨＭＳ/03/2020",
        "1158_SP_HMS_03_2020",
        "No. 1158/SP-HMS/03/2020",
        "NO 1158/SP-HMS/03/2020",
        "no.1158/SP-HMS/03/2020",
        "№ 1158/SP-HMS/03/2020",
        "Nomor: 1158/SP-HMS/03/2020",
        "Siaran Pers Nomor: 1158/SP-HMS/03/2020",
        "Press Release Number 1158/SP-HMS/03/2020",
        "1158/SP-HMS/03",
        "1158/SP",
        "SP-HMS/03/2020",
        "HMS/III/2020",
        "03/2020",
    ],
)
def test_the_number_is_found_as(text):
    assert SPRING_NUMBER in found(text)
    assert LATER_NUMBER not in found(text)


@pytest.mark.parametrize("text", ["90", "0090", "090/humas", "90-HUMAS-2021", "HUMAS 2021"])
def test_zeros_in_front_do_not_matter(text):
    assert found(text) == {ZEROS}


@pytest.mark.parametrize(
    "text",
    [
        "80/DHMS",
        "SP 80",
        "SP.80/DHMS/OJK/11/2018",
        "sp 80 dhms ojk xi 2018",
        "80/DHMS/OJK/11/2018",
        "Siaran Pers Nomor SP 80/DHMS",
    ],
)
def test_a_number_may_begin_with_words(text):
    assert found(text) == {WORDS_FIRST}


@pytest.mark.parametrize("text", ["1158A", "1158 a", "No. 1158-A/SP-HMS"])
def test_an_addendum_is_found_by_its_letter(text):
    assert found(text) == {ADDENDUM}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "/",
        "%",
        "____",
        "💥",
        "No.",
        "SP",
        "HMS",
        "SP-HMS",
        "115",
        "11580",
        "158",
        "1158/SP-HMS/04/2020",
        "1158/SP-HMS/03/20",
        "1158/HMS",
        "9" * 50,
        "1158/" * LONGEST_READ,
    ],
)
def test_it_is_not_found_as(text):
    assert SPRING_NUMBER not in found(text)
