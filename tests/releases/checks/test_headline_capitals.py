"""A headline all in capitals."""

import pytest

from releases.checks.headline_capitals import RULE
from releases.checks.rule import Level
from tests.releases.checks.asking import paper, said

pytestmark = pytest.mark.usefixtures("english")


def test_it_works():
    [sentence] = said(RULE, paper(title="GUBERNUR RESMIKAN 3 TAMAN BACA"))
    assert "all in capitals" in sentence


@pytest.mark.parametrize("title", ["PON XX Papua", "KORPRI", "Taman baca dibuka", "2020"])
def test_what_is_right_is_left_alone(title):
    assert said(RULE, paper(title=title)) == []


def test_it_is_off_where_no_house_style_forbids_it():
    assert RULE.level == Level.OFF
