"""A chore has its turn when it has rested, and one that fails stops no other."""

import datetime

import pytest
from django.utils import timezone

from jobs import clock
from jobs.models import Turn

pytestmark = pytest.mark.django_db


@pytest.fixture
def calls(monkeypatch):
    """The chores that were done; there are two, and the first fails."""
    monkeypatch.setattr(clock, "CHORES", {})
    done = []

    @clock.every(minutes=1)
    def fails():
        done.append("fails")
        raise ValueError("out of ink")

    @clock.every(hours=1)
    def sweep():
        done.append("sweep")

    return done


def rest(**interval):
    for turn in Turn.objects.all():
        turn.taken_at -= datetime.timedelta(**interval)
        turn.save()


def test_it_works(calls):
    failed = clock.do_what_is_due()
    assert calls == ["fails", "sweep"]
    assert failed == ["tests.jobs.test_clock.fails"]


def test_each_rests_for_its_own_time(calls):
    clock.do_what_is_due()
    clock.do_what_is_due()
    assert calls == ["fails", "sweep"]
    rest(minutes=2)
    clock.do_what_is_due()
    assert calls == ["fails", "sweep", "fails"]


def test_a_failure_stands_on_the_turn_until_the_next(calls, monkeypatch):
    clock.do_what_is_due()
    turn = Turn.objects.get(chore__endswith="fails")
    assert "out of ink" in turn.failure
    name = turn.pk
    good = clock.Chore(name, lambda: None, clock.CHORES[name].rest)
    monkeypatch.setitem(clock.CHORES, name, good)
    rest(minutes=2)
    clock.do_what_is_due()
    turn.refresh_from_db()
    assert turn.failure == ""


def test_of_two_workers_one_gets_the_turn(calls):
    chore = next(iter(clock.CHORES.values()))
    now = timezone.now()
    assert clock._take_turn(chore, now)
    assert not clock._take_turn(chore, now)
    rest(minutes=2)
    assert clock._take_turn(chore, now)
    assert not clock._take_turn(chore, now)


def test_nothing_due_asks_once(calls, django_assert_num_queries):
    clock.do_what_is_due()
    with django_assert_num_queries(1):
        clock.do_what_is_due()
