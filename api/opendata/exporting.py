"""Writing the open data: everything public at one moment, into files that take the others' places.

The rule of its freshness: what became public stands in the files a minute later, as long as a
worker runs. What is public no more is in no file that is served: at the first withdrawal or
redaction since a file was made, it is refused until it is made anew (`serving`).
"""

import fcntl
import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Sum

from agencies.models import Agency
from api.encoding import as_json
from api.opendata import dictionary
from api.opendata.tables import TABLES, Row, Table
from numbering.clock import database_now
from releases.models import Edition, Kind, Redaction
from releases.tables import as_csv

FORMAT = 1  # of the files; another number makes them anew
STATE = "state.json"  # never served: it counts with keys
TOLD = 1000  # rows after which it is said how many there are

State = dict[str, Any]
Say = Callable[[str], None]


class Busy(Exception):
    """Somebody else writes them at this moment."""


def folder() -> Path:
    return Path(settings.VAR_DIR) / "open"


# --- What was public when, and what is ---


def gone() -> dict[str, int]:
    """How many texts were taken back up to now. Both numbers only rise.

    They are counted, not dated: an act that was begun before an export and is finished after it
    bears an earlier moment.
    """
    removed = Redaction.objects.filter(edition__in=Edition.objects.history())
    tombstones = Edition.objects.published().filter(kind=Kind.WITHDRAWAL)
    return {"withdrawn": tombstones.count(), "redacted": removed.count()}


def state() -> State:
    """What the files depend on, in a few numbers: as long as they stay, so do the files."""
    public = Edition.objects.published().order_by()
    now = database_now()
    small = [list(table.rows(now)) for table in TABLES if table.name != "releases"]
    names = list(Agency.objects.order_by("pk").values_list("slug", "name", "short_name"))
    said = as_json([FORMAT, settings.NEWSROOM_ADDRESS, settings.TIME_ZONE, small, names])
    return gone() | {
        # PostgreSQL adds keys up to a decimal.
        "public": [int(n or 0) for n in public.aggregate(Count("pk"), Sum("pk")).values()],
        "small": hashlib.sha256(said.encode()).hexdigest(),
    }


def last(where: Path | None = None) -> State | None:
    """What `export` wrote down last: the state, and of each file its size, rows and hash."""
    try:
        return json.loads(((where or folder()) / STATE).read_text())
    except FileNotFoundError:
        return None


def refresh() -> bool:
    """Export, if anything has changed since the last time; say whether."""
    made = last()
    if made is not None and made["state"] == state():
        return False
    export()
    return True


# --- Writing ---


def export(where: Path | None = None, say: Say = lambda _line: None) -> State:
    """Write all files into a folder, for each a new one that takes the place of the old.

    Args:
        where: the folder; None for the one that is served.
        say: gets a line now and then.

    Raises:
        Busy: somebody else does it at this moment.
    """
    where = where or folder()
    where.mkdir(parents=True, exist_ok=True)
    with _alone(where):
        for left in where.glob("*.new-*"):  # by one that was killed
            left.unlink()
        # Asked before anything is read: what is taken back meanwhile makes the files refused.
        made: State = {"state": state(), "files": {}}
        at = database_now()
        written: dict[str, Path] = {}
        for table in TABLES:
            written |= _write_table(where, table, table.rows(at), made, say)
        said = as_json(dictionary.as_data())
        written["dictionary.json"] = _write(where, "dictionary.json", [said + "\n"], made)[0]
        markdown = dictionary.as_markdown()
        written["dictionary.md"] = _write(where, "dictionary.md", [markdown], made)[0]
        _put_in_place(where, written, made)
    return made


def _write_table(
    where: Path, table: Table, rows: Iterable[Row], made: State, say: Say
) -> dict[str, Path]:
    def lines() -> Iterator[str]:
        for count, row in enumerate(rows, start=1):
            yield as_json(row) + "\n"
            if count % TOLD == 0:
                say(f"{table.name}: {count}")

    json_lines, count = _write(where, f"{table.name}.jsonl", lines(), made)
    # From the file, so that both say the same and the database is asked once.
    with json_lines.open(encoding="utf-8") as kept:
        cells = ([make(row) for make in table.columns.values()] for row in map(json.loads, kept))
        as_table, _lines = _write(where, f"{table.name}.csv", as_csv([*table.columns], cells), made)
    made["files"][f"{table.name}.csv"]["rows"] = count
    say(f"{table.name}: {count}")
    return {f"{table.name}.jsonl": json_lines, f"{table.name}.csv": as_table}


def _write(where: Path, name: str, lines: Iterable[str], made: State) -> tuple[Path, int]:
    """Write a file under a name that nobody asks for; return where it is and its lines' number."""
    path = where / f"{name}.new-{secrets.token_hex(4)}"
    sha256, size, count = hashlib.sha256(), 0, 0
    with path.open("wb") as new:
        for line in lines:
            text = line.encode()
            sha256.update(text)
            size, count = size + len(text), count + 1
            new.write(text)
    made["files"][name] = {"size": size, "rows": count, "sha256": sha256.hexdigest()}
    return path, count


def _put_in_place(where: Path, written: dict[str, Path], made: State) -> None:
    before = last(where)
    known = before["files"] if before else {}
    # While files take each other's places there is no state, and nothing is served.
    (where / STATE).unlink(missing_ok=True)
    for name, path in written.items():
        if (where / name).exists() and known.get(name) == made["files"][name]:
            path.unlink()  # it stays what it was, with its date
        else:
            path.replace(where / name)
    new = where / f"{STATE}.new-{secrets.token_hex(4)}"
    new.write_text(as_json(made))
    new.replace(where / STATE)


@contextmanager
def _alone(where: Path) -> Iterator[None]:
    with (where / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(where) from None
        yield
