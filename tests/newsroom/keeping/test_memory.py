"""What is kept, and when it is forgotten; time stands still but for what a test says."""

import datetime
from types import SimpleNamespace

import pytest

from newsroom.keeping import memory as module
from newsroom.keeping import triggers
from newsroom.keeping.memory import BELIEVED, Memory
from newsroom.keeping.version import Present

DAY = datetime.date(2020, 3, 28)


@pytest.fixture
def world(monkeypatch):
    """A clock, and what the database says."""
    world = SimpleNamespace(time=100.0, says=Present(1, 60.0, DAY), asked=0, missing=[])

    def read():
        world.asked += 1
        return world.says

    monkeypatch.setattr(module.time, "monotonic", lambda: world.time)
    monkeypatch.setattr(module.version, "read", read)
    monkeypatch.setattr(triggers, "missing", lambda: world.missing)
    return world


@pytest.fixture
def memory(world):
    memory = Memory(1_000)
    memory.keep(memory.era(), "a", "thing", 10)
    return memory


def kept(memory, key="a"):
    return memory.era() and memory.get(key)


def test_the_database_is_asked_twice_a_second_at_the_most(memory, world):
    for _nth in range(10):
        assert kept(memory) == "thing"
    assert world.asked == 1
    world.time += BELIEVED
    assert kept(memory) == "thing"
    assert world.asked == 2


def test_a_change_is_noticed_by_then(memory, world):
    world.says = Present(2, 60.0, DAY)
    world.time += BELIEVED
    assert kept(memory) is None
    assert memory.bytes == 0


def test_another_day_is_noticed_by_then(memory, world):
    """Its end was not: the clock of the application was put right meanwhile."""
    world.says = Present(1, 60.0, DAY + datetime.timedelta(days=1))
    world.time += BELIEVED
    assert kept(memory) is None


def test_a_moment_ends_all_at_once(memory, world):
    world.time += BELIEVED
    world.says = Present(1, 0.25, DAY)
    assert kept(memory) == "thing"
    world.time += 0.25
    world.says = Present(1, 60.0, DAY)
    assert kept(memory) is None


def test_what_was_begun_before_a_change_is_not_kept_after_it(memory, world):
    era = memory.era()
    world.time += BELIEVED
    world.says = Present(2, 60.0, DAY)
    memory.era()
    memory.keep(era, "b", "old", 10)
    assert kept(memory, "b") is None


def test_what_was_begun_before_a_moment_is_not_kept_after_it(world):
    memory = Memory(1_000)
    world.says = Present(1, 0.25, DAY)
    era = memory.era()
    world.time += 0.25
    memory.keep(era, "b", "old", 10)
    assert memory.get("b") is None


def test_the_least_used_goes_first(memory):
    era = memory.era()
    for key in ("b", "c", "d"):
        memory.keep(era, key, "thing", 120)
    for key in ("a", "b", "d"):
        memory.get(key)
    for nth in range(7):
        memory.keep(era, nth, "thing", 100)
    assert [key for key in ("a", "b", "c", "d") if memory.get(key)] == ["a", "b", "d"]
    assert memory.bytes == 950


def test_nothing_takes_so_much_that_little_else_is_kept(memory):
    memory.keep(memory.era(), "large", "thing", 126)
    assert memory.get("large") is None


def test_nothing_is_kept_that_no_trigger_watches(world):
    world.missing = ["public_releases_edition_update"]
    assert Memory(1_000).era() is None
