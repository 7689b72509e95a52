"""Many processes that write at once, and how long each of them waits: as JSON, for `numbers`.

    python -m bench.writing bare|allocate|approve|tail WRITERS SECONDS

`bare` takes a number in one statement on tables without guards and indexes; `tail` approves once,
and counts the statements from the one on that locks the counter.
"""

import datetime
import json
import multiprocessing
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing.synchronize import Barrier
from typing import Any

import django

DAY = datetime.date(2026, 3, 2)
READY = 120  # seconds until all of them begin
READY_MADE = 150  # releases a second that wait for their approval, at most

BARE = """
WITH stepped AS (UPDATE bench_counter SET last = last + 1 WHERE id = 1 RETURNING last)
INSERT INTO bench_number (serial, text, taken_at)
SELECT last, last || '/SP-UJI/03/2026', clock_timestamp() FROM stepped RETURNING serial
"""
TABLES = (
    "CREATE TABLE IF NOT EXISTS bench_counter (id integer PRIMARY KEY, last integer NOT NULL)",
    "CREATE TABLE IF NOT EXISTS bench_number (serial integer, text text, taken_at timestamptz)",
    "INSERT INTO bench_counter VALUES (1, 0) ON CONFLICT DO NOTHING",
)


def bare(_share: list[int]) -> Iterator[None]:
    from django.db import connection

    while True:
        with connection.cursor() as cursor:
            cursor.execute(BARE)
            cursor.fetchone()
        yield


def allocate(_share: list[int]) -> Iterator[None]:
    from django.contrib.auth.models import User

    from numbering.allocation import allocate
    from numbering.models import Sequence

    by = User.objects.get(username="bench")
    sequence = Sequence.objects.select_related("agency").get(code="dinas-2")
    while True:
        allocate(sequence, DAY, by)
        yield


def approve(share: list[int]) -> Iterator[None]:
    from django.contrib.auth.models import User

    from releases.models import Release

    by = User.objects.get(username="bench")
    for key in share:
        release = Release.objects.get(pk=key)
        release.approve(by, release.revision)
        yield


WAYS: dict[str, Callable[[list[int]], Iterator[None]]] = {
    "bare": bare,
    "allocate": allocate,
    "approve": approve,
}


def waiting(count: int) -> list[int]:
    """Releases that wait for approval: their primary keys."""
    from django.contrib.auth.models import User

    from agencies.models import Agency
    from releases.models import Release, State

    author, _created = User.objects.get_or_create(username="author", is_staff=True)
    agency = Agency.objects.get(slug="dinas-2")
    made = time.time_ns()
    releases = Release.objects.bulk_create(
        Release(
            agency=agency,
            date=DAY,
            title=f"Kabar {made} {nth}",
            body="<p>Taman baca dibuka di enam kecamatan.</p>",
            state=State.SUBMITTED,
            edited_by=author,
            submitted_by=author,
        )
        for nth in range(count)
    )
    return [release.pk for release in releases]


def work(way: str, seconds: float, share: list[int], together: Barrier, told: Any) -> None:
    """One writer: as much as it can do in that time, and how long each took."""
    steps = WAYS[way](share)
    times = []
    together.wait(READY)
    begun = time.monotonic()
    while time.monotonic() < begun + seconds:
        before = time.monotonic()
        if next(steps, "no more") == "no more":
            break
        times.append(1000 * (time.monotonic() - before))
    told.put((times, time.monotonic() - begun))


def measured(way: str, writers: int, seconds: float) -> dict[str, float]:
    """All writers' figures; times in milliseconds."""
    from django.db import connection

    shares: list[list[int]] = [[]] * writers
    if way == "bare":
        with connection.cursor() as cursor:
            for statement in TABLES:
                cursor.execute(statement)
    if way == "approve":
        keys = waiting(int(READY_MADE * max(1, seconds)))
        shares = [keys[nth::writers] for nth in range(writers)]
    connection.close()  # two processes never share one
    context = multiprocessing.get_context("fork")
    together, told = context.Barrier(writers), context.Queue()
    processes = [
        context.Process(target=work, args=(way, seconds, share, together, told)) for share in shares
    ]
    for process in processes:
        process.start()
    found = [told.get(timeout=READY + 20 * seconds + 60) for _process in processes]
    for process in processes:
        process.join()
    times = sorted(one for some, _spent in found for one in some)
    # Each counts for its own time: one that was let in late did not begin late.
    return {
        "rate": sum(len(some) / spent for some, spent in found),
        "median": statistics.median(times),
        "p99": times[int(len(times) * 0.99)],
        "longest": times[-1],
    }


def tail() -> dict[str, float]:
    """The statements of one approval: all, and those from the counter on."""
    from django.db import connection

    steps = approve(waiting(2))
    next(steps)
    seen: list[str] = []

    def counted(execute: Any, sql: str, *rest: Any) -> Any:
        seen.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(counted):
        next(steps)
    # SQLite locks all at once and reads without a lock: from the first that writes.
    locked = (
        nth
        for nth, sql in enumerate(seen)
        if ("numbering_counter" in sql and ("FOR UPDATE" in sql or not sql.startswith("SELECT")))
        or sql.startswith('INSERT INTO "numbering_number"')
    )
    first = next(locked)
    return {"all": len(seen), "tail": len(seen) - first}


if __name__ == "__main__":
    django.setup()
    way, writers, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    result = tail() if way == "tail" else measured(way, writers, seconds)
    sys.stdout.write(f"\n{json.dumps(result)}\n")
