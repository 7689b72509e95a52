"""What a number costs while many take one, and what a whole approval.

    .venv/bin/python bench/taking_numbers.py [--database postgres|sqlite] [--rounds 7]
        [--seconds 2]

A throwaway newsroom; 16 processes on PostgreSQL, 8 on SQLite, which all draw from one counter. In
each round, one after the other: one statement that counts and inserts in bare tables (PostgreSQL
only), `allocate()`, and whole approvals of plain releases of 200 words. Printed are the medians of
the rounds and the ratios of what stood in the same round, for the machine has other work.
"""

import argparse
import json
import multiprocessing
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

WRITERS = {"postgres": 16, "sqlite": 8}
RELEASES = 60  # approved by each process in a round, at most
WORDS = 200
BARE = (
    "CREATE TABLE bench_counter (id integer PRIMARY KEY, last integer)",
    "CREATE TABLE bench_number (id bigserial PRIMARY KEY, serial integer UNIQUE, text text)",
    "INSERT INTO bench_counter VALUES (1, 0)",
)
BARE_STATEMENT = (
    "WITH stepped AS (UPDATE bench_counter SET last = last + 1 WHERE id = 1 RETURNING last) "
    "INSERT INTO bench_number (serial, text) SELECT last, last || '/SP-HMS/03/2020' FROM stepped "
    "RETURNING serial"
)

Progress = Callable[[str], object]


def run(
    size: int, database: str, progress: Progress, rounds: int = 7, seconds: float = 2
) -> dict[str, float]:
    """Measure in a database of its own.

    Args:
        size: of the newsroom; not asked, for a number costs the same in any.
        database: "postgres" or "sqlite".
        progress: is told a line at each step.

    Returns:
        Figures by what they are: a second, milliseconds, or ratios.
    """
    with ExitStack() as stack:
        environment = os.environ | {"VAR_DIR": stack.enter_context(tempfile.TemporaryDirectory())}
        environment.pop("DATABASE_URL", None)
        if database == "postgres":
            from tests.servers import postgres

            environment["DATABASE_URL"] = stack.enter_context(postgres.throwaway())
        command = [sys.executable, str(Path(__file__)), "--inside"]
        command += ["--database", database, "--rounds", str(rounds), "--seconds", str(seconds)]
        with subprocess.Popen(  # noqa: S603
            command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as inside:
            for line in inside.stdout or ():
                if line.startswith("{"):
                    return json.loads(line)
                progress(line)
    raise RuntimeError("The measuring process ended without figures.")


# --- Inside: the newsroom is the one of the environment ---


def set_up() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    os.environ.setdefault("SECRET_KEY", "bench")
    import django

    django.setup()


def measure(database: str, rounds: int, seconds: float) -> dict[str, float]:
    set_up()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    if database == "postgres":
        with connection.cursor() as cursor:
            for statement in BARE:
                cursor.execute(statement)
    people = _open_the_office()
    kinds = ["bare", "allocate", "approve"] if database == "postgres" else ["allocate", "approve"]
    writers = [_Writer(people) for _ in range(WRITERS[database])]
    took: dict[str, list[list[float]]] = defaultdict(list)  # by kind: a round's waits
    per_second: dict[str, list[float]] = defaultdict(list)
    for turn in range(rounds + 1):
        for kind in kinds:
            work = [_submitted(people, RELEASES) if kind == "approve" else [] for _ in writers]
            connection.close()
            done = list(_together(writers, kind, seconds, work))
            if turn:  # the first only warms up
                took[kind].append(sorted(wait for waits, _span in done for wait in waits))
                per_second[kind].append(sum(len(waits) / span for waits, span in done))
        sys.stdout.write(f"round {turn} of {rounds}\n")
        sys.stdout.flush()
    for writer in writers:
        writer.end()
    return _figures(took, per_second)


def _figures(
    took: dict[str, list[list[float]]], per_second: dict[str, list[float]]
) -> dict[str, float]:
    figures: dict[str, float] = {}
    for kind, rates in per_second.items():
        every = sorted(wait for waits in took[kind] for wait in waits)
        median, p99 = every[len(every) // 2], every[len(every) * 99 // 100]
        figures[f"{kind}: a second"] = statistics.median(rates)
        figures[f"{kind}: median ms"] = median * 1000
        figures[f"{kind}: p99 ms"] = p99 * 1000
        figures[f"{kind}: longest ms"] = every[-1] * 1000
        figures[f"{kind}: p99 / median"] = p99 / median
        if kind != "bare" and "bare" in per_second:
            ratios = [one / bare for one, bare in zip(rates, per_second["bare"], strict=True)]
            figures[f"{kind} / bare"] = statistics.median(ratios)
            figures[f"{kind} / bare: least"] = min(ratios)
            figures[f"{kind} / bare: most"] = max(ratios)
    return {name: round(figure, 3) for name, figure in figures.items()}


def _open_the_office() -> dict[str, int]:
    from django.contrib.auth.models import User

    from agencies.models import Agency, Contact, Letterhead, Membership
    from agencies.roles import Role
    from numbering.models import Sequence

    office = Agency.objects.create(name="Dinas Uji", short_name="Uji", slug="uji")
    Letterhead.objects.create(agency=office, lines="DINAS UJI", city="KOTA UJI")
    Contact.objects.create(agency=office, name="Rini", phones="(000) 444")
    sequence = Sequence.objects.create(
        agency=office, name="Siaran pers", code="sp", pattern="{serial}/SP-HMS/{month:02}/{year}"
    )
    people = {"office": office.pk, "sequence": sequence.pk}
    for name, role in (("author", Role.AUTHOR), ("approver", Role.APPROVER)):
        user = User.objects.create(username=name, is_staff=True)
        Membership.objects.create(user=user, agency=office, role=role)
        people[name] = user.pk
    return people


_chance = random.Random(7)  # noqa: S311
_words = [
    "".join(_chance.choice(("ba", "ka", "ta", "ri", "nu", "mo", "se", "la")) for _ in range(3))
    for _ in range(400)
]


def _submitted(people: dict[str, int], count: int) -> list[int]:
    from releases.models import Release, State

    made = Release.objects.bulk_create(
        Release(
            agency_id=people["office"],
            date="2020-03-28",
            title=" ".join(_chance.choices(_words, k=6)),
            body=f"<p>{' '.join(_chance.choices(_words, k=WORDS))}</p>",
            state=State.SUBMITTED,
            edited_by_id=people["author"],
            submitted_by_id=people["author"],
        )
        for _ in range(count)
    )
    return [release.pk for release in made]


class _Writer:
    """A process that takes numbers when it is told to."""

    def __init__(self, people: dict[str, int]) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, people), daemon=True)
        self.process.start()
        self.pipe.recv()

    def end(self) -> None:
        self.pipe.send(None)
        self.process.join()


def _together(
    writers: list[_Writer], kind: str, seconds: float, work: list[list[int]]
) -> Iterator[tuple[list[float], float]]:
    begin = time.time() + 0.3
    for writer, some in zip(writers, work, strict=True):
        writer.pipe.send((kind, begin, seconds, some))
    for writer in writers:
        yield writer.pipe.recv()


def _serve(pipe: Connection, people: dict[str, int]) -> None:
    set_up()
    from django.conf import settings

    settings.DEBUG = False
    doing = _kinds(people)
    pipe.send("ready")
    while order := pipe.recv():
        kind, begin, seconds, some = order
        do = doing[kind]
        time.sleep(max(0, begin - time.time()))
        waits = []
        started = time.perf_counter()
        until = started + seconds
        for one in some or iter(int, 1):
            before = time.perf_counter()
            if before > until:
                break
            do(one)
            waits.append(time.perf_counter() - before)
        pipe.send((waits, time.perf_counter() - started))


def _kinds(people: dict[str, int]) -> dict[str, Callable[[int], Any]]:
    import datetime

    from django.contrib.auth.models import User
    from django.db import connection

    from numbering.allocation import allocate
    from numbering.models import Sequence
    from releases.models import Release

    sequence = Sequence.objects.select_related("agency").get(pk=people["sequence"])
    approver = User.objects.get(pk=people["approver"])
    day = datetime.date(2020, 3, 28)

    def bare(_one: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(BARE_STATEMENT)
            cursor.fetchone()

    def approve(pk: int) -> None:
        release = Release.objects.get(pk=pk)
        release.approve(approver, release.revision)

    return {
        "bare": bare,
        "allocate": lambda _one: allocate(sequence, day, approver, sequence.agency),
        "approve": approve,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--database", choices=["postgres", "sqlite"], default="postgres")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inside:
        print(json.dumps(measure(asked.database, asked.rounds, asked.seconds)))  # noqa: T201
        return
    figures = run(0, asked.database, sys.stderr.write, asked.rounds, asked.seconds)
    for name, figure in figures.items():
        print(f"{name:28} {figure:10.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
