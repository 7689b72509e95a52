"""A fixed set of questions has the same ten best answers, in one order, on every database."""

from releases.search.searching import search
from tests.releases.search.corpus import QUESTIONS, published


def test_each_question_has_its_recorded_answers(office, sequence, ani, budi):
    places = published(office, ani, budi)
    answers = {asked: [places[key] for key in search(asked)[:10]] for asked in QUESTIONS}
    assert answers == QUESTIONS
