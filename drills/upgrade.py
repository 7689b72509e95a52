"""A newsroom of the first schema becomes one of today: same numbers, addresses and hashes.

The fixtures are what the first version of the newsroom wrote; tests/upgrade/fixtures/README.md says
how they were made.
"""

import datetime
import gzip
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg

from drills.case import Case
from drills.newsroom import ROOT, Failed, Newsroom, another

FIXTURES = ROOT / "tests" / "upgrade" / "fixtures"
# What an office, a court or a search engine may hold against us.
KEPT = {
    "numbers": "SELECT text, period, serial, origin, date FROM numbering_number ORDER BY id",
    "counters": "SELECT period, opening, last FROM numbering_counter ORDER BY id",
    "addresses": "SELECT path FROM releases_release ORDER BY id",
    "editions": "SELECT path, public_from, sha256, previous_sha256, title, body, numbers_json, "
    "letterhead_json FROM releases_edition ORDER BY id",
}

Facts = dict[str, list]


def load(newsroom: Newsroom) -> None:
    """Fill an empty database with what the first version wrote."""
    engine = newsroom.database.partition(":")[0]
    text = gzip.decompress((FIXTURES / f"first.{engine}.sql.gz").read_bytes()).decode()
    if engine == "sqlite":
        with closing(sqlite3.connect(_path(newsroom))) as database:
            database.executescript(text)
    else:
        with psycopg.connect(_libpq(newsroom)) as database:
            database.execute(text)


def facts(newsroom: Newsroom) -> Facts:
    """What has to be the same before and afterwards."""
    if newsroom.database.startswith("sqlite"):
        with closing(sqlite3.connect(_path(newsroom))) as database:
            return {name: database.execute(asked).fetchall() for name, asked in KEPT.items()}
    with psycopg.connect(_libpq(newsroom)) as database:
        return {name: database.execute(asked).fetchall() for name, asked in KEPT.items()}


def addresses(said: Facts) -> list[str]:
    """The addresses of what the public may read by now."""
    now = datetime.datetime.now(datetime.UTC).isoformat(" ")
    return [f"/releases/{path}/" for path, begins, *_more in said["editions"] if str(begins) < now]


def _path(newsroom: Newsroom) -> Path:
    return Path(newsroom.database.removeprefix("sqlite:///"))


def _libpq(newsroom: Newsroom) -> str:
    """A DATABASE_URL as libpq reads it, which has the folder of a socket in the query."""
    if match := re.fullmatch(r"postgres://([^@]*)@/(/.*)/([^/]+)", newsroom.database):
        return f"postgresql://{match[1]}@/{match[3]}?host={match[2]}"
    return newsroom.database


def upgraded(newsroom: Newsroom) -> Facts:
    """Load the old newsroom, bring it to today, and see that nothing of it is another one.

    Returns:
        What it held.

    Raises:
        Failed: something differs, a page is not there, or the doctor finds something, a guard that
            is missing among it.
    """
    load(newsroom)
    before = facts(newsroom)
    said = newsroom.examined(addresses(before), migrate=True)
    if said["findings"]:
        raise Failed("; ".join(said["findings"]))
    after = facts(newsroom)
    if differ := [name for name in KEPT if after[name] != before[name]]:
        raise Failed(f"not as they were: {differ}")
    if gone := [path for path, (status, _sha256) in said["pages"].items() if status != 200]:
        raise Failed(f"not found: {gone}")
    return before


def drill(case: Case) -> str:
    before = upgraded(another(case.folder / "first", f"{case.name}_first"))
    return ", ".join(f"{len(rows)} {name}" for name, rows in before.items()) + " as they were"
