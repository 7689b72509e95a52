"""The database goes away, cuts us off, has no room, holds a lock or ends a deadlock.

What was acknowledged is there, whoever reads is answered with the page or with 503, never with 500,
and nothing is half done.

Import no models above: a new process reads this module before Django is set up in it.
"""

import logging
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from typing import Any

from drills.case import Case
from drills.newsroom import Failed
from tests import fleet

STOPS, CUTS, DEADLOCKS = 10, 20, 5
WRITERS, READERS = 4, 2


def issue_on(agency: int, author: int, approver: int, seed: int, stop: Path, told: Path) -> None:
    """Issue releases, try again when the database refuses, and tell of each number."""
    from django.contrib.auth.models import User
    from django.db import InterfaceError, OperationalError, connection

    from agencies.models import Agency
    from tests.cast import issued

    with told.open("w", buffering=1) as report:
        for turn in count():
            if stop.exists():
                return
            try:
                office = Agency.objects.get(pk=agency)
                ani, budi = User.objects.get(pk=author), User.objects.get(pk=approver)
                release = issued(office, ani, budi, title=f"Kabar {seed} {turn}")
                report.write(f"{release.number_texts()[0]}\n")
            except (OperationalError, InterfaceError):
                connection.close()
                time.sleep(0.05)


def read_on(addresses: list[str], stop: Path, told: Path) -> None:
    """Ask for pages, and tell of every status."""
    from django.core.cache import cache

    logging.disable()  # it would tell of every 503
    with told.open("w", buffering=1) as report:
        while not stop.exists():
            for address in addresses:
                cache.clear()
                report.write(f"{status(address)}\n")


def status(address: str, **posted: str) -> int:
    """What a request is answered with, as somebody with a browser meets it."""
    from django.db import close_old_connections
    from django.test import Client

    client = Client(raise_request_exception=False, headers={"host": "localhost"})
    answer = client.post(address, posted) if posted else client.get(address)
    close_old_connections()  # as after each request, which this client does not do
    if answer.status_code == 503 and not answer.headers.get("Retry-After"):
        raise Failed("a 503 that does not say when to come back")
    return int(answer.status_code)


def drill(case: Case) -> str:
    from django.db import connection

    from drills.office import opened
    from tests.cast import issued

    office = opened()
    release = issued(office.agency, office.author, office.approver, title="Yang pertama")
    address = release.public_edition().get_absolute_url()
    if connection.vendor == "sqlite":
        return a_held_lock(address)
    said = [under_load(case, office, ["/", address, "/releases/?q=kabar", "/api/v1/releases/"])]
    said.append(no_room(address))
    said.append(deadlocks(case, office))
    return "; ".join(said)


# --- PostgreSQL ---


def under_load(case: Case, office: Any, addresses: list[str]) -> str:
    """Stop the server hard and cut all connections, again and again, while people work."""
    from django.db import connection

    from numbering.models import Number
    from tests.servers import postgres

    folder = Path(connection.settings_dict["HOST"])
    stop = case.folder / "stop"
    who = (office.agency.pk, office.author.pk, office.approver.pk)
    writers = [(*who, nth, stop, case.folder / f"w{nth}") for nth in range(WRITERS)]
    readers = [(addresses, stop, case.folder / f"r{nth}") for nth in range(READERS)]
    processes = fleet.begin(issue_on, writers) + fleet.begin(read_on, readers)
    stops, cuts = case.size(STOPS), case.size(CUTS)
    for turn in range(stops):
        _work_goes_on(writers)
        connection.close()
        postgres.end(folder / "data", how="immediate")
        time.sleep(1)
        postgres.start(folder, folder / "data")
        case.told(f"stopped hard: {turn + 1} of {stops}")
    for _turn in range(cuts):
        _work_goes_on(writers)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
    stop.touch()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        raise Failed("a process did not outlive it")
    told = [line for *_rest, path in writers for line in path.read_text().splitlines()]
    if lost := set(told) - set(Number.objects.values_list("text", flat=True)):
        raise Failed(f"acknowledged and lost: {sorted(lost)[:3]}")
    answers = Counter(line for *_rest, path in readers for line in path.read_text().splitlines())
    if others := answers.keys() - {"200", "503"}:
        raise Failed(f"answered with {sorted(others)}")
    return (
        f"stopped hard {stops} times, all connections cut {cuts} times: {len(told)} numbers "
        f"acknowledged, 0 lost; {answers['200']} pages, {answers['503']} × 503, 0 others"
    )


def _work_goes_on(writers: list[tuple]) -> None:
    """Wait until somebody has issued something since now."""

    def told() -> int:
        return sum(path.stat().st_size for *_rest, path in writers if path.exists())

    before = told()
    fleet.wait_until(lambda: told() > before)


def no_room(address: str) -> str:
    """Every connection is taken; then some are free again."""
    from django.db import OperationalError, connection

    connection.close()
    held = []
    try:
        while True:
            one = connection.copy()
            one.ensure_connection()
            held.append(one)
    except OperationalError:
        refused = status(address)
    finally:
        for one in held:
            one.close()
    if (refused, status(address)) != (503, 200):
        raise Failed(f"without a free connection: {refused}")
    return f"{len(held)} connections taken: 503, then 200"


def deadlocks(case: Case, office: Any) -> str:
    """Somebody locks the counter and then the release, the wrong way round, during an approval."""
    from django.db import OperationalError, connection

    from releases.models import Edition, State
    from tests.cast import written

    ours = 0
    for turn in range(case.size(DEADLOCKS)):
        release = written(office.agency, office.author, title=f"Terkunci {turn}")
        release.submit(office.author)
        with closing(connection.copy()) as other, other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT 1 FROM numbering_counter FOR UPDATE")

            def cross(cursor: Any = cursor, key: int = release.pk) -> None:
                time.sleep(0.5)
                with suppress(OperationalError):  # it was the other's turn to give way
                    cursor.execute("SELECT 1 FROM releases_release WHERE id = %s FOR UPDATE", [key])
                cursor.execute("ROLLBACK")

            with ThreadPoolExecutor(1) as somebody:
                crossing = somebody.submit(cross)
                try:
                    release.approve(office.approver, release.revision)
                except OperationalError:
                    ours += 1
                    if Edition.objects.filter(release=release).exists():
                        raise Failed("sealed by half") from None
                crossing.result()
        release.refresh_from_db()
        if release.state == State.SUBMITTED:
            release.approve(office.approver, release.revision)
    return f"{turn + 1} deadlocks, {ours} of them told to us, each approved once in the end"


# --- SQLite ---


def a_held_lock(address: str) -> str:
    """Somebody writes and does not end: whoever reads goes on, whoever writes is told."""
    from django.db import connection

    connection.close()
    connection.settings_dict["OPTIONS"]["timeout"] = 1  # seconds, instead of five minutes
    with closing(connection.copy()) as other, other.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE")
        read = status(address)
        written = status("/admin/login/", username="ani", password="salah")  # noqa: S106
        cursor.execute("ROLLBACK")
    again = status("/admin/login/", username="ani", password="salah")  # noqa: S106
    if (read, written, again) != (200, 503, 200):
        raise Failed(f"read {read}, written {written}, afterwards {again}")
    return "a lock that was held: reading 200, writing 503, afterwards 200"
