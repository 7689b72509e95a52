"""What a process takes in memory in a large newsroom, against a smaller one."""

from collections.abc import Iterator

from bench import addresses, load
from bench.groups.cold import OTHERS
from bench.inventing import COMMON, MIDDLING
from bench.rounds import Run, Subject
from bench.servers import Server, gunicorn
from bench.stock import Stock
from bench.table import Row


def measure(run: Run) -> Iterator[Row]:
    stock, small = run.stock(), run.smaller()
    with gunicorn(stock) as large, gunicorn(small) as less:
        everything = [_everything("large", stock, large), _everything("small", small, less)]
        run.interleaved(everything, kept=True)
        took, before = _most(large), _most(less)
    yield Row(f"a process at {run.size:,} releases", memory=took)
    yield Row(f"a process at {run.base:,} releases", memory=before)
    yield Row(
        f"memory of a process: {run.size:,} against {run.base:,}",
        target="≤ 1.1 ×",
        measured=f"{took / before:.2f}",
        holds=took <= 1.1 * before,
    )


def _everything(name: str, stock: Stock, server: Server) -> Subject:
    """Pages of each kind, in turn."""
    told = addresses.told_by(stock)
    searches = [f"/releases/?q={words}" for words in (MIDDLING, COMMON, f"{MIDDLING}+{COMMON}")]
    paths = [*told["details"], "/releases/", told["deep"], *OTHERS.values(), *searches]
    return Subject(name, server, paths, connections=4)


def _most(server: Server) -> float:
    return max(map(load.memory, load.children(server.app)))
