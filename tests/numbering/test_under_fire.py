"""Many processes work on the register at once: every serial is there, once, as it was reported."""

import datetime
import json
from collections import defaultdict
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection

from numbering.models import Counter, Number, Sequence
from numbering.periods import Reset
from releases.models import Release
from tests import fleet
from tests.cast import person, written
from tests.health import assert_healthy
from tests.numbering.registrar import Registrar, line
from tests.thoroughness import size

pytestmark = pytest.mark.django_db(transaction=True)

# SQLite lets one write at a time, so more of them only wait longer.
PROCESSES, EACH = (8, size(60, 250)) if connection.vendor == "sqlite" else (20, size(60, 500))
JOINT_PROCESSES, JOINT_EACH = 4, 15
ABANDONED = 10  # every tenth operation is rolled back
BEGIN = datetime.date(2015, 1, 1)
PACE = datetime.timedelta(days=4)  # from one operation to the next: new periods all along


def work(user: int, sequences: list[int], seed: int, told: Path) -> None:
    """Do the operations, and tell at the end which lines were committed."""
    registrar = Registrar(user, sequences, seed)
    operations = [
        registrar.allocate,
        registrar.joint,
        registrar.reserve,
        registrar.use,
        registrar.allocate_around_a_savepoint,
        registrar.reserve,
        registrar.void,
    ]
    # All of them begin a sequence that has no counter yet, in the same moment.
    registrar.do(registrar.allocate_first, BEGIN)
    for turn in range(1, EACH):
        operation = operations[turn % len(operations)]
        registrar.do(operation, BEGIN + turn * PACE, abandon=turn % ABANDONED == 0)
    told.write_text(json.dumps(list(registrar.book.values())))


@pytest.fixture
def sequences(office) -> dict[str, Sequence]:
    pattern = "{serial}/SP-HMS/{month:02}/{year}"
    kinds = {"bulanan": Reset.MONTHLY, "tahunan": Reset.YEARLY, "terus": Reset.NEVER}
    return {
        code: Sequence.objects.create(
            agency=office,
            name=code,
            code=code,
            pattern=pattern,
            reset=reset,
            opening_serial=1158 if reset == Reset.NEVER else None,
        )
        for code, reset in kinds.items()
    }


def test_the_book_is_whole_and_says_what_was_committed(sequences, boss, tmp_path):
    told = [tmp_path / f"{process}.json" for process in range(PROCESSES)]
    keys = [sequence.pk for sequence in sequences.values()]
    tasks = [(boss.pk, keys, seed, path) for seed, path in enumerate(told)]

    assert fleet.run(work, tasks) == [0] * PROCESSES

    committed = [tuple(row) for path in told for row in json.loads(path.read_text())]
    register = list(map(line, Number.objects.select_related("sequence")))
    assert sorted(register) == sorted(committed)
    serials = defaultdict(list)
    for code, period, serial, _state in sorted(committed):
        serials[code, period].append(serial)
    counters = {(c.sequence.code, c.period): c for c in Counter.objects.select_related("sequence")}
    assert counters.keys() == serials.keys()
    for (code, period), book in serials.items():
        counter = counters[code, period]
        assert counter.opening == (1158 if code == "terus" else 1)
        assert book == list(range(counter.opening, counter.last + 1))
    assert_healthy()


def approve_joint(approver: int, releases: list[int]) -> None:
    by = User.objects.get(pk=approver)
    for release in Release.objects.filter(pk__in=releases):
        release.approve(by, release.revision)


def test_joint_releases_in_opposite_orders_do_not_wait_for_each_other(
    office, clinic, sequence, ani, boss
):
    theirs = clinic.sequences.get()
    editor = person("sari", is_superuser=True)
    tasks = []
    for process in range(JOINT_PROCESSES):
        main, other = (sequence, theirs) if process % 2 else (theirs, sequence)
        releases = []
        for turn in range(JOINT_EACH):
            release = written(main.agency, ani, sequence=main, title=f"Kabar {process} {turn}")
            release.joint_with.set([other])
            release.submit(editor)
            releases.append(release.pk)
        tasks.append((boss.pk, releases))

    assert fleet.run(approve_joint, tasks) == [0] * JOINT_PROCESSES

    stood = JOINT_PROCESSES * JOINT_EACH
    for drawn, first in ((sequence, 1158), (theirs, 1)):
        serials = drawn.numbers.order_by("serial").values_list("serial", flat=True)
        assert list(serials) == list(range(first, first + stood))
    assert_healthy()
