"""`python3 dev.py drill [NAMES]`: every drill, or those that are named, and their report.

Each runs in a process and a newsroom of its own, on an engine that is thrown away. With `--write`
the report becomes docs/reliability.md's table; rows of drills that were not run stay as they are.
"""

import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from drills.newsroom import ROOT
from drills.one import NOT_HERE
from drills.table import DRILLS
from tests.servers import postgres

REPORT = ROOT / "docs" / "reliability.md"
RESULTS = ROOT / "docs" / "reliability.json"
BEGIN, END = "<!-- drills: begin -->", "<!-- drills: end -->"
ENGINES = ("sqlite", "postgres")

Row = dict[str, Any]


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py drill", description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="which; all of them unless told")
    parser.add_argument("--database", choices=[*ENGINES, "both"], default="both")
    parser.add_argument("--list", action="store_true", help="what there is, and no more")
    parser.add_argument("--share", type=float, default=1.0, help="of the full size, 0 to 1")
    parser.add_argument(
        "--minutes", type=float, default=20.0, help="of full size, for what goes by time"
    )
    parser.add_argument("--write", action="store_true", help="write docs/reliability.md")
    return parser


def arguments(given: list[str]) -> argparse.Namespace:
    reading = parser()
    options = reading.parse_args(given)
    if unknown := set(options.names) - DRILLS.keys():
        reading.error(f"there is no drill {', '.join(sorted(unknown))}; see --list")
    if not 0 < options.share <= 1:
        reading.error("a share is more than 0, and 1 at most")
    if options.minutes <= 0:
        reading.error("it takes some minutes")
    return options


def main(given: list[str]) -> int:
    options = arguments(given)
    if options.list:
        for name, one in DRILLS.items():
            print(f"{name:13} {one.what}")  # noqa: T201
        return 0
    engines = ENGINES if options.database == "both" else (options.database,)
    rows = []
    for engine in engines:
        with ExitStack() as open_:
            server = ""
            try:
                if engine == "postgres":
                    server = open_.enter_context(postgres.throwaway(durable=True))
            except postgres.NotInstalled as error:
                say(f"*** NOT DRILLED on postgres *** {error}")
                if os.environ.get("REQUIRE_ALL") == "1":
                    return 1
                continue
            for name in options.names or DRILLS:
                if DRILLS[name].engine not in ("", engine):
                    continue
                rows.append(run(name, engine, server, options))
                row = rows[-1]
                say(f"{name} on {engine}: {row['outcome']}, {row['figures']}")
                if options.write:
                    write([row])
    fine = {"held"} if os.environ.get("REQUIRE_ALL") == "1" else {"held", "NOT RUN"}
    return 1 if any(row["outcome"] not in fine for row in rows) else 0


def say(text: str) -> None:
    print(f"==> {text}", flush=True)  # noqa: T201


def run(name: str, engine: str, server: str, options: argparse.Namespace) -> Row:
    """Run one drill in a newsroom of its own; it ends with the doctor."""
    say(f"{name} on {engine}")
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix=f"drill-{name}-") as folder:
        env = os.environ | {"VAR_DIR": f"{folder}/var", "LOG_LEVEL": "CRITICAL", "DEBUG": "1"}
        env["API_REQUESTS_A_MINUTE"] = "0"
        env["DATABASE_URL"] = f"sqlite:///{folder}/var/newsroom.sqlite3"
        if options.write:
            env["DRILL_WRITE"] = "1"
        if engine == "postgres":
            env["DATABASE_URL"] = server
            env["DRILL_DATABASE"] = f"drill_{name}".replace("-", "_")
        given = [name, folder, str(options.share), str(options.minutes)]
        command = [sys.executable, "-m", "drills.one", *given]
        status = subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
        said = Path(folder, "said.json")
        told = json.loads(said.read_text()) if said.exists() else {"figures": "no answer"}
    whole = options.share == 1 or DRILLS[name].tests  # which are run in full
    size = "" if whole else f" ({options.share:g} of the full size)"
    return {
        "name": name,
        "engine": engine,
        "what": DRILLS[name].what + size,
        "figures": told["figures"],
        "outcome": {0: "held", NOT_HERE: "NOT RUN"}.get(status, "FAILED"),
        "seconds": round(time.monotonic() - began),
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python "
        f"{platform.python_version()}",
    }


# --- The report ---


def write(rows: list[Row]) -> None:
    """Put the rows into the report, each in the place of the last one of its kind."""
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else []
    by_kind = {(row["name"], row["engine"]): row for row in [*kept, *rows]}
    order = list(DRILLS)
    ordered = sorted(by_kind.values(), key=lambda row: (order.index(row["name"]), row["engine"]))
    RESULTS.write_text(json.dumps(ordered, ensure_ascii=False, indent=1) + "\n")
    before, _begin, rest = REPORT.read_text(encoding="utf-8").partition(BEGIN)
    _table, _end, after = rest.partition(END)
    REPORT.write_text(f"{before}{BEGIN}\n{table(ordered)}\n{END}{after}", encoding="utf-8")
    say(f"Written: {REPORT.relative_to(ROOT)}")


def table(rows: list[Row]) -> str:
    columns = ("name", "engine", "what", "figures", "outcome", "seconds", "date", "machine")
    lines = ["| drill | engine | what was done | figures | outcome | s | date | machine |"]
    lines.append("|---" * len(columns) + "|")
    for row in rows:
        cells = [str(row[column]).replace("|", "/").replace("\n", " ") for column in columns]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
