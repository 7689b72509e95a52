"""A process that is killed in the middle of its work leaves nothing half done behind."""

import datetime
import json
import signal
import time
from pathlib import Path
from random import Random, SystemRandom

import pytest
from django.contrib.auth.models import User

from numbering.allocation import allocate
from numbering.models import Number, Sequence
from numbering.periods import Reset
from releases.models import Release
from tests import fleet
from tests.health import assert_healthy
from tests.numbering.registrar import Registrar, line
from tests.thoroughness import size

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS, TOGETHER = size(4, 10), 5
LONGEST_DELAY = 0.1  # seconds between two kills
SPRING = datetime.date(2020, 3, 28)


def work_until_killed(user: int, sequences: list[int], seed: int, told: Path) -> None:
    """Tell when an operation begins, and which lines it committed."""
    registrar = Registrar(user, sequences, seed)
    operations = [
        registrar.allocate,
        registrar.reserve,
        registrar.joint,
        registrar.use,
        registrar.void,
        registrar.jump,
    ]
    with told.open("w", buffering=1) as report:
        while True:
            operation = registrar.random.choice(operations)
            on = SPRING + datetime.timedelta(days=registrar.random.randrange(90))
            report.write("begun\n")
            lines = registrar.do(operation, on, abandon=registrar.random.random() < 0.1)
            report.write(json.dumps(lines) + "\n")


def lines_told(path: Path) -> list[list]:
    """What a process told that it had committed, so far."""
    told = path.read_text().splitlines() if path.exists() else []
    return [row for text in told if text != "begun" for row in json.loads(text)]


@pytest.fixture
def sequences(office) -> list[Sequence]:
    return [
        Sequence.objects.create(
            agency=office, name=reset, code=reset, pattern="{serial}/SP-HMS/{year}", reset=reset
        )
        for reset in (Reset.NEVER, Reset.MONTHLY)
    ]


def test_killed_processes_leave_a_whole_book(sequences, boss, tmp_path):
    seed = SystemRandom().randrange(2**32)
    print("seed", seed)  # noqa: T201 - shown where the test fails
    random = Random(seed)  # noqa: S311 - nothing secret
    keys = [sequence.pk for sequence in sequences]
    struck = 0

    for turn in range(ROUNDS):
        told = [tmp_path / f"{turn}-{process}" for process in range(TOGETHER)]
        tasks = [(boss.pk, keys, random.randrange(2**32), path) for path in told]
        processes = fleet.begin(work_until_killed, tasks)
        until = time.monotonic() + fleet.STARTING
        while not all(map(lines_told, told)) and time.monotonic() < until:
            time.sleep(0.01)
        for process in processes:
            time.sleep(random.uniform(0, LONGEST_DELAY))
            process.kill()
            process.join()

        assert [process.exitcode for process in processes] == [-signal.SIGKILL] * TOGETHER
        for path in told:
            struck += path.read_text().endswith("begun\n")
            _is_kept(lines_told(path))
        for sequence in sequences:
            number = allocate(sequence, SPRING, boss)
            assert number.serial == sequence.next_serial(SPRING) - 1
            _bear(number, boss)
        assert_healthy()

    assert struck > ROUNDS * TOGETHER // 2  # the others were between two operations


def _is_kept(told: list[list]) -> None:
    """What a process committed before it was killed stands in the register."""
    assert told
    register = {row[:3] for row in map(line, Number.objects.select_related("sequence"))}
    assert register >= {tuple(row[:3]) for row in told}


def _bear(number: Number, by: User) -> None:
    release = Release.objects.create(
        agency=number.agency, date=number.date, title="Kabar", edited_by=by
    )
    release.releasenumber_set.create(number=number, position=1)
