"""A newsroom of the first version becomes one of today, and nothing of it is another one."""

import pytest

from drills import upgrade
from drills.newsroom import another


@pytest.mark.django_db(transaction=True)
def test_it_is_the_same_newsroom_afterwards(tmp_path):
    before = upgrade.upgraded(another(tmp_path, "upgraded"))
    assert len(before["numbers"]) == len(before["editions"]) == 6
