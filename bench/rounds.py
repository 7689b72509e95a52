"""Interleaved rounds: each asks everything once, so that what slows the machine slows all alike."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench import load, progress
from bench.load import Asked
from bench.servers import Server
from bench.stock import Stock, Stocks

BASE = 20_000  # releases of the newsroom that a larger one is compared with


@dataclass(frozen=True)
class Subject:
    """Something that is asked: addresses of one server."""

    name: str
    server: Server
    paths: Sequence[str]
    slow: bool = False
    packed: bool = False
    connections: int = 16


@dataclass
class Run:
    """What a group measures with.

    Attributes:
        size: of the newsroom that is measured; `base`, of the one it is compared with.
        seconds: how long one subject is asked in one round.
        corpus: texts for the quality of searching.
    """

    stocks: Stocks
    size: int
    rounds: int = 3
    seconds: float = 3
    corpus: Path | None = None
    group: str = ""
    engine: str = field(init=False)

    def __post_init__(self) -> None:
        self.engine = self.stocks.engine

    @property
    def base(self) -> int:
        return BASE if self.size > BASE else max(1, self.size // 10)

    def stock(self) -> Stock:
        return self.stocks.of(self.size)

    def smaller(self) -> Stock:
        return self.stocks.of(self.base)

    def interleaved(
        self, subjects: Sequence[Subject], kept: bool = False
    ) -> dict[str, list[Asked]]:
        """Ask all subjects in as many rounds as are wanted; by their names, what each gave.

        Args:
            kept: ask for a second first, which is not counted, so that what may be kept is.
        """
        found: dict[str, list[Asked]] = {one.name: [] for one in subjects}
        done = progress.Progress(self.group, (self.rounds + kept) * len(subjects))
        for one in subjects:
            if kept:
                self._ask(one, 1)
                done.on()
            else:
                load.fetch(one.server, one.paths[0])  # what a process does once
        for nth in range(self.rounds):
            for one in subjects[:: -1 if nth % 2 else 1]:
                found[one.name].append(self._ask(one, self.seconds))
                done.on()
        return found

    @staticmethod
    def _ask(one: Subject, seconds: float) -> Asked:
        return load.ask(
            one.server,
            one.paths,
            seconds,
            connections=one.connections,
            slow=one.slow,
            packed=one.packed,
        )


# What a server is told so that it makes each page anew.
NOTHING_KEPT = {"PAGES_KEPT_MB": "0"}
