"""Doing what the queue holds, and trying again what failed.

The queue is the database's (django-tasks-db); `calling` spares workers searching it. Of its own it
knows neither a second try nor what became of a task whose worker was killed. Both are ours:

- A task that raises is tried again after 1, 5, 25 and 125 minutes, and has then failed for good.
- A task that has run for longer than `LEASE` was its worker's last, and is tried again likewise.

So a task may run twice: it does not do again what it finds done. It is given identities, not
contents, and looks at what it finds when it runs.
"""

import datetime
import secrets
import signal
import time
from contextlib import suppress
from types import FrameType

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet
from django_tasks_db.utils import exclusive_transaction

from jobs import calling, clock

TRIES = 5
FIRST_WAIT = datetime.timedelta(minutes=1)
LEASE = datetime.timedelta(minutes=10)
# So many tasks at most before the clock is looked at.
ROUND = 20


def wait_after(tries: int) -> datetime.timedelta:
    """How long a task waits after its `tries`-th failure: five times as long as the last time."""
    return FIRST_WAIT * 5 ** (tries - 1)


def try_later(task: DBTaskResult) -> bool:
    """Put a task that failed, or was given up, back into the queue; return whether it may be.

    Its tries are counted by the workers that took it.
    """
    tries = len(task.worker_ids)
    if tries >= TRIES:
        return False
    _put_back(task, timezone.now() + wait_after(tries))
    return True


def try_now(task: DBTaskResult) -> None:
    """Put a task that failed for good back into the queue, with all its tries before it."""
    task.worker_ids = []
    _put_back(task, timezone.now())


def _put_back(task: DBTaskResult, moment: datetime.datetime) -> None:
    task.status = TaskResultStatus.READY
    task.run_after = moment
    task.finished_at = None
    task.save(update_fields=["status", "run_after", "finished_at", "worker_ids"])
    calling.call(task)


def take_back_what_was_left() -> int:
    """Put back what a worker took and never finished; return how many tasks that were."""
    left = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - LEASE)
    tasks = list(left)
    for task in tasks:
        if not try_later(task):
            task.set_failed(TimeoutError(f"Not finished within {LEASE}, {TRIES} times"))
    return len(tasks)


class Shift:
    """One process's work: what the clock asks for, then what the queue holds, until told to end.

    Args:
        called: whether it takes the tasks to which Redis calls it, where there is one. The table
            knows all that is to be done now.
    """

    def __init__(self, *, called: bool = True) -> None:
        self.called = called
        self.name = secrets.token_hex(8)
        self.over = False
        self.worker = Worker(
            worker_id=self.name,
            queue_names=["*"],
            excluded_queue_names=[],
            backend_name="default",
            interval=0,
            batch=True,
            startup_delay=False,
            max_tasks=None,
        )

    def end(self, signum: int = 0, frame: FrameType | None = None) -> None:
        """Go home after the task at hand."""
        self.over = True

    def end_at_signals(self) -> None:
        signal.signal(signal.SIGINT, self.end)
        signal.signal(signal.SIGTERM, self.end)

    def round(self) -> bool:
        """Do what is due, and up to `ROUND` tasks; return whether there may be more of them."""
        clock.do_what_is_due()
        with suppress(calling.Silent):
            calling.call_what_is_due()
        return all(not self.over and self._one_task() for _task in range(ROUND))

    def wait(self, seconds: float) -> None:
        """Rest for so long, or until there is a task to which Redis calls, and do that."""
        try:
            self._called(seconds)
        except calling.Silent:
            time.sleep(seconds)

    def _one_task(self) -> bool:
        if self.called:
            with suppress(calling.Silent):
                return self._called()
        ready = DBTaskResult.objects.ready()
        # Asked first, because what follows locks the whole of SQLite.
        return ready.exists() and self._take(ready)

    def _called(self, seconds: float = 0) -> bool:
        key = calling.next_key(seconds)
        if key is None:
            return False
        self._take(DBTaskResult.objects.ready().filter(pk=key))
        return True

    def _take(self, tasks: DBTaskResultQuerySet) -> bool:
        """Do the first of some tasks; return False if another worker was quicker."""
        with exclusive_transaction():
            task = tasks.get_locked()
            if task is None:
                return False
            task.claim(self.name)
        self.worker.run_task(task)
        if task.status == TaskResultStatus.FAILED:
            try_later(task)
        return True
