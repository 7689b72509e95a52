"""A release date far ahead or far back."""

from datetime import date, timedelta

import pytest

from releases.checks import far_date
from releases.checks.far_date import RULE
from tests.cast import SPRING
from tests.releases.checks.asking import paper, said

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture(autouse=True)
def _today_is_in_spring(monkeypatch):
    monkeypatch.setattr(far_date, "today", lambda: SPRING)


def test_it_works():
    [sentence] = said(RULE, paper(date=date(2021, 3, 28)))
    assert "lies 365 days ahead" in sentence
    [sentence] = said(RULE, paper(date=date(2019, 3, 29)))
    assert "lies 365 days back" in sentence


@pytest.mark.parametrize(("days", "told"), [(31, 1), (30, 0), (0, 0), (-90, 0), (-91, 1)])
def test_the_limits(days, told):
    assert len(said(RULE, paper(date=SPRING + timedelta(days)))) == told


def test_a_release_of_the_old_books_may_be_of_any_age():
    assert said(RULE, paper(date=date(1998, 5, 4), paper_numbers="12/SP/V/1998")) == []
    assert said(RULE, paper(date=date(2998, 5, 4), paper_numbers="12/SP/V/2998")) != []


def test_so_may_a_correction():
    assert said(RULE, paper(date=date(2019, 3, 28), path="2019/03/taman-baca-dibuka")) == []


def test_so_may_a_translation():
    assert said(RULE, paper(date=date(2019, 3, 28), translation_of_id=1)) == []
