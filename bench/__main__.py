"""What the newsroom costs, against its targets: `python3 dev.py bench --help`."""

import argparse
import datetime
import importlib
import json
import signal
import sys
import time
from pathlib import Path
from typing import Any

from bench import load, machine, report
from bench.groups import NAMES
from bench.load import Elsewhere
from bench.progress import in_words, say
from bench.rounds import Run
from bench.servers import Server
from bench.stock import VAR, Busy, stocks
from bench.table import markdown, row, unmeasured
from tests.servers.postgres import NotInstalled

RESULTS = VAR / "results"
ENGINES = ("postgres", "sqlite")
# Seconds that a group took on two cores at 20,000, until it is known of this machine.
USUAL = {"cold": 120.0, "search": 70.0, "warm": 60.0, "nginx": 50.0, "archive": 60.0}
OTHERWISE = 25.0


def parser() -> argparse.ArgumentParser:
    """What reads the command line."""
    parser = argparse.ArgumentParser(
        prog="dev.py bench",
        description="Measure the newsroom against its targets, in a newsroom filled for that.",
    )
    parser.add_argument("names", nargs="*", metavar="NAMES", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--size", type=int, default=20_000, help="releases (20000)")
    parser.add_argument("--database", choices=[*ENGINES, "both"], default="both")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=1, help="of one subject in one round")
    parser.add_argument("--corpus", type=Path, help="texts for `relevance`, a JSON object a line")
    parser.add_argument("--resume", action="store_true", help="leave out what is measured already")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md")
    parser.add_argument("--note", default="", help="what else ran on the machine, for --write")
    parser.add_argument("--target", metavar="URL", help="only ask for this page of a running one")
    return parser


def arguments(words: list[str] | None = None) -> argparse.Namespace:
    reading = parser()
    options = reading.parse_args(words)
    if unknown := set(options.names) - set(NAMES):
        reading.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    if options.size < 20:
        reading.error("a newsroom of fewer than 20 releases has no second page")
    return options


def main(words: list[str] | None = None) -> int:
    options = arguments(words)
    if options.target:
        return one_page(options)
    engines = ENGINES if options.database == "both" else (options.database,)
    names = [name for name in NAMES if name in options.names] or list(NAMES)
    status = 0
    for engine in engines:
        try:
            with stocks(engine) as filled:
                run = Run(filled, options.size, options.rounds, options.seconds, options.corpus)
                status |= measured(run, names, options.resume)
        except (NotInstalled, Busy) as error:
            say(f"Nothing was measured on {engine}. {error}")
            status |= 1
    if options.write:
        report.write(RESULTS, options.note)
    return status


def measured(run: Run, names: list[str], resume: bool) -> int:
    """Measure some groups, print their table, and keep it; 1 if one could not be measured."""
    path = RESULTS / f"{run.engine}-{run.size}.json"
    kept: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
    groups: dict[str, Any] = kept.get("groups", {})
    done = [name for name in names if resume and name in groups and not groups[name].get("failed")]
    todo = [name for name in names if name not in done]
    if todo:
        run.stock()
        run.smaller()
    failed = 0
    for nth, name in enumerate(todo):
        left = sum(_seconds(groups, one, run) for one in todo[nth:])
        say(f"{run.engine}, {run.size:,}: {name} ({nth + 1} of {len(todo)}), {in_words(left)} left")
        begun = time.monotonic()
        run.group = name
        group = importlib.import_module(f"bench.groups.{name}")
        found: dict[str, Any] = {
            "at": datetime.datetime.now(datetime.UTC).isoformat(timespec="minutes")
        }
        found |= {"rounds": run.rounds, "of_seconds": run.seconds, "machine": machine.described()}
        try:
            found |= {"rows": [one.as_dict() for one in group.measure(run)]}
        except Exception as error:
            say(f"{name} could not be measured: {type(error).__name__}: {error}")
            failed = 1
            why = f"{type(error).__name__}: {error}"
            found |= {"rows": [unmeasured(name, "", why).as_dict()], "failed": why}
        found |= {"seconds": time.monotonic() - begun}
        groups[name] = found
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            json.dumps({"engine": run.engine, "size": run.size, "groups": groups}, indent=1)
        )
    rows = [one for name in names for one in groups[name]["rows"]]
    missed = sum(one.get("holds") is False for one in rows)
    sys.stdout.write(f"\n{run.engine}, {run.size:,} releases\n\n{markdown(rows)}\n\n")
    sys.stdout.write(f"{missed} targets are missed. As JSON: {path}\n")
    sys.stdout.flush()
    return failed


def _seconds(groups: dict[str, Any], name: str, run: Run) -> float:
    """How long a group will take: as long as last time, for as many rounds."""
    if name not in groups:
        return USUAL.get(name, OTHERWISE)
    last = groups[name]
    return last["seconds"] * run.rounds * run.seconds / (last["rounds"] * last["of_seconds"])


def one_page(options: argparse.Namespace) -> int:
    """Ask for one page of a newsroom that runs, as often as it goes."""
    scheme, _slashes, rest = options.target.partition("://")
    host, _slash, path = rest.partition("/")
    server = Server(f"{scheme}://{host}", 0)
    rounds = [
        load.ask(server, [f"/{path}"], options.seconds, packed=True)
        for _round in range(options.rounds)
    ]
    one = row(options.target, rounds)
    one.app = one.database = None
    sys.stdout.write(f"{markdown([one.as_dict()])}\n")
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_said: sys.exit(143))  # so that all servers end with it
    try:
        sys.exit(main())
    except Elsewhere as error:
        sys.exit(f"dev.py bench: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
