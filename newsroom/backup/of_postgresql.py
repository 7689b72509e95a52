"""PostgreSQL: `pg_dump` on the snapshot that our own transaction exports.

Source: https://www.postgresql.org/docs/current/functions-admin.html (pg_export_snapshot)
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.client import DatabaseClient
from django.utils.translation import gettext as _

from newsroom.backup.engines import PATIENCE, Engine, Moment, Progress, damaged, in_use
from newsroom.backup.errors import BackupRefused

ROWS = 2_000  # fetched at once
# Whatever the server is set to, one value has one text.
ONE_TEXT = (
    "SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres'; "
    "SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'; SET LOCAL timezone = 'UTC'"
)


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

    def version(self) -> str:
        with closing(self.database.copy()) as own, own.cursor() as cursor:
            cursor.execute("SHOW server_version")
            return str(cursor.fetchone()[0])

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
            raise damaged(copy, last_line(done.stderr))

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
            raise in_use()
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
