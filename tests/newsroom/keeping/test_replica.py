"""When the replica is read, and by whom. What it lacks, or fails at, the primary answers."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from newsroom.keeping import replica
from newsroom.keeping.memory import Era
from newsroom.keeping.middleware import KeepPublic
from newsroom.keeping.replica import APART, LATER, PRIMARY, REPLICA, SETTLING, Router
from numbering.clock import database_now
from releases.models import Edition

ROUTER = Router()
DAY = datetime.date(2026, 3, 2)


class Newsroom:
    """A newsroom with a replica: what it is like, and where each request read."""

    def __init__(self) -> None:
        self.time, self.level, self.asked = 100.0, True, 0
        self.broken: set[str] = set()
        self.read: list[str] = []
        self.era = Era(1, DAY, 1_000.0, 100.0)
        self.asks: Any = None

    def is_level(self) -> bool:
        self.asked += 1
        if "replica" in self.broken:
            raise OperationalError
        return self.level

    def view(self, request) -> HttpResponse:
        if "writes" in request.GET:
            ROUTER.db_for_write(Edition)
        if "remembers" in request.GET:
            request.remembered("thing", lambda: self.read.append(ROUTER.db_for_read(Edition)))
        self.read.append(ROUTER.db_for_read(Edition))
        failed = "query" in self.broken and self.read[-1] == REPLICA
        return HttpResponse(self.read[-1], status=500 if failed else 200)


@pytest.fixture
def world(settings, monkeypatch):
    settings.PAGES_KEPT_MB = 8
    world = Newsroom()
    monkeypatch.setattr(replica, "time", SimpleNamespace(monotonic=lambda: world.time))
    monkeypatch.setattr(replica, "is_level", world.is_level)
    monkeypatch.setattr(replica, "connections", {REPLICA: connection})
    monkeypatch.setattr("newsroom.keeping.middleware.maintenance.is_on", lambda: False)
    middleware = KeepPublic(world.view)
    middleware.replica = replica.Replica()
    monkeypatch.setattr(middleware.memory, "era", lambda: world.era)

    def asks(address, method="get", **headers):
        world.read.clear()
        request = getattr(RequestFactory(), method)(address, headers=headers)
        assert middleware(request).status_code == 200
        return world.read

    world.asks = asks
    asks("/?0")
    world.time += SETTLING
    return world


def test_it_works(world):
    assert world.asks("/releases/?q=1") == [REPLICA]
    assert world.asks("/releases/?q=2") == [REPLICA]
    assert world.asked == 1
    assert ROUTER.db_for_read(Edition) == PRIMARY


@pytest.mark.parametrize(
    ("method", "address", "headers"),
    [
        ("get", "/releases/", {"cookie": "session=x"}),
        ("get", "/releases/", {"authorization": "Bearer x"}),
        ("get", "/admin/", {}),
        ("get", "/api/v1/releases/", {}),
        ("get", "/files/abc/a.pdf", {}),
        ("get", "/embargo/secret/", {}),
        ("post", "/releases/", {}),
    ],
)
def test_what_is_not_everybodys_is_asked_of_the_primary(world, method, address, headers):
    assert world.asks(address, method, **headers) == [PRIMARY]


def test_one_that_is_behind_is_not_read_until_it_has_caught_up(world):
    world.level = False
    assert world.asks("/?1") == [PRIMARY]
    world.level, world.time = True, world.time + replica.SOON
    assert world.asks("/?2") == [REPLICA]


def test_after_a_change_it_is_asked_again(world):
    world.asks("/?1")
    world.era, world.level = Era(2, DAY, 1_000.0, 100.0), False
    assert world.asks("/?2") == [PRIMARY]
    world.time += SETTLING
    assert world.asks("/?3") == [PRIMARY]
    assert world.asked == 2


def test_around_the_moment_at_which_an_embargo_ends_only_the_primarys_clock_counts(world):
    world.era.ends = world.time + SETTLING + 1
    assert world.asks("/?1") == [REPLICA]
    world.time = world.era.ends - SETTLING / 2
    assert world.asks("/?2") == [PRIMARY]
    world.time, world.era = world.era.ends, Era(1, DAY, 1_000.0, world.era.ends)
    assert world.asks("/?3") == [PRIMARY]
    world.time += SETTLING
    assert world.asks("/?4") == [REPLICA]


def test_its_clock_is_looked_at_again(world):
    world.asks("/?1")
    world.time, world.level = world.time + replica.BELIEVED, False
    assert world.asks("/?2") == [PRIMARY]


@pytest.mark.parametrize(("fault", "read"), [("replica", [PRIMARY]), ("query", [REPLICA, PRIMARY])])
def test_what_it_fails_at_the_primary_answers_and_it_is_left_alone(world, fault, read):
    world.broken.add(fault)
    assert world.asks("/?1") == read
    world.broken.clear()
    world.time += LATER - 1
    assert world.asks("/?2") == [PRIMARY]
    world.time += 1
    assert world.asks("/?3") == [REPLICA]


def test_whoever_writes_reads_what_they_wrote(world):
    assert world.asks("/?writes") == [PRIMARY]
    assert world.asks("/?2") == [REPLICA]


def test_what_is_remembered_comes_from_the_primary(world):
    """The era under which it is remembered may be a later one than that of the page."""
    assert world.asks("/?remembers") == [PRIMARY, REPLICA]


@pytest.mark.parametrize(("seconds", "same"), [(0, True), (-2, False), (2, False)])
def test_one_with_another_time_is_not_level(seconds, same):
    now = datetime.datetime(2026, 3, 14, tzinfo=datetime.UTC)
    there = now + datetime.timedelta(seconds=seconds)
    assert replica.is_same_time(now, there, now + APART) is same


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db(transaction=True)
def test_it_is_level_as_soon_as_it_has_what_was_committed(monkeypatch, draft, ani, budi):
    """Another connection stands for it: it lacks what is not committed yet."""
    monkeypatch.setattr(replica, "connections", other := {PRIMARY: connection})
    other[REPLICA] = connections.create_connection(PRIMARY)
    try:
        assert replica.is_level()
        with transaction.atomic():
            draft.submit(ani)
            draft.approve(budi, draft.revision)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            assert not replica.is_level()
        assert replica.is_level()
        assert abs(database_now() - replica._state(REPLICA)[1]) < APART
    finally:
        other[REPLICA].close()
