"""What the two engines do differently: reading one moment, writing it down, bringing it back.

SQLite: its backup interface (https://www.sqlite.org/backup.html), within a transaction that has
begun to read, so that what is hashed and what is copied are of the same moment. A copy of the file
itself would lack what is still in the write-ahead log. PostgreSQL: `pg_dump` on the snapshot that
our own transaction exports (https://www.postgresql.org/docs/current/functions-admin.html).
"""

import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.client import DatabaseClient
from django.utils.translation import gettext as _

from newsroom.backup import tables
from newsroom.backup.errors import BackupRefused

PAGES = 2_000  # of SQLite, copied between two words of progress
ROWS = 2_000  # fetched at once
PATIENCE = 30  # seconds that a restore waits for whoever uses the database
# Whatever the server is set to, one value has one text.
ONE_TEXT = (
    "SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres'; "
    "SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'; SET LOCAL timezone = 'UTC'"
)

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
    def moment(self) -> Any:
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

    def version(self) -> str:
        with closing(self.database.copy()) as own, own.cursor() as cursor:
            if self.vendor == "sqlite":
                return sqlite3.sqlite_version
            cursor.execute("SHOW server_version")
            return str(cursor.fetchone()[0])


# --- SQLite ---


class SQLiteMoment(Moment):
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def names(self) -> list[str]:
        # Shadow tables are how FTS5 keeps its words: SQLite's own, and copied page by page.
        listed = self.connection.execute("PRAGMA table_list").fetchall()
        kinds = {name: kind for schema, name, kind, *_more in listed if schema == "main"}
        return sorted(
            name for name, kind in kinds.items() if kind == "table" and name != "sqlite_schema"
        )

    def rows(self, table: str) -> Iterator[tuple[Any, ...]]:
        yield from self.connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - listed above

    def select(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        said = ", ".join(f'"{column}"' for column in columns)
        return self.connection.execute(f'SELECT {said} FROM "{table}"').fetchall()  # noqa: S608

    def write(self, target: Path, progress: Progress) -> None:
        with closing(sqlite3.connect(target)) as copy:
            self.connection.backup(copy, pages=PAGES, progress=_told(progress))
            # It says that it has a write-ahead log; a copy is one file.
            copy.execute("PRAGMA journal_mode = DELETE")


class SQLite(Engine):
    vendor, suffix = "sqlite", "sqlite3"

    @contextmanager
    def moment(self) -> Iterator[SQLiteMoment]:
        with closing(self._opened()) as own:
            own.execute("BEGIN")
            # From here on it stands still.
            own.execute("SELECT count(*) FROM sqlite_master").fetchone()
            yield SQLiteMoment(own)

    def _opened(self) -> sqlite3.Connection:
        """Without Django's types: what is compared is what is stored."""
        path = Path(self.database.settings_dict["NAME"])
        path.parent.mkdir(parents=True, exist_ok=True)
        return sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)

    def check(self, copy: Path) -> dict[str, tables.Table]:
        try:
            with closing(_only_read(copy)) as opened:
                [said] = opened.execute("PRAGMA integrity_check(1)").fetchone()
                if said != "ok":
                    raise sqlite3.DatabaseError(said)
                return SQLiteMoment(opened).summed(lambda _line: None)
        except sqlite3.Error as error:
            raise _damaged(copy, error) from error

    def bring_back(self, copy: Path, drop: Iterable[str], progress: Progress) -> None:
        """By the backup interface, too: those who have the database open see it change at once."""
        with closing(self._opened()) as own, closing(_only_read(copy)) as source:
            source.backup(own, pages=PAGES, progress=_told(progress))


def _only_read(copy: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _told(progress: Progress) -> Callable[[int, int, int], None]:
    """What SQLite calls between its steps.

    Raises:
        BackupRefused: from within, when nothing moves any more.
    """
    last, since = -1, time.monotonic()

    def tell(_status: int, remaining: int, total: int) -> None:
        nonlocal last, since
        if remaining != last:
            last, since = remaining, time.monotonic()
        elif time.monotonic() - since > PATIENCE:
            raise _in_use()
        progress(_("%(done)d of %(all)d pages") % {"done": total - remaining, "all": total})

    return tell


# --- PostgreSQL ---


class PostgreSQLMoment(Moment):
    def __init__(self, database: BaseDatabaseWrapper) -> None:
        self.database = database

    def names(self) -> list[str]:
        return self._asked(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') ORDER BY 1"
        )

    def rows(self, table: str) -> Iterator[tuple[Any, ...]]:
        columns = self._asked(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 "
            "AND NOT attisdropped ORDER BY attnum",
            f'"{table}"',
        )
        said = ", ".join(f'"{column}"::text' for column in columns)
        with self.database.connection.cursor(name="whole") as cursor:
            cursor.itersize = ROWS
            cursor.execute(f'SELECT {said} FROM "{table}"')  # noqa: S608 - listed above
            yield from cursor

    def select(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        said = ", ".join(f'"{column}"' for column in columns)
        with self.database.cursor() as cursor:
            cursor.execute(f'SELECT {said} FROM "{table}"')  # noqa: S608
            return cursor.fetchall()

    def write(self, target: Path, progress: Progress) -> None:
        [snapshot] = self._asked("SELECT pg_export_snapshot()")
        progress("pg_dump")
        options = ["--format=custom", "--no-owner", "--no-acl", f"--snapshot={snapshot}"]
        command, env = client_command("pg_dump", self.database, *options, f"--file={target}")
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise BackupRefused(
                _("pg_dump could not write the database: %(why)s") % {"why": last_line(done.stderr)}
            )

    def _asked(self, question: str, *parameters: str) -> list[str]:
        with self.database.cursor() as cursor:
            cursor.execute(question, parameters)
            return [row[0] for row in cursor.fetchall()]


class PostgreSQL(Engine):
    vendor, suffix = "postgresql", "dump"

    @contextmanager
    def moment(self) -> Iterator[PostgreSQLMoment]:
        with closing(self.database.copy()) as own, own.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute(ONE_TEXT)
            yield PostgreSQLMoment(own)
            cursor.execute("ROLLBACK")

    def check(self, copy: Path) -> None:
        command = [program("pg_restore"), f"--file={os.devnull}", str(copy)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise _damaged(copy, last_line(done.stderr))

    def bring_back(self, copy: Path, drop: Iterable[str], progress: Progress) -> None:
        """In one transaction: what goes, what comes, and only then the end of it."""
        quiet = ["--no-psqlrc", "--quiet", f"--output={os.devnull}"]
        writing, env = client_command(
            "psql", self.database, *quiet, "--set=ON_ERROR_STOP=1", "--file=-"
        )
        reading = [program("pg_restore"), "--no-owner", "--no-acl", "--no-comments", "--file=-"]
        progress("pg_restore")
        with (
            tempfile.TemporaryFile() as told,
            tempfile.TemporaryFile() as unread,
            subprocess.Popen(writing, env=env, stdin=subprocess.PIPE, stderr=told) as psql,  # noqa: S603
            subprocess.Popen(  # noqa: S603
                [*reading, copy], stdout=subprocess.PIPE, stderr=unread
            ) as source,
        ):
            whole = _handed_over(source, psql, self._making_way(drop))
            for said in (told, unread):
                said.seek(0)
            why = last_line((told.read() or unread.read()).decode(errors="replace"))
        if whole and psql.returncode == 0:
            return
        if "lock timeout" in why:
            raise _in_use()
        raise BackupRefused(
            _("The database could not be brought back, and is as it was: %(why)s") % {"why": why}
        )

    def _making_way(self, drop: Iterable[str]) -> str:
        drops = "".join(f'DROP TABLE IF EXISTS "{name}" CASCADE;\n' for name in drop)
        with closing(self.database.copy()) as own, own.cursor() as cursor:
            # The functions of the guards, and none that came with an extension.
            cursor.execute(
                "SELECT p.oid::regprocedure::text FROM pg_proc p "
                "WHERE p.pronamespace = current_schema()::regnamespace AND NOT EXISTS (SELECT 1 "
                "FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
            )
            drops += "".join(f"DROP FUNCTION {name} CASCADE;\n" for (name,) in cursor.fetchall())
        quiet = "SET client_min_messages = warning;\n"
        return f"{quiet}BEGIN;\nSET LOCAL lock_timeout = '{PATIENCE}s';\n{drops}"


def _handed_over(source: Any, psql: Any, before: str) -> bool:
    """Hand what one program says over to the other, and end the transaction if it was all.

    Returns:
        Whether the source said that it was. What was cut off is not kept: without COMMIT it is as
        if it had never been.
    """
    try:
        psql.stdin.write(before.encode())
        shutil.copyfileobj(source.stdout, psql.stdin)
        whole = source.wait() == 0
        if whole:
            psql.stdin.write(b"\nCOMMIT;\n")
        psql.stdin.close()
    except BrokenPipeError:  # it has refused something, and said what
        source.kill()
        whole = False
    psql.wait()
    return whole


def program(name: str) -> str:
    """Where one of PostgreSQL's own programs is.

    Raises:
        BackupRefused: it is not installed.
    """
    if found := shutil.which(name):
        return found
    raise BackupRefused(
        _("%(program)s is missing. Install PostgreSQL’s client (Debian: postgresql-client).")
        % {"program": name}
    )


def client_command(
    name: str, database: BaseDatabaseWrapper, *options: str
) -> tuple[list[str], dict[str, str]]:
    """The command that runs one of PostgreSQL's programs on a database, and its environment.

    They are Django's own for `manage.py dbshell`: the password is in the environment, where other
    people of the machine do not see it.
    """
    command, env = DatabaseClient.settings_to_cmd_args_env(database.settings_dict, [])
    return [program(name), *options, *command[1:]], os.environ | (env or {})


def last_line(said: str) -> str:
    """What a program said at last, which is where it says why."""
    return (said.strip().splitlines() or ["?"])[-1]


def _damaged(copy: Path, why: object) -> BackupRefused:
    return BackupRefused(
        _("The copy of the database, %(file)s, is damaged: %(why)s")
        % {"file": copy.name, "why": why}
    )


def _in_use() -> BackupRefused:
    return BackupRefused(
        _("The database is in use. Stop the server and the worker, and run it again.")
    )


def engine_of(database: BaseDatabaseWrapper) -> Engine:
    """The engine behind a connection."""
    return {"sqlite": SQLite, "postgresql": PostgreSQL}[database.vendor](database)
