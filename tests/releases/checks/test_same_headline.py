"""A headline that the agency has had before."""

import pytest

from releases.checks.same_headline import RULE
from releases.models import Release
from tests.cast import issued, written
from tests.releases.checks.asking import said

pytestmark = pytest.mark.usefixtures("english")


def test_it_works(published, office, ani):
    release = written(office, ani, title="Gubernur Resmikan TAMAN Baca")
    [sentence] = said(RULE, release)
    assert "Saturday, 28 March 2020 has the same headline: 1158/SP-HMS/03/2020" in sentence


def test_the_latest_of_several_is_named(published, office, ani, budi):
    issued(office, ani, budi, date="2020-04-02")
    [sentence] = said(RULE, written(office, ani))
    assert "2 April 2020" in sentence


def test_a_draft_counts_too(draft, office, ani):
    [sentence] = said(RULE, written(office, ani))
    assert "the same headline: a draft" in sentence


def test_a_headline_of_its_own_is_left_alone(published, office, ani):
    assert said(RULE, written(office, ani, title="Gubernur resmikan taman baca kedua")) == []
    assert said(RULE, written(office, ani, title="Gubernur resmikan taman bac_")) == []
    assert said(RULE, published) == []


def test_a_discarded_one_does_not_count(draft, office, ani):
    draft.discard(ani)
    assert said(RULE, written(office, ani)) == []


def test_that_of_another_agency_does_not_count(published, clinic, citra):
    assert said(RULE, written(clinic, citra)) == []


def test_a_translation_and_its_original_may_share_theirs(published, ani):
    translation = published.translate(ani, "en")
    assert translation.title == published.title
    assert said(RULE, translation) == []
    assert said(RULE, Release.objects.get(pk=published.pk)) == []


def test_an_empty_one_is_not_compared(draft):
    Release.objects.filter(pk=draft.pk).update(title="")
    assert said(RULE, Release(agency=draft.agency, title=" ")) == []
