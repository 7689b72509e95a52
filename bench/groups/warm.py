"""Pages that were asked for before, through the application server, and how soon they change."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import addresses
from bench.freshness import freshness
from bench.keeping import keep
from bench.rounds import Run, Subject
from bench.servers import constant, gunicorn
from bench.table import Row, at_least, rates, ratio, row


def measure(run: Run) -> Iterator[Row]:
    stock = run.stock()
    pages = {
        "a release": addresses.told_by(stock)["details"],
        "list, page 1": ["/releases/"],
        "RSS": ["/feeds/rss.xml"],
    }
    queries = addresses.queries(stock, [paths[0] for paths in pages.values()])
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as name, gunicorn(stock) as ours:
        keep(ours, [path for paths in pages.values() for path in paths], Path(name))
        with constant(stock, Path(name)) as limit:
            subjects = [
                Subject(f"{who}: {page}", server, paths, packed=True)
                for page, paths in pages.items()
                for who, server in (("warm", ours), ("constant view", limit))
            ]
            found = run.interleaved(subjects, kept=True)
    for page, paths in pages.items():
        warm, constantly = found[f"warm: {page}"], found[f"constant view: {page}"]
        yield row(f"warm: {page}", warm, queries[paths[0]][1])
        yield row(f"constant view: {page}", constantly, 0)
        what = f"warm against the constant view: {page}"
        yield at_least(what, 0.9, ratio(rates(warm), rates(constantly)), "of its requests a second")
    with run.stocks.scratch() as small, gunicorn(small) as server:
        yield from freshness(small, server, "in every process", within=1)
