"""What workers need for the queue: by the table, and called by Redis (decision 62).

    .venv/bin/python bench/calling.py [--rounds 3] [--workers 4]

A throwaway PostgreSQL and Redis; tasks that do nothing. Seconds until the first 1,000 are done, and
the processor time of workers and database, without Redis' own, for them, in the cases below; then
how long a single task waits for workers that have nothing to do. Medians of rounds in which both
take turns.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

FIRST = 1000
# So many wait, and so many were done since somebody began to read all, as a backup does.
CASES = ((1000, 0), (20_000, 0), (1000, 20_000))
ALONE = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.worker:
        _work()
        return
    from tests.servers import postgres, redis

    with ExitStack() as open_:
        var = open_.enter_context(tempfile.TemporaryDirectory())
        os.environ["VAR_DIR"] = var
        os.environ["DATABASE_URL"] = open_.enter_context(postgres.throwaway(durable=True))
        server = open_.enter_context(redis.serving())
        _django().core.management.call_command("migrate", verbosity=0)
        for case in CASES:
            found: dict[str, list[tuple[float, float]]] = {"": [], server.url: []}
            for _round in range(given.rounds):
                for url, figures in found.items():
                    figures.append(_first_thousand(url, *case, given.workers))
            for url, figures in found.items():
                wall, processor = (statistics.median(one) for one in zip(*figures, strict=True))
                _say(url, f"{case}: {wall:.2f} s, processor {processor:.2f} s")
        for url in ("", server.url):
            waits = statistics.median(_alone(url, given.workers))
            _say(url, f"a single task waits {waits * 1000:.0f} ms")


def _say(url: str, text: str) -> None:
    print(f"{'Redis' if url else 'table'}  {text}", flush=True)  # noqa: T201


def _django() -> Any:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django
    import django.core.management

    django.setup()
    return django


def _work() -> None:
    _django()
    from jobs import clock
    from jobs.working import Shift

    clock.CHORES.clear()
    shift = Shift()
    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    while True:
        if not shift.round():
            shift.wait(1)


def _workers(url: str, many: int) -> list[Any]:
    env = os.environ | {"TASK_QUEUE_URL": url}
    command = [sys.executable, __file__, "--worker"]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    workers: list[Any] = []
    for _one in range(many):
        workers.append(subprocess.Popen(command, env=env, **pipes))  # noqa: S603, PERF401
    for one in workers:
        one.stdout.readline()
    return workers


def _begin(workers: list[Any]) -> None:
    for one in workers:
        one.stdin.write("\n")
        one.stdin.flush()


def _end(workers: list[Any]) -> None:
    for one in workers:
        one.kill()
        one.communicate()


def _emptied(url: str) -> None:
    from django.conf import settings
    from django.db import connection
    from django_tasks_db.models import DBTaskResult
    from redis import Redis

    settings.TASK_QUEUE_URL = url
    if url:
        Redis.from_url(url).flushall()
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {DBTaskResult._meta.db_table}")


def _filled(many: int) -> None:
    """Let tasks wait, of which each came a little later than the one before."""
    from django.db import connection
    from django_tasks_db.models import DBTaskResult, get_date_max

    DBTaskResult.objects.create(
        task_path="tests.jobs.tasks.rest",
        args_kwargs={"args": [0], "kwargs": {}},
        backend_name="default",
        run_after=get_date_max(),
    )
    names = {str(field.column) for field in DBTaskResult._meta.concrete_fields}
    same = ", ".join(sorted(names - {"id", "enqueued_at"}))
    table = DBTaskResult._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (id, enqueued_at, {same}) "
            f"SELECT gen_random_uuid(), enqueued_at + n * INTERVAL '1 microsecond', {same} "
            f"FROM {table}, generate_series(2, %s) n",
            [many],
        )
        cursor.execute(f"ANALYZE {table}")


def _first_thousand(url: str, waiting: int, done_since: int, many: int) -> tuple[float, float]:
    import psycopg
    from django.db import connection
    from django_tasks_db.models import DBTaskResult

    from bench.load import cpu
    from jobs import calling

    _emptied(url)
    _filled(waiting + done_since)
    snapshot = psycopg.connect(**connection.get_connection_params())
    snapshot.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    snapshot.execute("SELECT 1")
    first = DBTaskResult.objects.order_by("enqueued_at").values("pk")[:done_since]
    DBTaskResult.objects.filter(pk__in=first).update(status="FAILED")
    if url:
        calling.call_all()
    workers = _workers(url, many)
    processes = [one.pid for one in workers] + [_database()]
    before = sum(map(cpu, processes))
    _begin(workers)
    done = DBTaskResult.objects.successful()
    while done.count() < FIRST:
        time.sleep(0.1)
    spent = (sum(map(cpu, processes)) - before) * FIRST / done.count()
    _end(workers)
    snapshot.close()
    began = DBTaskResult.objects.filter(started_at__isnull=False).order_by("started_at")[0]
    ended = done.order_by("finished_at")[FIRST - 1]
    seconds = (ended.finished_at - began.started_at).total_seconds()
    return seconds, spent


def _database() -> int:
    """The process above all of the server's."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_read_file('postmaster.pid')")
        return int(cursor.fetchone()[0].split()[0])


def _alone(url: str, many: int) -> list[float]:
    from django_tasks_db.models import DBTaskResult

    from tests.jobs.tasks import rest

    _emptied(url)
    workers = _workers(url, many)
    _begin(workers)
    for nth in range(ALONE):
        time.sleep(1 + nth / ALONE)
        rest.enqueue(0)
    time.sleep(2)
    _end(workers)
    tasks = DBTaskResult.objects.successful()
    return [(one.started_at - one.enqueued_at).total_seconds() for one in tasks]


if __name__ == "__main__":
    main()
