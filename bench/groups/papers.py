"""Setting sheets: the processor time of one page, and that none is set twice.

python -m bench.groups.papers    in a newsroom that may be written to; a process of its own
"""

import json
import statistics
import sys
import time
from collections.abc import Iterator

import django

from bench.rounds import Run
from bench.table import Row

SHEETS = 20
MOST = 10  # milliseconds


def measure(run: Run) -> Iterator[Row]:
    with run.stocks.scratch() as stock:
        told = json.loads(stock.run("bench.groups.papers").splitlines()[-1])
    yield Row("a sheet of one page, set", app=told["set"], size=told["bytes"])
    yield Row("a sheet that is kept", app=told["kept"])
    yield Row(
        "processor time of a sheet of one page, warm",
        target=f"≤ {MOST} ms",
        measured=f"{told['set']:.1f} ms ({told['least']:.1f}–{told['most']:.1f})",
        holds=told["set"] <= MOST,
    )
    yield Row(
        "sheets that were set twice",
        target="none",
        measured=f"{told['twice']} of {SHEETS}",
        holds=not told["twice"],
    )


def _set() -> dict[str, float]:
    from documents import sheet
    from releases.models import Edition

    times: list[float] = []
    typeset, set_now = sheet.typeset, []

    def counted(*said):
        set_now.append(said)
        return typeset(*said)

    sheet.typeset = counted
    public = Edition.objects.published().exclude(kind="withdrawal").select_related("agency")
    editions = list(public[: SHEETS + 2])
    for edition in editions[:2]:
        sheet.pdf(edition, ())  # fonts and the like are read once
    sizes = []
    for edition in editions[2:]:
        begun = time.process_time()
        path = sheet.pdf(edition, ())
        times.append(1000 * (time.process_time() - begun))
        sizes.append(path.stat().st_size)
    before = len(set_now)
    begun = time.process_time()
    for edition in editions[2:]:
        sheet.pdf(edition, ())
    spent = 1000 * (time.process_time() - begun)
    return {
        "set": statistics.median(times),
        "least": min(times),
        "most": max(times),
        "kept": spent / SHEETS,
        "bytes": statistics.median(sizes),
        "twice": len(set_now) - before,
    }


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(f"\n{json.dumps(_set())}\n")
