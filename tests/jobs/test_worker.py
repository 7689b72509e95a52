"""What the queue holds is done once, and tried again where it failed."""

import datetime
import os
import signal
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from jobs import working
from tests.jobs import tasks

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_done(monkeypatch):
    monkeypatch.setattr(tasks, "DONE", [])
    monkeypatch.setattr(tasks, "FAULTS", [])
    monkeypatch.setattr("jobs.clock.CHORES", {})


@pytest.fixture
def one():
    """A task in the queue."""
    return DBTaskResult.objects.get(pk=tasks.note.enqueue("heard").id)


def work():
    call_command("worker", once=True)


def let_time_pass(task):
    """As if all that it waits for had passed."""
    task.refresh_from_db()
    task.run_after -= datetime.timedelta(days=1)
    task.save()


def test_it_works(one):
    work()
    work()
    one.refresh_from_db()
    assert tasks.DONE == ["heard"]
    assert one.status == TaskResultStatus.SUCCESSFUL


def test_more_than_a_round_is_done_at_once():
    for number in range(working.ROUND + 2):
        tasks.note.enqueue(str(number))
    work()
    assert len(tasks.DONE) == working.ROUND + 2


def test_what_failed_is_tried_again_but_not_at_once(one):
    tasks.FAULTS.append(OSError("the line is busy"))
    work()
    work()
    assert tasks.DONE == []
    one.refresh_from_db()
    assert one.status == TaskResultStatus.READY
    assert "the line is busy" in one.traceback
    let_time_pass(one)
    work()
    assert tasks.DONE == ["heard"]


def test_each_wait_is_longer_and_the_last_failure_is_for_good(one):
    tasks.FAULTS.extend(OSError() for _ in range(10))
    waits = []
    for _try in range(working.TRIES):
        before = timezone.now()
        work()
        one.refresh_from_db()
        waits.append((one.run_after - before).total_seconds() / 60)
        let_time_pass(one)
    assert [round(wait) for wait in waits[:-1]] == [1, 5, 25, 125]
    assert one.status == TaskResultStatus.FAILED
    work()
    assert len(tasks.FAULTS) == 10 - working.TRIES


def test_what_failed_for_good_can_be_tried_once_more(one):
    tasks.FAULTS.extend(OSError() for _ in range(working.TRIES))
    for _try in range(working.TRIES):
        work()
        let_time_pass(one)
    working.try_now(one)
    work()
    assert tasks.DONE == ["heard"]


@pytest.mark.parametrize(("minutes", "status"), [(11, "READY"), (9, "RUNNING")])
def test_what_a_killed_worker_had_taken_is_put_back(one, minutes, status):
    one.claim("killed")
    DBTaskResult.objects.update(started_at=timezone.now() - datetime.timedelta(minutes=minutes))
    working.take_back_what_was_left()
    one.refresh_from_db()
    assert one.status == status


def test_what_kills_every_worker_has_failed_for_good(one):
    for _try in range(working.TRIES):
        one.claim("killed")
    DBTaskResult.objects.update(started_at=timezone.now() - datetime.timedelta(hours=1))
    working.take_back_what_was_left()
    one.refresh_from_db()
    assert one.status == TaskResultStatus.FAILED
    assert "TimeoutError" in one.traceback


@pytest.mark.django_db(transaction=True)
@pytest.mark.only_on("sqlite")
def test_it_ends_when_it_is_told_to_and_when_its_parent_does(tmp_path):
    """A process of its own, as `dev.py up` starts it."""
    address = f"sqlite:///{connection.settings_dict['NAME']}"
    command = [sys.executable, "manage.py", "worker"]
    env = os.environ | {"DATABASE_URL": address, "VAR_DIR": str(tmp_path)}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE) as told:
        assert told.stdout.readline()
        told.send_signal(signal.SIGTERM)
        assert told.wait(timeout=30) == 0

    # The parent ends at once. The pipe that the worker has from it closes when that has ended too.
    parent = (
        f"import os, subprocess; subprocess.Popen([*{command!r}, '--parent', str(os.getpid())])"
    )
    left = subprocess.run(
        [sys.executable, "-c", parent], env=env, stdout=subprocess.PIPE, timeout=60, check=True
    )
    assert b"works" in left.stdout
