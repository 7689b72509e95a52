"""A long headline."""

import pytest

from releases.checks.headline_length import RULE
from tests.releases.checks.asking import paper, said

pytestmark = pytest.mark.usefixtures("english")


def test_it_works():
    [sentence] = said(RULE, paper(title="a" * 121))
    assert "has 121 characters" in sentence


def test_at_the_limit_it_is_left_alone():
    assert said(RULE, paper(title="a" * 120)) == []
