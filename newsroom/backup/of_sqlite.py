"""SQLite: copied by its backup interface, within a transaction that has begun to read.

So what is hashed and what is copied are of the same moment. A copy of the file itself would lack
what is still in the write-ahead log. Source: https://www.sqlite.org/backup.html
"""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from newsroom.backup import tables
from newsroom.backup.engines import PATIENCE, Engine, Moment, Progress, damaged, in_use

PAGES = 2_000  # copied between two words of progress


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

    def version(self) -> str:
        return sqlite3.sqlite_version

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
            raise damaged(copy, error) from error

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
            raise in_use()
        progress(_("%(done)d of %(all)d pages") % {"done": total - remaining, "all": total})

    return tell
