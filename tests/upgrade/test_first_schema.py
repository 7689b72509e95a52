"""A newsroom of the first version becomes one of today, and nothing of it is another one."""

import pytest

from drills import upgrade
from drills.newsroom import another


@pytest.mark.django_db(transaction=True)
def test_it_is_the_same_newsroom_afterwards(tmp_path):
    newsroom = another(tmp_path, "upgraded")
    upgrade.load(newsroom)
    before = upgrade.facts(newsroom)
    assert len(before["numbers"]) == len(before["editions"]) == 6

    assert upgrade.migrate(newsroom) == []

    assert upgrade.facts(newsroom) == before
    answers = newsroom.pages(upgrade.addresses(before))
    assert {status for status, _sha256 in answers.values()} == {200}
