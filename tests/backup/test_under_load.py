"""A backup that was taken while people wrote is brought back elsewhere, and is the same."""

from types import SimpleNamespace

import pytest

from drills.case import Case
from drills.restore import FULL, PAGES, restored
from tests.thoroughness import size


@pytest.mark.django_db(transaction=True)
def test_what_is_restored_is_what_was_kept(office, sequence, ani, budi, tmp_path):
    case = Case("restored", tmp_path, share=size(10, FULL) / FULL)
    there = SimpleNamespace(agency=office, author=ani, approver=budi)
    figures = restored(case, there, size(6, PAGES))
    assert figures["editions"] > figures["files"] > 0
