"""The one table: what was measured, each target, and whether it is met."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from bench.load import Asked

NOT_MEASURED = "not measured"
HEAD = (
    *("", "req/s", "median ms", "p99 ms", "app ms", "database ms"),
    *("bytes", "queries", "MB", "target", "measured", ""),
)


@dataclass
class Row:
    """One line: something that was asked, or a target, or both.

    Attributes:
        rate: requests, or whatever is done, a second.
        p50, p99: milliseconds that one takes.
        app, database: processor time in milliseconds for one.
        target: what is aimed at, in words.
        measured: what was found, with its spread over the rounds.
        holds: whether the target is met; None where there is none, or it was not measured.
    """

    what: str
    rate: float | None = None
    p50: float | None = None
    p99: float | None = None
    app: float | None = None
    database: float | None = None
    size: float | None = None
    queries: int | None = None
    memory: float | None = None
    target: str = ""
    measured: str = ""
    holds: bool | None = None

    def as_dict(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value not in (None, "")}


@dataclass(frozen=True)
class Ratio:
    """The median of the ratios of rounds that followed on each other, and their spread."""

    middle: float
    least: float
    most: float

    def __str__(self) -> str:
        # Two digits that say something, of large ratios and of small ones.
        steps = ((20, 0), (5, 1), (0.1, 2))
        digits = next((digits for least, digits in steps if self.middle >= least), 4)
        return f"{self.middle:.{digits}f} ({self.least:.{digits}f}–{self.most:.{digits}f})"


def ratio(one: Sequence[float], other: Sequence[float]) -> Ratio:
    """Of figures of the same rounds."""
    found = [a / b for a, b in zip(one, other, strict=True) if b]
    return Ratio(median(found), min(found), max(found)) if found else Ratio(0, 0, 0)


def rates(rounds: Iterable[Asked]) -> list[float]:
    return [one.rate for one in rounds]


def costs(rounds: Iterable[Asked]) -> list[float]:
    """Processor time of an answer, of application and database together."""
    return [one.cpu_app + (one.cpu_database or 0) for one in rounds]


def row(what: str, rounds: Sequence[Asked], queries: int | None = None) -> Row:
    """The medians of some rounds."""
    database = [one.cpu_database for one in rounds if one.cpu_database is not None]
    return Row(
        what,
        rate=median(rates(rounds)),
        p50=median(one.median for one in rounds),
        p99=median(one.p99 for one in rounds),
        app=median(one.cpu_app for one in rounds),
        database=median(database) if database else None,
        size=median(one.size for one in rounds),
        queries=queries,
    )


def at_least(what: str, wanted: float, found: Ratio, of: str) -> Row:
    """A target that is met by this or more."""
    target = f"≥ {wanted:g} {of}"
    return Row(what, target=target, measured=str(found), holds=found.middle >= wanted)


def at_most(what: str, wanted: float, found: Ratio, of: str) -> Row:
    """A target that is met by this or less."""
    target = f"≤ {wanted:g} {of}"
    return Row(what, target=target, measured=str(found), holds=found.middle <= wanted)


def unmeasured(what: str, target: str, why: str) -> Row:
    return Row(what, target=target, measured=f"{NOT_MEASURED}: {why}")


def markdown(rows: Iterable[dict[str, Any]]) -> str:
    """The table, of rows as `as_dict` gives them, without the columns that are empty."""
    lines = [_cells(Row(**one)) for one in rows]
    filled = [nth for nth in range(len(HEAD)) if nth == 0 or any(line[nth] for line in lines)]
    numeric = range(1, 9)
    marks = ["---:" if nth in numeric else "---" for nth in range(len(HEAD))]
    return "\n".join(
        f"| {' | '.join(line[nth] for nth in filled)} |" for line in (HEAD, marks, *lines)
    )


def _cells(one: Row) -> list[str]:
    verdict = {True: "met", False: "**missed**", None: ""}[one.holds]
    return [
        one.what,
        _number(one.rate),
        _number(one.p50),
        _number(one.p99),
        _number(one.app),
        _number(one.database),
        _number(one.size, whole=True),
        _number(one.queries, whole=True),
        _number(one.memory),
        one.target,
        one.measured,
        verdict,
    ]


def _number(value: float | None, whole: bool = False) -> str:
    if value is None:
        return ""
    if whole or value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
