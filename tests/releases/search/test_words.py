"""Texts as the words they are found by, and what is typed as a question. No database."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from releases.search import asking
from releases.search.words import LONGEST, STEMMERS, stem, stems, written


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("Pembangunan", "membangun", "id"),
        ("kesehatan", "SEHAT", "id"),
        ("Jum'at", "jumat", "id"),
        ("Café", "cafe", "id"),
        ("ＡＢＣ", "abc", "id"),
        ("flooded families", "flood family", "en"),
        ("COVID-19", "covid 19", "id"),
    ],
)
def test_what_differs_in_form_alone_is_the_same(one, other, language):
    assert stems(one, language) == stems(other, language)


def test_words_of_almost_every_text_are_left_out():
    assert written("yang di dan the of banjir") == ["banjir"]


def test_decomposed_letters_are_one_word():
    assert written("Cafe\u0301") == ["cafe"]


def test_a_question_is_read():
    question = asking.read('banjir "taman baca" -rapat yang')
    assert [word.typed for word in question.words] == ["banjir", "taman", "baca"]
    assert [[word.typed for word in phrase] for phrase in question.phrases] == [["taman", "baca"]]
    assert [[word.typed for word in phrase] for phrase in question.without] == [["rapat"]]
    assert question.unsaid == ("yang",)


@pytest.mark.parametrize("text", ["covid-19", "a - b", "1158/SP-HMS/03/2020"])
def test_a_minus_within_excludes_nothing(text):
    assert asking.read(text).without == ()


def test_a_phrase_without_its_end_is_one():
    assert len(asking.read('"taman baca').phrases) == 1


@example("9" * (LONGEST + 1), "id")
@given(st.from_regex(r"[0-9]{1,40}", fullmatch=True), st.sampled_from(list(STEMMERS)))
def test_a_number_is_its_own_stem(number, language):
    assert stem(number[:LONGEST], language) == number[:LONGEST]
    assert stems(number, language) == written(number) == [number[:LONGEST]]


@given(st.text(max_size=300))
def test_any_text_is_a_question_of_safe_words(text):
    question = asking.read(text)
    phrases = [*question.phrases, *question.without]
    for word in [*question.words, *(word for phrase in phrases for word in phrase)]:
        assert word.forms
        assert all(form.isalnum() and form == form.casefold() for form in word.forms)
