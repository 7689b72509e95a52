"""What drills there are, in the order of what they are for.

Some do what no test can, because it takes long or harms the machine; a few run the tests of their
subject in full.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Drill:
    """One drill.

    Attributes:
        about: its subject, which several may share.
        what: is done.
        module: in this package, with its function `drill(case)`; empty where tests are run.
        tests: patterns of the files and folders that are run with THOROUGH=1.
        engine: the one that has it; empty where both do.
    """

    about: str
    what: str
    module: str = ""
    tests: tuple[str, ...] = ()
    engine: str = ""


DRILLS = {
    "visibility": Drill(
        "visibility",
        "What is not public looked for in every answer, file, feed, mail and log",
        tests=(
            "tests/newsroom/test_canaries.py",
            "tests/newsroom/test_gate.py",
            "tests/newsroom/test_withdrawal_everywhere.py",
        ),
    ),
    "numbers": Drill(
        "numbers",
        "Processes that take numbers from 8 sequences at once; a fifth of it rolled back",
        "numbers",
    ),
    "kill": Drill(
        "kill -9",
        "Processes killed at random and at every named point of allocating, approving, uploading, "
        "typesetting, importing and sending",
        "kill",
    ),
    "database": Drill(
        "kill -9",
        "The database stopped hard under load, connections cut, the pool exhausted, a lock that is "
        "held, a deadlock",
        "database",
    ),
    "time": Drill(
        "time",
        "Four time zones, ends of years, leap days, a clock that is an hour off, and random "
        "histories whose moments are moved while they pass, read all the while",
        "clocks",
    ),
    "disk": Drill(
        "full disk",
        "A full disk for the database (SQLite's), files and temporary files",
        "disk",
    ),
    "input": Drill(
        "bad input",
        "Heavy questions, expressions, addresses, papers and files that mean harm",
        tests=(
            "tests/hostile/test_heavy_questions.py",
            "tests/hostile/test_expressions.py",
            "tests/api/test_schemathesis.py",
            "tests/**/test_hostile.py",
        ),
    ),
    "fuzz": Drill(
        "bad input",
        "Texts bred by atheris for what reads numbers, releases, HTML, questions and requests",
        "fuzz",
    ),
    "uploads": Drill(
        "uploads",
        "Files that act, lie, unpack without an end, or hold what they should not",
        tests=("tests/hostile/test_uploads.py", "tests/releases/files"),
    ),
    "reaching-out": Drill(
        "reaching out",
        "Everything that fetches, led to a canary on this machine",
        tests=("tests/hostile/test_reaching_out.py",),
    ),
    "permissions": Drill(
        "permissions",
        "Every address of the desk by every role; parameters and tokens tampered with",
        tests=("tests/hostile/test_tampering.py", "tests/permissions"),
    ),
    "hardening": Drill(
        "web hardening",
        "Headers and cookies of every answer, the policy in a browser, the journal's guards",
        tests=(
            "tests/hostile/test_headers.py",
            "tests/hostile/test_policy_in_chromium.py",
            "tests/audit/test_guards.py",
        ),
    ),
    "load": Drill(
        "load",
        "100,000 releases behind gunicorn and nginx: readers, 10 editors, an approval every 5 "
        "seconds, twenty times the readers at a publication, rolling restarts",
        "load",
    ),
    "restore": Drill(
        "restore",
        "A backup taken while people write, restored elsewhere: tables, files, chains, counters "
        "and pages compared",
        "restore",
    ),
    "upgrade": Drill(
        "upgrade",
        "A newsroom of the first schema migrated to today's",
        "upgrade",
    ),
    "supply": Drill(
        "supply",
        "What it is made of: locks, list of parts, licences, known holes, versions of SQLite",
        tests=("tests/supply",),
        engine="sqlite",
    ),
    "install": Drill(
        "installing",
        "The guide for operators, typed block by block as written on a bare Debian: shape 1 "
        "(SQLite), shape 2 (PostgreSQL)",
        "install",
    ),
    "image": Drill(
        "installing",
        "Dockerfile and compose.yaml built and run by a Docker of its own, on stand-ins for the "
        "images they begin from",
        "image",
        engine="postgres",
    ),
    "cluster": Drill(
        "beyond one machine",
        "Several machines on one: replica, Redis, an app, a worker, the server for files and the "
        "primary killed in turn while people read and publish; its table: operating.md",
        "cluster",
        engine="postgres",
    ),
}
