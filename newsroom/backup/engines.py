"""What a backup asks of a database engine: one moment to read, a copy of it, and the way back.

`of_sqlite.py` and `of_postgresql.py` answer; they differ in everything else.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from newsroom.backup import tables
from newsroom.backup.errors import BackupRefused

PATIENCE = 30  # seconds that a restore waits for whoever uses the database

Progress = Callable[[str], object]


class Moment(ABC):
    """One moment of a database, to be read for as long as it is wanted."""

    @abstractmethod
    def names(self) -> list[str]:
        """Its tables."""

    @abstractmethod
    def rows(self, table: str) -> Iterator[tuple[Any, ...]]:
        """Every row of a table, as plain values."""

    @abstractmethod
    def select(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        """Some columns of a table."""

    @abstractmethod
    def write(self, target: Path, progress: Progress) -> None:
        """Write the database as it was at that moment into a new file."""

    def summed(self, progress: Progress) -> dict[str, tables.Table]:
        """Count and hash of every table, by its name."""
        said = {}
        for name in self.names():
            said[name] = tables.summed(self.rows(name))
            progress(f"{name}: {said[name]['rows']}")
        return said


class Engine(ABC):
    """The database of a newsroom, of one engine.

    Args:
        database: its connection; only copies of it are used.
    """

    vendor: str
    suffix: str

    def __init__(self, database: BaseDatabaseWrapper) -> None:
        self.database = database

    @abstractmethod
    def moment(self) -> AbstractContextManager[Moment]:
        """A context in which the present moment can be read; others go on writing."""

    @abstractmethod
    def check(self, copy: Path) -> dict[str, tables.Table] | None:
        """Read a copy through.

        Returns:
            Its counts and hashes, where the engine can tell them without restoring it.

        Raises:
            BackupRefused: it is damaged.
        """

    @abstractmethod
    def bring_back(self, copy: Path, drop: Iterable[str], progress: Progress) -> None:
        """Put a copy in the place of what the database holds: all of it, or nothing.

        Args:
            drop: the tables that make way, on an engine that needs to be told.
        """

    @abstractmethod
    def version(self) -> str:
        """That of the engine."""


def damaged(copy: Path, why: object) -> BackupRefused:
    """What is said of a copy that can't be read."""
    return BackupRefused(
        _("The copy of the database, %(file)s, is damaged: %(why)s")
        % {"file": copy.name, "why": why}
    )


def in_use() -> BackupRefused:
    """What is said where others use the database for longer than PATIENCE."""
    return BackupRefused(
        _("The database is in use. Stop the server and the worker, and run it again.")
    )
