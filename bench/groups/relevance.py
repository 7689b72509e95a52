"""How well texts are found, where there is a corpus: `bench/relevance.py`."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

from bench.rounds import Run
from bench.stock import ROOT
from bench.table import Row, unmeasured

WHAT = "quality of searching (MRR@10 / Recall@10)"
TARGET = "above PostgreSQL `indonesian` and FTS5 `unicode61`"


def measure(run: Run) -> Iterator[Row]:
    if run.corpus is None:
        yield unmeasured(WHAT, TARGET, "no corpus comes with the newsroom; give one with --corpus")
        return
    command = [sys.executable, "bench/relevance.py", str(run.corpus.resolve()), "--json"]
    command += ["--database", run.engine, "--number", "100", "--limit", "3000"]
    # It makes a database of its own.
    env = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
    told = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    figures = {name: one["all"] for name, one in json.loads(told).items()}
    for name, one in figures.items():
        yield Row(f"found by {name}", measured=f"{one['mrr']:.3f} / {one['recall']:.3f}")
    ours = figures.pop(f"newsroom, {run.engine}")
    yield Row(
        WHAT,
        target=TARGET,
        measured=f"{ours['mrr']:.3f} / {ours['recall']:.3f}",
        holds=all(
            ours["mrr"] > one["mrr"] and ours["recall"] >= one["recall"]
            for name, one in figures.items()
            if "any" not in name or run.engine == "sqlite"
        ),
    )
