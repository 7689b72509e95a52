"""Taking an archive over: `bench/archive.py`."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

from bench.progress import say
from bench.rounds import Run
from bench.stock import ROOT
from bench.table import Row

MOST = 100_000  # releases of the target
FLAT = 1.5  # times the memory that a thousand take


def measure(run: Run) -> Iterator[Row]:
    rows = min(MOST, max(100, run.size // 5))
    say(f"{run.group}: {rows:,} releases of a made-up archive")
    command = [sys.executable, "bench/archive.py", "--json", "--database", run.engine]
    command += ["--rows", str(min(1_000, rows // 4)), str(rows)]
    env = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
    told = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    few, many = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    yield Row(
        f"archive of {rows:,} releases",
        rate=many["rate"],
        memory=many["memory"],
        target="≥ 500 a second with search index and register",
        measured=f"{many['rate']:.0f} ({many['of_bare']:.2f} of writing the same rows bare)",
        holds=many["rate"] >= 500,
    )
    grown = many["memory"] / few["memory"]
    yield Row(
        "memory of taking an archive over",
        memory=many["memory"],
        target=f"flat: ≤ {FLAT:g} × that of {few['rows']:,}",
        measured=f"{grown:.2f}",
        holds=grown <= FLAT,
    )
