"""A limit counts; what counts may be away, and nobody is held back by that."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from agencies import limits
from agencies.limits import LATER, Limit


@pytest.fixture
def wait(monkeypatch):
    monkeypatch.setattr(limits, "_not_before", 0.0)
    limit, request = Limit("tries", most=2, seconds=1_000_000), RequestFactory().get("/")
    return lambda: limit.wait(request).total_seconds()


def test_it_works(wait):
    assert [bool(wait()) for _nth in range(3)] == [False, False, True]


def test_while_the_cache_is_away_everybody_is_answered_and_it_is_told(wait, monkeypatch, caplog):
    tried = []

    def away(*_args, **_kwargs):
        tried.append(1)
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(cache, "add", away)
        assert [wait() for _nth in range(4)] == [0, 0, 0, 0]
    assert len(tried) == 1  # it is left alone for a while
    assert "nobody is counted" in caplog.text
    monkeypatch.setattr(limits.time, "monotonic", lambda: limits._not_before + LATER)
    assert [bool(wait()) for _nth in range(3)] == [False, False, True]
