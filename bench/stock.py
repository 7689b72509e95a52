"""Filled newsrooms, kept under var/bench/ and used again until what they are made of changes."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.progress import say
from tests.servers import postgres

ROOT = Path(__file__).resolve().parents[1]
VAR = Path(os.environ.get("VAR_DIR") or ROOT / "var") / "bench"
SMALL = 200  # releases of a newsroom that is written to
SECRET = "only-for-measuring-on-a-loopback-address-of-this-machine"  # noqa: S105


class Busy(RuntimeError):
    """Somebody else measures here at this moment."""


@dataclass(frozen=True)
class Stock:
    """A filled newsroom.

    Attributes:
        folder: its VAR_DIR.
        address: its DATABASE_URL.
        server: the process of its database server; None on SQLite.
    """

    engine: str
    size: int
    folder: Path
    address: str
    server: int | None = None

    def env(self) -> dict[str, str]:
        """The environment of a process that works in it."""
        ours = {
            "VAR_DIR": str(self.folder),
            "DATABASE_URL": self.address,
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "DEBUG": "0",
            "HTTPS": "0",
            "SECRET_KEY": SECRET,
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
            "NEWSROOM_ADDRESS": "http://localhost",
            "LOG_LEVEL": "WARNING",
            "API_REQUESTS_A_MINUTE": "0",
        }
        others = ("CACHE_URL", "EMAIL_URL", "WEBSUB_HUB", "TIME_ZONE")
        return {name: text for name, text in os.environ.items() if name not in others} | ours

    def run(self, module: str, *words: object) -> str:
        """Run a module in it, in a process of its own; return what it printed."""
        command = [sys.executable, "-m", module, *map(str, words)]
        done = subprocess.run(  # noqa: S603
            command, check=True, cwd=ROOT, env=self.env(), stdout=subprocess.PIPE, text=True
        )
        return done.stdout


class Stocks:
    """Those of one engine."""

    def __init__(self, engine: str, url: str = "", server: int | None = None) -> None:
        self.engine, self.url, self.server = engine, url, server

    def of(self, size: int) -> Stock:
        """The newsroom of a size, 0 for an empty one; made now if it is not yet there."""
        folder, name = VAR / f"{self.engine}-{size}", f"bench_{size}"
        stock = Stock(self.engine, size, folder, self._address(folder, name), self.server)
        stamp, wanted = folder / "filled-from", made_of()
        if not stamp.is_file() or stamp.read_text() != wanted:
            empty = self.of(0) if size else None
            say(f"Filling {self.engine} with {size:,} releases, into {folder}")
            shutil.rmtree(folder, ignore_errors=True)
            self._sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            self._begin(stock, name, empty)
            stamp.unlink(missing_ok=True)
            stock.run("bench.filling", size)
            stamp.write_text(wanted)
        return stock

    @contextmanager
    def scratch(self) -> Iterator[Stock]:
        """A small one that may be written to, and is thrown away."""
        source = self.of(SMALL)
        with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as place:
            name = f"scratch_{os.getpid()}"
            folder = Path(place, "var")
            stock = Stock(self.engine, SMALL, folder, self._address(folder, name), self.server)
            self._begin(stock, name, source)
            try:
                yield stock
            finally:
                self._sql(f"DROP DATABASE {name} WITH (FORCE)")

    def _begin(self, stock: Stock, name: str, source: Stock | None) -> None:
        """Make folder and database of a newsroom: as those of another one, or empty."""
        if source is None:
            stock.folder.mkdir(parents=True)
            self._sql(f"CREATE DATABASE {name}")
        else:
            shutil.copytree(source.folder, stock.folder)
            self._sql(f"CREATE DATABASE {name} TEMPLATE bench_{source.size}")

    def _address(self, folder: Path, name: str) -> str:
        if self.engine == "sqlite":
            return f"sqlite:///{folder}/newsroom.sqlite3"
        return self.url.removesuffix("postgres") + name

    def _sql(self, statement: str) -> None:
        if self.engine == "postgres":
            import psycopg

            where = self.url.split("@/")[1].rpartition("/")[0]
            with psycopg.connect(
                host=where, user="newsroom", dbname="postgres", autocommit=True
            ) as connection:
                connection.execute(statement.encode())


@contextmanager
def stocks(engine: str) -> Iterator[Stocks]:
    """The newsrooms of an engine, with a server for as long as the block lasts.

    Raises:
        Busy: another one works here.
    """
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Busy(f"Another bench works in {VAR}. Wait for it.") from error
        with _served(engine) as filled:
            yield filled


@contextmanager
def _served(engine: str) -> Iterator[Stocks]:
    if engine == "sqlite":
        yield Stocks(engine)
        return
    data = VAR / "postgres"
    if (data / "postmaster.pid").exists():  # of one that was killed
        postgres.end(data)
    with (
        tempfile.TemporaryDirectory(prefix="newsroom-bench-") as folder,
        postgres.serving(Path(folder), data) as url,
    ):
        server = int((data / "postmaster.pid").read_text().splitlines()[0])
        yield Stocks(engine, url, server)


def made_of() -> str:
    """A hash of all that decides what a filled newsroom holds."""
    digest = hashlib.sha256()
    files = [
        *ROOT.glob("*/migrations/*.py"),
        ROOT / "bench/filling.py",
        ROOT / "bench/inventing.py",
    ]
    files += [ROOT / "bench/textbook/models.py", ROOT / "bench/textbook/filling.py"]
    files += [*ROOT.glob("*/*_guards.py"), *ROOT.glob("releases/search/[twi]*.py")]
    for path in sorted(files):
        digest.update(path.read_bytes())
    return digest.hexdigest()
