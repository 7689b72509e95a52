"""A number that says another date than its release."""

from datetime import date

import pytest

from numbering.models import Sequence
from releases.checks.number_date import RULE
from releases.models import Release
from tests.cast import written
from tests.releases.checks.asking import said
from tests.releases.editing import rewritten

pytestmark = pytest.mark.usefixtures("english")


def test_it_works(published, ani):
    rewritten(published, ani, date=date(2020, 4, 2))
    assert said(RULE, published) == [
        "Number 1158/SP-HMS/03/2020 says another day, month or year than the release date, "
        "Thursday, 2 April 2020."
    ]


def test_a_reserved_number_is_told_before_it_is_taken(reserve, office, ani):
    number = reserve()
    release = written(office, ani, reservation=number, date="2020-04-02")
    [sentence] = said(RULE, Release.objects.get(pk=release.pk))
    assert str(number) in sentence


def test_so_is_one_of_the_old_books(sequence, office, ani):
    release = written(office, ani, paper_numbers="7/SP-HMS/04/2020\n8/SP-HMS/03/2020")
    [sentence] = said(RULE, release)
    assert "7/SP-HMS/04/2020" in sentence


def test_one_of_the_old_books_that_no_sequence_reads_is_left_alone(sequence, office, ani):
    assert said(RULE, written(office, ani, paper_numbers="7/LAIN/04/2020")) == []


def test_one_that_several_sequences_read_is_left_alone(sequence, office, ani):
    pattern = "{serial}/SP-HMS/{month:02}/{year}"
    Sequence.objects.create(agency=office, name="Kedua", code="kedua", pattern=pattern)
    assert said(RULE, written(office, ani, paper_numbers="7/SP-HMS/04/2020")) == []


def test_the_same_month_is_right(published, reserve, office, ani):
    release = written(office, ani, title="Kedua", reservation=reserve(), date="2020-03-31")
    assert said(RULE, Release.objects.get(pk=release.pk)) == said(RULE, published) == []


def test_a_draft_without_a_number_is_not_asked(draft):
    assert said(RULE, draft) == []


def test_an_addendum_bears_the_date_of_its_original(published, office, ani, budi):
    number = published.numbers.get()
    release = written(office, ani, date="2020-04-02", addendum_to=number, suffix="A")
    release.submit(ani)
    release.approve(budi, release.revision)
    assert release.number_texts() == ["1158A/SP-HMS/03/2020"]
    assert said(RULE, Release.objects.get(pk=release.pk)) == []
