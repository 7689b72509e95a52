"""A newsroom of the first schema becomes one of today: same numbers, addresses and hashes.

The fixtures are what the first version of the newsroom wrote; tests/upgrade/fixtures/README.md says
how they were made.
"""

import datetime
import gzip
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg

from drills.newsroom import ROOT, Newsroom

FIXTURES = ROOT / "tests" / "upgrade" / "fixtures"
# What an office, a court or a search engine may hold against us.
KEPT = {
    "numbers": "SELECT text, period, serial, origin, date FROM numbering_number ORDER BY id",
    "counters": "SELECT period, opening, last FROM numbering_counter ORDER BY id",
    "addresses": "SELECT path FROM releases_release ORDER BY id",
    "editions": "SELECT path, public_from, sha256, previous_sha256, title, body, numbers_json, letterhead_json "
    "FROM releases_edition ORDER BY id",
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


def migrate(newsroom: Newsroom) -> list[dict]:
    """Bring it to today. Returns what the doctor finds, guards that are missing among it."""
    newsroom.manage("migrate", "--verbosity", "0")
    done = newsroom.run("manage.py", "doctor", "--json")
    found: list[dict] = json.loads(done.stdout)["findings"]
    return found


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
