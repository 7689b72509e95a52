"""docs/performance.md: the last tables as they were measured, between two marks.

What stands outside of the marks is written by hand: how it is measured, and for each row that was
missed, why.
"""

import json
from pathlib import Path
from typing import Any

from bench.groups import NAMES
from bench.progress import say
from bench.stock import ROOT
from bench.table import NOT_MEASURED, markdown

PAGE = ROOT / "docs" / "performance.md"
SMALLEST = 20_000  # releases; what is measured in fewer is a trial
BEGIN, END = "<!-- measured: by `dev.py bench --write` -->", "<!-- end of what was measured -->"


def write(results: Path, note: str) -> None:
    """Put the tables of all results into the page; tell which misses nobody has explained."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else f"# Speed\n\n{BEGIN}\n{END}\n"
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    found = [json.loads(path.read_text()) for path in sorted(results.glob("*.json"))]
    found = [one for one in found if one["size"] >= SMALLEST]
    found.sort(key=lambda one: (one["size"], one["engine"]))
    parts = [_part(one, note) for one in found]
    PAGE.write_text(
        f"{before}{BEGIN}\n\n" + "\n\n".join([_overview(found), *parts]) + f"\n\n{END}{after}",
        encoding="utf-8",
    )
    missed = {
        group
        for one in found
        for group, said in one["groups"].items()
        if any(row.get("holds") is False for row in said["rows"])
    }
    for group in [name for name in NAMES if name in missed and f"### {name}" not in after]:
        say(f"docs/performance.md says nowhere why rows of {group} are missed: add “### {group}”.")


def _part(one: dict[str, Any], note: str) -> str:
    lines = [f"## {one['engine']}, {one['size']:,} releases"]
    for name in NAMES:
        said = one["groups"].get(name)
        if said is None:
            continue
        machine = said["machine"]
        lines.append(
            f"**{name}**, {said['at'][:10]}, at {machine['commit']}: {said['rounds']} rounds of "
            f"{said['of_seconds']:g} s; {machine['processor']}, {machine['memory']}, "
            f"{machine['system']}, Python {machine['python']}; load {machine['load']}"
            + (f", {note}" if note else "")
            + "."
        )
        lines.append(markdown(said["rows"]))
    return "\n\n".join(lines)


def _overview(found: list[dict[str, Any]]) -> str:
    """Every target, and where it is met."""
    lines = ["| target | aimed at | where | measured | |", "| --- | --- | --- | --- | --- |"]
    for one in found:
        where = f"{one['engine']}, {one['size']:,}"
        for name in NAMES:
            for row in one["groups"].get(name, {}).get("rows", []):
                if "target" in row:
                    verdict = {True: "met", False: "**missed**"}.get(row.get("holds"), "")
                    measured = row.get("measured", NOT_MEASURED)
                    lines.append(
                        f"| {row['what']} | {row['target']} | {where} | {measured} | {verdict} |"
                    )
    return "## Every target\n\n" + "\n".join(lines)
