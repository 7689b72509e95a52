"""Numbers under fire: many processes take them at once, and a fifth of what they do is rolled back.

Import no models above: a new process reads this module before Django is set up in it.
"""

import datetime
from collections import Counter
from pathlib import Path

from drills.case import Case
from drills.newsroom import Failed
from tests import fleet

# SQLite lets one write at a time, so more of them only wait longer.
FULL = {"postgresql": (64, 1_000), "sqlite": (16, 500)}
SEQUENCES, ABANDONED = 8, 0.2
DAY = datetime.date(2020, 3, 28)


def take(user: int, sequences: list[int], seed: int, each: int, told: Path) -> None:
    """Take numbers, and tell of each line as soon as its transaction is committed."""
    from tests.numbering.registrar import Registrar

    registrar = Registrar(user, sequences, seed)
    with told.open("w", buffering=1) as report:
        for _turn in range(each):
            abandon = registrar.random.random() < ABANDONED
            for code, period, serial, _state in registrar.do(registrar.allocate, DAY, abandon):
                report.write(f"{code} {period} {serial}\n")


def drill(case: Case) -> str:
    """Raises Failed: there is a gap, a double, or a line that was acknowledged and is lost."""
    from django.db import connection

    from drills.office import opened, sequence_of
    from numbering.models import Counter as Counted
    from numbering.models import Number

    office = opened()
    keys = [sequence_of(office.agency, f"buku-{nth}").pk for nth in range(SEQUENCES)]
    processes, each = FULL[connection.vendor]
    each = case.size(each)
    reports = [case.folder / str(nth) for nth in range(processes)]
    tasks = [(office.approver.pk, keys, nth, each, path) for nth, path in enumerate(reports)]
    case.told(f"{processes} processes, {each} each")
    if any(fleet.run(take, tasks)):
        raise Failed("a process did not end well")
    acknowledged = Counter(line for path in reports for line in path.read_text().splitlines())
    rows = Number.objects.values_list("sequence__code", "period", "serial")
    register = Counter(" ".join(map(str, row)) for row in rows)
    gaps = sum(
        counter.last - counter.opening + 1 - counter.sequence.numbers.count()
        for counter in Counted.objects.select_related("sequence")
    )
    doubled = sum(times - 1 for times in register.values())
    lost = sum((acknowledged - register).values())
    unasked = sum((register - acknowledged).values())
    if gaps or doubled or lost or unasked:
        raise Failed(f"{gaps} gaps, {doubled} doubles, {lost} lost, {unasked} never acknowledged")
    return (
        f"{processes} processes × {each}: {sum(register.values())} numbers, 0 gaps, 0 doubles, "
        "0 acknowledged lost"
    )
