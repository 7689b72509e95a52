"""Calling the workers to their tasks by Redis, where TASK_QUEUE_URL names one.

The table stays the truth. A task is written in the transaction of what it is about; after its
commit its key is put into Redis, where workers wait, and whoever gets a key claims that row alone.
So nobody has to look again and again into the table, nor to search it for a row that is not locked.

Nothing is lost with Redis: each minute all that is not done is called again (`call_all`), and while
Redis does not answer, workers look into the table. A key that is called twice finds nothing to do
the second time. What is ready stands in one set, the urgent first; what has its time in another.
"""

import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

READY = "newsroom:tasks"
LATER = "newsroom:tasks:later"
PATIENCE = 2  # seconds for an answer; longer than a worker waits for a task
ALONE = 5.0  # seconds for which a Redis that failed is left alone
BATCH = 1000
AHEAD = 1e10  # seconds by which a step of priority comes before its time

logger = logging.getLogger(__name__)
_not_before = 0.0  # when it is asked again
_missed = False  # whether it failed, and may not know what came meanwhile


class Silent(Exception):
    """Redis does not answer, or there is none: take from the table."""


@cache
def _client(url: str) -> Any:
    from redis import Redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    # No second try: whether it was away is to be known.
    return Redis.from_url(
        url,
        decode_responses=True,
        socket_connect_timeout=1,
        socket_timeout=PATIENCE,
        retry=Retry(NoBackoff(), 0),
    )


@contextmanager
def _asking() -> Iterator[Any]:
    """Redis, to be asked inside; raise Silent where it fails, or failed a moment ago."""
    global _not_before, _missed
    if not settings.TASK_QUEUE_URL or time.monotonic() < _not_before:
        raise Silent
    from redis import RedisError  # 7 MB, and not for those who have none

    try:
        yield _client(settings.TASK_QUEUE_URL)
    except RedisError as error:
        _not_before, _missed = time.monotonic() + ALONE, True
        logger.warning("Redis calls nobody, workers ask the table: %s", type(error).__name__)
        raise Silent from error


def answers() -> str:
    """Say how many tasks are called for; raise redis.RedisError where it does not answer."""
    return f"{_client(settings.TASK_QUEUE_URL).zcard(READY)} called"


def call(task: DBTaskResult) -> None:
    """Call for a task once it is committed. Where Redis fails, the minute's chore does it."""
    if settings.TASK_QUEUE_URL:
        transaction.on_commit(partial(_call_quietly, task), robust=True)


def call_new(task_result: Any, **_signal: Any) -> None:
    """Call for a task that was put into the queue just now: a receiver of `task_enqueued`."""
    call(task_result.db_result)


def _call_quietly(task: DBTaskResult) -> None:
    with suppress(Silent), _asking() as redis:
        _put(redis, [task])


def call_all() -> None:
    """Call for all that is not done: what Redis lost, and what it was never told. Raise Silent."""
    global _missed
    with _asking() as redis:
        waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY).order_by()
        tasks = waiting.only("priority", "run_after", "enqueued_at").iterator(BATCH)
        while some := list(islice(tasks, BATCH)):
            _put(redis, some)
    _missed = False


def call_what_is_due() -> None:
    """Call for what had to wait for its time, and has. Raise Silent."""
    with _asking() as redis:
        keys = redis.zrange(LATER, "-inf", time.time(), byscore=True, offset=0, num=BATCH)
        if keys:
            redis.zrem(LATER, *keys)
            _put(redis, DBTaskResult.objects.filter(pk__in=keys))


def next_key(seconds: float = 0) -> str | None:
    """Return the key of a task that is ready, and take it out; None if there is none.

    Args:
        seconds: how long to wait for one, less than `PATIENCE`.

    Raises:
        Silent: ask the table.
    """
    if _missed:
        call_all()
    with _asking() as redis:
        if seconds:
            found = redis.bzpopmin(READY, seconds)
            return found[1] if found else None
        found = redis.zpopmin(READY)
        return found[0][0] if found else None


def _put(redis: Any, tasks: Iterable[DBTaskResult]) -> None:
    """Put keys where they belong by now; one that is there already is there once."""
    now = timezone.now()
    ready, later = {}, {}
    for task in tasks:
        moment = task.enqueued_at if task.run_after == get_date_max() else task.run_after
        if moment > now:
            later[str(task.pk)] = moment.timestamp()
        else:
            ready[str(task.pk)] = moment.timestamp() - task.priority * AHEAD
    for name, keys in ((READY, ready), (LATER, later)):
        if keys:
            redis.zadd(name, keys)
