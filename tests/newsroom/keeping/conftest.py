"""A visitor of a newsroom that keeps its pages."""

import pytest
from django.test import Client

from newsroom.keeping import memory


@pytest.fixture
def keeping(settings, monkeypatch):
    """What the database said is believed for as long as the test takes."""
    settings.PAGES_KEPT_MB = 8
    monkeypatch.setattr(memory, "BELIEVED", 1_000)


@pytest.fixture
def visitor(keeping) -> Client:
    return Client()
