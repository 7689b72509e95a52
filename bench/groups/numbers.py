"""Taking numbers, many at once: the longest that anybody waits, and what the tail costs."""

import json
from collections.abc import Iterator
from statistics import median

from bench.progress import Progress
from bench.rounds import Run
from bench.stock import Stock
from bench.table import Row, at_least, ratio, unmeasured

WRITERS = {"postgres": 16, "sqlite": 8}
# The bare statement is PostgreSQL's: SQLite has no INSERT within WITH.
WAYS = {"postgres": ("bare", "allocate", "approve"), "sqlite": ("allocate", "approve")}
NAMES = {"bare": "bare statement", "allocate": "allocate()", "approve": "whole approvals"}


def measure(run: Run) -> Iterator[Row]:
    ways, writers = WAYS[run.engine], WRITERS[run.engine]
    found: dict[str, list[dict[str, float]]] = {way: [] for way in ways}
    with run.stocks.scratch() as stock:
        steps = Progress(run.group, len(ways) * run.rounds + 1)
        tail = _told(stock, "tail", 1, 0)
        steps.at(1)
        for nth in range(run.rounds):
            for way in ways[:: -1 if nth % 2 else 1]:
                found[way].append(_told(stock, way, writers, run.seconds))
                steps.at(1 + sum(map(len, found.values())))
    for way, rounds in found.items():
        yield Row(
            f"{NAMES[way]}, {writers} writers",
            rate=median(one["rate"] for one in rounds),
            p50=median(one["median"] for one in rounds),
            p99=median(one["p99"] for one in rounds),
        )
    yield from _targets(run, {way: [one["rate"] for one in got] for way, got in found.items()})
    waits = [one["p99"] / one["median"] for one in found["allocate"]]
    longest = max(one["longest"] for one in found["allocate"])
    if run.engine == "postgres":
        yield Row(
            "p99 wait of allocate()",
            target="≤ 10 × the median",
            measured=f"{median(waits):.1f} ({min(waits):.1f}–{max(waits):.1f})",
            holds=median(waits) <= 10,
        )
    else:
        yield Row(
            f"longest wait of allocate(), {writers} writers",
            target="told",
            measured=f"{longest:,.0f} ms",
            holds=True,
        )
    yield Row(
        "statements of an approval from the counter on",
        target="≤ 7",
        measured=f"{tail['tail']:.0f} of {tail['all']:.0f}",
        holds=tail["tail"] <= 7,
    )


def _targets(run: Run, rates: dict[str, list[float]]) -> Iterator[Row]:
    if "bare" not in rates:
        for what, target in (("allocate()", 0.8), ("whole approvals", 0.25)):
            yield unmeasured(
                f"{what} against the bare statement", f"≥ {target}", "PostgreSQL's alone"
            )
        return
    for way, wanted in (("allocate", 0.8), ("approve", 0.25)):
        what = f"{NAMES[way]} against the bare statement"
        yield at_least(what, wanted, ratio(rates[way], rates["bare"]), "of its rate")


def _told(stock: Stock, way: str, writers: int, seconds: float) -> dict[str, float]:
    return json.loads(stock.run("bench.writing", way, writers, seconds).splitlines()[-1])
