"""A drill that runs the tests of its subject in full, on an engine of their own."""

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

from drills.case import Case, NotHere
from drills.newsroom import ROOT, Failed
from drills.table import DRILLS

NOTHING_COLLECTED = 5  # as pytest says it
# They make a newsroom of their own.
NOT_OURS = ("VAR_DIR", "DATABASE_URL", "DRILL_DATABASE", "LOG_LEVEL", "DEBUG")


def drill(case: Case) -> str:
    """Raises Failed: one of them has, or said nothing."""
    from django.db import connection

    engine = "postgres" if connection.vendor == "postgresql" else "sqlite"
    return tested(case, engine, DRILLS[case.name].tests)


def tested(case: Case, engine: str, tests: tuple[str, ...]) -> str:
    """Run tests with THOROUGH=1, and give their figures. `tests`: patterns of paths.

    Raises:
        NotHere: there is none for this engine.
    """
    report = case.folder / "report.xml"
    found = sorted({str(path) for pattern in tests for path in ROOT.glob(pattern)})
    command = [sys.executable, "-m", "pytest", *found, "--database", engine, "-q"]
    env = {name: text for name, text in os.environ.items() if name not in NOT_OURS}
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", "--junitxml", str(report)],
        cwd=ROOT,
        env=env | {"THOROUGH": "1"},
        stdout=sys.stderr,
        check=False,
    )
    if done.returncode == NOTHING_COLLECTED:
        raise NotHere(f"none of these tests concerns {engine}")
    if not report.exists():
        raise Failed(f"pytest ended with {done.returncode} and said nothing")
    figures = figures_of(report)
    if done.returncode:
        raise Failed(figures)
    return figures


def figures_of(report: Path) -> str:
    """What a report says: how many, how long, and the names of those that failed."""
    suite = next(ElementTree.parse(report).iter("testsuite"))  # noqa: S314 - written by pytest
    told = {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")}
    failed = told["failures"] + told["errors"]
    passed = told["tests"] - failed - told["skipped"]
    said = f"{passed} passed, {failed} failed, {told['skipped']} skipped in {suite.get('time')} s"
    names = [
        str(one.get("name"))
        for one in suite.iter("testcase")
        if one.find("failure") is not None or one.find("error") is not None
    ]
    return f"{said}: {', '.join(names[:5])}" if names else said
