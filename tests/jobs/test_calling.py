"""Workers are called to their tasks by Redis, and nothing is lost or done twice with it."""

import datetime
import os
import subprocess
import sys
import time

import pytest
from django.conf import settings as configured
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from redis import Redis

from jobs import calling, clock
from jobs.working import Shift
from tests import fleet
from tests.jobs import tasks
from tests.servers import redis as servers

pytestmark = pytest.mark.django_db
MANY = 50


@pytest.fixture(scope="module")
def server():
    try:
        servers.find_redis()
    except servers.NotInstalled as error:
        pytest.skip(f"{error} No worker was called.")
    with servers.serving() as server:
        yield server


@pytest.fixture
def redis(server, settings, monkeypatch):
    """A Redis that holds nothing yet, and that the newsroom is told of."""
    settings.TASK_QUEUE_URL = server.url
    monkeypatch.setattr(tasks, "DONE", [])
    monkeypatch.setattr(tasks, "FAULTS", [])
    monkeypatch.setattr(clock, "CHORES", {})
    monkeypatch.setattr(calling, "_not_before", 0.0)
    monkeypatch.setattr(calling, "_missed", False)
    with Redis.from_url(server.url) as asked:
        asked.flushall()
        yield asked


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """A block at whose end is done what follows a commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def work():
    while Shift().round():
        pass


def test_a_task_is_called_for_once_it_is_committed(redis, committed):
    with committed():
        tasks.note.enqueue("heard")
        assert not redis.exists(calling.READY)
    assert redis.zcard(calling.READY) == 1
    Shift().wait(1)
    assert tasks.DONE == ["heard"]
    assert not redis.exists(calling.READY)


def test_what_was_rolled_back_is_called_for_by_nobody(redis, committed):
    with committed() as after, transaction.atomic():
        tasks.note.enqueue("heard")
        transaction.set_rollback(True)
    assert after == []
    assert not redis.exists(calling.READY)


def test_the_urgent_comes_first_and_then_the_older(redis, committed):
    with committed():
        for word, priority in (("first", 0), ("second", 0), ("urgent", 10)):
            tasks.note.using(priority=priority).enqueue(word)
    work()
    assert tasks.DONE == ["urgent", "first", "second"]


def test_what_failed_is_called_for_when_its_time_has_come(redis, committed):
    tasks.FAULTS.append(OSError("the line is busy"))
    with committed():
        tasks.note.enqueue("heard")
    with committed():
        work()
    task = DBTaskResult.objects.get()
    assert redis.zscore(calling.LATER, str(task.pk)) == pytest.approx(task.run_after.timestamp())
    work()
    assert tasks.DONE == []
    DBTaskResult.objects.update(run_after=timezone.now() - datetime.timedelta(seconds=1))
    redis.zadd(calling.LATER, {str(task.pk): time.time() - 1})
    work()
    assert tasks.DONE == ["heard"]
    assert not redis.exists(calling.LATER)


def test_what_redis_forgot_is_found_by_the_chore_alone(redis, committed):
    from jobs.chores import call_again_for_what_redis_lost

    with committed():
        tasks.note.enqueue("heard")
        tasks.note.using(run_after=timezone.now() + datetime.timedelta(hours=1)).enqueue("later")
    redis.flushall()
    work()
    assert tasks.DONE == []  # nobody searches the table
    call_again_for_what_redis_lost()
    call_again_for_what_redis_lost()
    assert (redis.zcard(calling.READY), redis.zcard(calling.LATER)) == (1, 1)
    work()
    assert tasks.DONE == ["heard"]


def test_cron_asks_the_table_which_forgets_nothing(redis, committed):
    with committed():
        tasks.note.enqueue("heard")
    redis.flushall()
    call_command("worker", once=True)
    assert tasks.DONE == ["heard"]


def test_what_is_called_for_twice_is_done_once(redis, committed):
    with committed():
        key = tasks.note.enqueue("heard").id
    work()
    redis.zadd(calling.READY, {key: 1, "00000000-0000-0000-0000-000000000000": 2})
    work()
    assert tasks.DONE == ["heard"]


def test_while_redis_is_away_the_table_is_asked_and_that_is_said(
    redis, settings, monkeypatch, committed, caplog
):
    here, settings.TASK_QUEUE_URL = settings.TASK_QUEUE_URL, "redis://127.0.0.1:1"
    with committed():
        tasks.note.enqueue("away")
        tasks.note.enqueue("away, too")
    work()
    assert tasks.DONE == ["away", "away, too"]
    assert caplog.text.count("workers ask the table: ConnectionError") == 1
    with committed():
        tasks.note.enqueue("back")
    settings.TASK_QUEUE_URL = here
    monkeypatch.setattr(calling, "_not_before", 0.0)
    work()
    assert tasks.DONE[2:] == ["back"]  # though nobody was called when it was written


def test_readyz_names_it_and_turns_nobody_away(redis, settings, client, monkeypatch):
    from newsroom import health

    monkeypatch.setitem(health.CHECKS, "calls", health.CALLS)
    said = client.get("/readyz")
    assert {"name": "calls", "ok": True, "word": "0 called"} in said.json()["checks"]
    settings.TASK_QUEUE_URL = "redis://127.0.0.1:1"
    said = client.get("/readyz")
    assert {"name": "calls", "ok": False, "word": "ConnectionError"} in said.json()["checks"]
    assert said.status_code == 200


@pytest.mark.only_on("sqlite")
def test_an_address_that_is_none_of_redis_is_told_at_the_start(tmp_path):
    for url, told in {
        "rediscache://10.0.0.21:6379/1": True,
        "redis://10.0.0.21:six/1": True,
        "rediss://:se%2Fcret@[::1]:6379/1": False,
    }.items():
        env = os.environ | {"TASK_QUEUE_URL": url, "VAR_DIR": str(tmp_path)}
        start = [sys.executable, "-c", "import newsroom.settings"]
        said = subprocess.run(start, env=env, capture_output=True, text=True, check=False).stderr
        assert ("Set TASK_QUEUE_URL to an address such as redis://" in said) == told


def work_in_a_process(url: str) -> None:
    """Take what Redis calls for, or the table has, until all is done."""
    configured.TASK_QUEUE_URL = url
    clock.CHORES.clear()
    shift = Shift()
    while DBTaskResult.objects.filter(status__in=["READY", "RUNNING"]).exists():
        if not shift.round():
            shift.wait(0.2)


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_each_task_once_though_redis_is_killed_meanwhile(redis, server):
    for _task in range(MANY):
        tasks.rest.enqueue(0.02)
    assert redis.zcard(calling.READY) == MANY
    done = DBTaskResult.objects.successful()
    workers = fleet.begin(work_in_a_process, [(server.url,)] * 2)
    fleet.wait_until(lambda: done.count() >= 10)
    server.kill()
    fleet.wait_until(lambda: done.count() >= 30)
    server.start()
    for worker in workers:
        worker.join(60)
        worker.kill()
    assert [worker.exitcode for worker in workers] == [0, 0]
    tries = DBTaskResult.objects.values_list("status", "worker_ids")
    assert [(status, len(names)) for status, names in tries] == [("SUCCESSFUL", 1)] * MANY
    assert len({names[0] for _status, names in tries}) == 2
