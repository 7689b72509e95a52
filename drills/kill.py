"""Kill −9: at random, and before every statement and write of every operation.

The points are not a list that somebody keeps: a process counts the statements, commits, and moved
files of what it does, and kills itself at the n-th, for every n until it comes through.

Import no models above: a new process reads this module before Django is set up in it.
"""

import datetime
import json
import os
import signal
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from drills.case import Case
from drills.newsroom import Failed
from tests import fleet

AT_RANDOM, TOGETHER = 200, 5
DAY = datetime.date(2020, 3, 28)
ROWS = 6  # of the archive that is imported
MAPPING = """
[rows]
key = "id"
[fields]
number = "nomor"
title = "judul"
date = "tanggal"
body = "isi"
"""


# --- The operations: each may be done again after it was killed ---


def allocate(given: dict[str, Any]) -> None:
    from numbering.models import Number
    from tests.numbering.registrar import Registrar

    if not Number.objects.filter(sequence=given["sequence"]).exists():
        registrar = Registrar(given["by"], [given["sequence"]], 0)
        registrar.do(registrar.allocate_first, DAY)


def approve(given: dict[str, Any]) -> None:
    from django.contrib.auth.models import User

    from releases.models import Release, State

    release = Release.objects.get(pk=given["release"])
    if release.state == State.SUBMITTED:
        release.approve(User.objects.get(pk=given["by"]), release.revision)


def upload(given: dict[str, Any]) -> None:
    from releases.files.preparing import prepare
    from tests.releases.files.attaching import coloured, kept

    prepare(kept(coloured(given["colour"], 600), "foto.png"))


def typeset(given: dict[str, Any]) -> None:
    from django.test import Client

    address = given["address"] + "sheet.pdf"
    answer = Client(headers={"host": "localhost"}).get(address)
    if answer.status_code != 200 or not answer.getvalue().startswith(b"%PDF"):
        raise Failed(f"{address}: {answer.status_code}")


def take_over(given: dict[str, Any]) -> None:
    from django.core.management import call_command

    from ingest.archive import importing

    importing.AT_ONCE = 2
    options = {"map": given["map"], "agency": "diskabar", "report": given["report"]}
    call_command("importarchive", given["archive"], verbosity=0, **options)


def send(given: dict[str, Any]) -> None:
    from subscriptions.sending import send_edition

    send_edition(given["edition"], given["subscribers"])


OPERATIONS: dict[str, Callable[[dict[str, Any]], None]] = {
    "allocate": allocate,
    "approve": approve,
    "upload": upload,
    "typeset": typeset,
    "import": take_over,
    "send": send,
}


# --- Killed at a point ---


def die_at(name: str, given: dict[str, Any], point: int, told: Path) -> None:
    """Do an operation, and be killed before its `point`-th step; tell what that step is."""
    from django.core.mail.backends.filebased import EmailBackend
    from django.db import connection
    from django.db.backends.base.base import BaseDatabaseWrapper

    steps = count(1)

    def step(what: str) -> None:
        if next(steps) == point:
            told.write_text(what)
            os.kill(os.getpid(), signal.SIGKILL)

    def watched(execute: Any, sql: str, *rest: Any) -> Any:
        step(" ".join(sql.split())[:60])
        return execute(sql, *rest)

    def around(owner: Any, method: str, what: str) -> None:
        done = getattr(owner, method)

        def both(*args: Any, **options: Any) -> Any:
            step(f"before {what}")
            answer = done(*args, **options)
            step(f"after {what}")
            return answer

        setattr(owner, method, both)

    around(BaseDatabaseWrapper, "_commit", "COMMIT")
    around(os, "replace", "a file is moved")
    around(Path, "replace", "a file is moved")
    around(EmailBackend, "write_message", "a mail is sent")
    with connection.execute_wrapper(watched):
        OPERATIONS[name](given)


def at_every_point(name: str, prepared: Callable[[int], dict[str, Any]], case: Case) -> int:
    """Kill an operation at each of its steps in turn, and do it again each time.

    Args:
        name: which.
        prepared: what the n-th try is given.

    Returns:
        How many points it has.
    """
    from tests.health import assert_healthy

    told = case.folder / "step"
    for point in count(1):
        given = prepared(point)
        [process] = fleet.begin(die_at, [(name, given, point, told)])
        process.join(fleet.LONGEST)
        if process.exitcode not in (0, -signal.SIGKILL):
            raise Failed(f"{name}, point {point}: ended with {process.exitcode}")
        try:
            assert_healthy()
            OPERATIONS[name](given)
            assert_healthy()
        except Exception as error:
            raise Failed(f"{name}, killed at {told.read_text()!r}: {error}") from error
        if process.exitcode == 0:
            case.told(f"{name}: {point - 1} points")
            return point - 1
    raise AssertionError


def points(case: Case) -> dict[str, int]:
    """Kill every operation at every point of it.

    Returns:
        How many points each had.

    Raises:
        Failed: something was left half done, or running again did not mend it.
    """
    from agencies.models import Agency
    from drills.office import opened, sequence_of
    from numbering.models import Number
    from releases.models import Edition
    from subscriptions.models import Delivery
    from tests.cast import issued, written
    from tests.subscriptions.conftest import subscribed

    office = opened()
    by = office.approver.pk

    def waiting(point: int) -> dict[str, Any]:
        release = written(office.agency, office.author, title=f"Taman {point}")
        release.submit(office.author)
        return {"by": by, "release": release.pk}

    found = {"approve": at_every_point("approve", waiting, case)}
    if Number.objects.count() != Edition.objects.count():
        raise Failed("not as many numbers as editions")

    def published(point: int) -> dict[str, Any]:
        title = f"Lembar {point}"
        release = issued(office.agency, office.author, office.approver, title=title)
        return {"address": release.public_edition().get_absolute_url()}

    # Of another agency: where one has several sequences, approval asks which.
    other = Agency.objects.create(name="Dinas Lain", short_name="Lain", slug="lain")
    found["allocate"] = at_every_point(
        "allocate",
        lambda point: {"by": by, "sequence": sequence_of(other, f"baru-{point}").pk},
        case,
    )
    found["upload"] = at_every_point("upload", lambda point: {"colour": f"#{point:06x}"}, case)
    found["typeset"] = at_every_point("typeset", published, case)
    archive, mapping = case.folder / "arsip.jsonl", case.folder / "map.toml"
    mapping.write_text(MAPPING)

    def archived(point: int) -> dict[str, Any]:
        rows = [
            {
                "id": f"{point}-{nth}",
                "nomor": f"{point * ROWS + nth}/SP-ARSIP/2015",
                "judul": f"Arsip {point} {nth}",
                "tanggal": f"2015-03-{nth + 1:02}",
                "isi": "Taman baca dibuka.",
            }
            for nth in range(ROWS)
        ]
        archive.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
        report = case.folder / "report"
        return {"archive": archive, "map": mapping, "report": report}

    found["import"] = at_every_point("import", archived, case)
    edition = Edition.objects.published().first()
    mails = [0]

    def followed(point: int) -> dict[str, Any]:
        who = [subscribed(f"{point}-{nth}@example.org").pk for nth in range(2)]
        mails[0] += len(who)
        return {"edition": edition.pk, "subscribers": who}

    found["send"] = at_every_point("send", followed, case)
    if Delivery.objects.exclude(sent_at=None).count() != mails[0]:
        raise Failed("somebody was not sent their mail")
    return found


# --- Killed at random ---


def issue_until_killed(agency: int, author: int, approver: int, told: Path) -> None:
    """Issue releases, and tell of each number as soon as the approval has returned."""
    from django.contrib.auth.models import User

    from agencies.models import Agency
    from tests.cast import issued

    office = Agency.objects.get(pk=agency)
    ani, budi = User.objects.get(pk=author), User.objects.get(pk=approver)
    with told.open("w", buffering=1) as report:
        while True:
            release = issued(office, ani, budi, title=f"Kabar {time.monotonic_ns()}")
            report.write(f"{release.number_texts()[0]}\n")


def at_random(case: Case, kills: int) -> int:
    """Kill processes in the middle of their work.

    Returns:
        How many numbers they had told of, all of which are there.
    """
    from django.contrib.auth.models import User

    from agencies.models import Agency
    from numbering.models import Number
    from tests.health import assert_healthy

    random = Random()  # noqa: S311 - nothing secret
    agency = Agency.objects.get(slug="diskabar")
    ani, budi = User.objects.get(username="ani"), User.objects.get(username="budi")
    acknowledged: list[str] = []
    for turn in range(-(-kills // TOGETHER)):
        reports = [case.folder / f"{turn}-{nth}" for nth in range(TOGETHER)]
        tasks = [(agency.pk, ani.pk, budi.pk, path) for path in reports]
        processes = fleet.begin(issue_until_killed, tasks)
        fleet.wait_until(
            lambda reports=reports: any(path.exists() and path.read_text() for path in reports)
        )
        for process in processes:
            time.sleep(random.uniform(0, 0.1))
            process.kill()
            process.join()
        begun = filter(Path.exists, reports)
        acknowledged += [line for path in begun for line in path.read_text().splitlines()]
        assert_healthy()
        case.told(f"killed at random: {(turn + 1) * TOGETHER}, {len(acknowledged)} told")
    if lost := set(acknowledged) - set(Number.objects.values_list("text", flat=True)):
        raise Failed(f"acknowledged and lost: {sorted(lost)[:3]}")
    return len(acknowledged)


def drill(case: Case) -> str:
    found = points(case)
    kills = -(-case.size(AT_RANDOM) // TOGETHER) * TOGETHER
    kept = at_random(case, kills)
    named = ", ".join(f"{name} {number}" for name, number in found.items())
    return f"points: {named}; {kills} at random, {kept} acknowledged numbers, 0 lost"
