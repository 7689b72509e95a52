"""Time: zones, ends of years, leap days, a clock that is off, moments moved while they pass.

Nothing is public early, nothing more than two seconds late, and no release twice at once.
"""

import json
import time
from pathlib import Path

from bench.progress import in_words
from drills import calendars, moments
from drills.case import Case
from drills.newsroom import Failed
from drills.office import Office, opened
from tests import fleet

RUNS, PROCESSES = 10_000, 4
AHEAD = (-1.0, 0.0, 1.0)  # hours of the application's clock before the database's


def drill(case: Case) -> str:
    office = opened()
    said = [calendars.checked(office, zone) for zone in calendars.ZONES]
    case.told(f"{', '.join(calendars.ZONES)}: {sum(said)} days and moments")
    stepped = calendars.a_stepped_clock(office)
    case.told(f"the application's clock stepped: {stepped}")
    figures = histories(case, office)
    case.told(f"latest {figures.latest:.2f} s")
    return (
        f"{len(said)} zones: {sum(said)} days and moments right; {stepped}; {figures.runs} random "
        f"histories with the application's clock right and an hour off: {figures.moves} moves, "
        f"{figures.refused} of them refused in words, {figures.reads} readings and "
        f"{figures.pages} pages, 0 early, 0 doubled, the latest {figures.latest:.2f} s late"
    )


def histories(case: Case, office: Office) -> moments.Figures:
    """Play the random histories, a third of them by each clock.

    Raises:
        Failed: something was seen that was not meant.
    """
    who = (office.agency.pk, office.author.pk, office.approver.pk)
    total, began = moments.Figures(), time.monotonic()
    each = -(-case.size(RUNS) // (PROCESSES * len(AHEAD)))
    for turn, hours in enumerate(AHEAD):
        numbers = range(turn * PROCESSES + 1, (turn + 1) * PROCESSES + 1)
        reports = [case.folder / f"moments-{nth}" for nth in numbers]
        tasks = [(who, nth, each, hours, path) for nth, path in zip(numbers, reports, strict=True)]
        running = fleet.begin(moments.play, tasks)
        while any(process.is_alive() for process in running):
            for process in running:
                process.join(5)
            _tell(case, total, reports, began, each)
        if any(process.exitcode for process in running):
            raise Failed("a process that played histories did not end well")
        for figures in _figures(reports):
            total.add(figures)
    if total.wrong:
        for text in total.wrong[:50]:
            case.told(text)
        raise Failed(f"{len(total.wrong)} wrong: {total.wrong[:3]}")
    return total


def _figures(reports: list[Path]) -> list[moments.Figures]:
    return [
        moments.Figures(**json.loads(line))
        for path in reports
        if path.exists()
        for line in path.read_text().splitlines()
        if line.endswith("}")
    ]


def _tell(
    case: Case, before: moments.Figures, reports: list[Path], began: float, each: int
) -> None:
    done = before.runs + sum(one.runs for one in _figures(reports))
    whole = each * PROCESSES * len(AHEAD)
    if done:
        left = (time.monotonic() - began) / done * (whole - done)
        case.told(f"histories: {done:,} of {whole:,}, {in_words(left)} left")
