"""Versions of SQLite that are known to damage databases: named at start, where nobody asks."""

import sqlite3
from typing import Any

from django.core.checks import CheckMessage, register
from django.core.checks import Warning as Warned
from django.db import connection
from django.utils.translation import gettext_lazy as _

Version = tuple[int, ...]

HINT = _(
    "Take a Python with SQLite 3.51.3 or newer, or PostgreSQL (DATABASE_URL). Some systems mend "
    "an old version without changing its number: ask yours. Keep backups."
)


def wal_reset(version: Version) -> bool:
    """Two connections that write and check-point at one moment may lose what was written.

    From 3.7.0 on; mended in 3.51.3, and in 3.50.7 and 3.44.6 of the older lines.
    Source: https://sqlite.org/wal.html#walresetbug
    """
    mended = (3, 44, 6) <= version < (3, 45) or (3, 50, 7) <= version < (3, 51)
    return version < (3, 51, 3) and not mended


def savepoint_in_memory(version: Version) -> bool:
    """A savepoint that is rolled back while temporary tables are in memory.

    From 3.35.0 to 3.37.1. Source: https://sqlite.org/releaselog/3_37_2.html
    """
    return (3, 35) <= version < (3, 37, 2)


# With `deploy`, as what is missing elsewhere: `newsroom.wsgi` asks at start.
@register("sqlite", deploy=True)
def check_version(
    app_configs: object = None, version: Version = sqlite3.sqlite_version_info, **_kwargs: Any
) -> list[CheckMessage]:
    """System checks `newsroom.W001` and `newsroom.W002`."""
    if connection.vendor != "sqlite":
        return []
    named = {"version": ".".join(map(str, version))}
    found: list[CheckMessage] = []
    if wal_reset(version):
        said = _("SQLite %(version)s may damage the database where two write at once (WAL reset).")
        found.append(Warned(str(said % named), hint=str(HINT), id="newsroom.W001"))
    if savepoint_in_memory(version):
        said = _("SQLite %(version)s may damage the database when a savepoint is rolled back.")
        found.append(Warned(str(said % named), hint=str(HINT), id="newsroom.W002"))
    return found
