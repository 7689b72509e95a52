"""The order of answers. No database."""

import pytest

from releases.search.ranking import Sought, Text, order, rarity

BANJIR = Sought("banjir", ("banjir",), 3.0)
KOTA = Sought("kota", ("kota",), 1.0)


def text(title: str = "", body: str = "", words: str = "") -> Text:
    return Text((title, "", body, "", "", ""), title if words == "" else "", words or body)


def first(better: Text, worse: Text, *sought: Sought) -> bool:
    return [key for _weight, key in order({1: worse, 2: better}, sought)] == [2, 1]


def test_a_headline_says_more_than_the_text():
    assert first(text("banjir surut", "air surut"), text("air surut", "banjir surut"), BANJIR)


def test_a_rare_word_says_more_than_a_common_one():
    assert first(text(body="banjir sungai"), text(body="kota sungai"), BANJIR, KOTA)
    assert rarity(100, 2) > rarity(100, 50) > rarity(100, 100) > 0


def test_both_words_say_more_than_one_twice():
    assert first(text(body="banjir kota"), text(body="banjir banjir"), BANJIR, KOTA)


def test_a_word_as_it_was_typed_says_more_than_its_stem():
    as_typed = text(body="banjir", words="banjir")
    assert first(as_typed, text(body="banjir", words="kebanjiran"), BANJIR)


def test_words_close_together_say_more():
    apart = " ".join(["banjir", *["lain"] * 30, "kota"])
    close = " ".join(["banjir", "kota", *["lain"] * 30])
    assert first(text(body=close), text(body=apart), BANJIR, KOTA)


def test_a_word_twice_in_a_row_counts_twice():
    assert first(text(body="banjir banjir x y"), text(body="banjir x y z"), BANJIR)


def test_of_equal_ones_the_order_stands():
    assert [key for _weight, key in order({9: text("a"), 3: text("a")}, [BANJIR])] == [9, 3]


@pytest.mark.parametrize("nothing", [text(), text("lain", "lain")])
def test_what_meets_nothing_weighs_nothing(nothing):
    assert order({1: nothing}, [BANJIR, KOTA]) == [(0.0, 1)]
