"""Which engine a newsroom runs on."""

from django.db.backends.base.base import BaseDatabaseWrapper

from newsroom.backup.engines import Engine
from newsroom.backup.of_postgresql import PostgreSQL
from newsroom.backup.of_sqlite import SQLite

ENGINES: dict[str, type[Engine]] = {one.vendor: one for one in (SQLite, PostgreSQL)}


def engine_of(database: BaseDatabaseWrapper) -> Engine:
    """The engine behind a connection."""
    return ENGINES[database.vendor](database)
