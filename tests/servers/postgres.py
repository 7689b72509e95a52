"""A throwaway PostgreSQL server: nobody has to set one up to run the tests on it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Without a network nobody else can reach it, and two test runs cannot meet on one port.
# What guards against a power cut is switched off: nothing of this is kept.
SETTINGS = """
listen_addresses = ''
max_connections = 100
fsync = off
full_page_writes = off
synchronous_commit = off
"""


class NotInstalled(RuntimeError):
    """PostgreSQL's server programs are not installed."""


def find_programs() -> Path:
    """Return the folder of `initdb` and `pg_ctl`, the newest version's if there are several.

    Debian keeps them off the PATH, in a folder per version. Raises NotInstalled if neither
    such a folder nor the PATH has them.
    """
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(debian, key=lambda program: float(program.parts[-3]), default=None)
    program = newest or shutil.which("initdb")
    if program is None:
        raise NotInstalled("PostgreSQL's server is not installed (Debian: package postgresql).")
    return Path(program).resolve().parent


def _run(*command: str | Path, folder: Path) -> None:
    # The server refuses to run as root, so root hands over to the user Debian made for it.
    owner = "postgres" if os.geteuid() == 0 else None
    result = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        user=owner,
        group=owner,
        extra_groups=[] if owner else None,
    )
    if result.returncode:
        log = folder / "log"
        told = log.read_text() if log.exists() else ""
        raise RuntimeError(f"{Path(command[0]).name}: {result.stdout}{result.stderr}{told}")


@contextmanager
def throwaway(*, durable: bool = False) -> Iterator[str]:
    """Run a server for as long as the block lasts, and yield its DATABASE_URL.

    With `durable` it keeps what it has acknowledged even if it is stopped hard.

    The server and all its data are gone after the block, however it ends. Raises
    NotInstalled if PostgreSQL is not installed, RuntimeError with the server's own words if
    it does not start.
    """
    find_programs()
    with (
        tempfile.TemporaryDirectory(prefix="newsroom-postgres-") as name,
        serving(Path(name), Path(name) / "data", how="immediate", durable=durable) as address,
    ):
        yield address


@contextmanager
def serving(folder: Path, data: Path, how: str = "fast", *, durable: bool = False) -> Iterator[str]:
    """Run a server for as long as the block lasts, on data that may be there already.

    Args:
        folder: where its socket and its log are; a short path, for sockets have no long ones.
        data: where its data are, which outlast the block; made where there are none.
        how: it is ended, as `pg_ctl` has it.
        durable: whether new data survive a server that is stopped hard.
    """
    programs = find_programs()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    if not (data / "PG_VERSION").exists():
        data.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            shutil.chown(data, "postgres", "postgres")
        create = ["--username=newsroom", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
        _run(programs / "initdb", "--no-sync", *create, "-D", data, folder=folder)
        with (data / "postgresql.conf").open("a") as settings:
            settings.write(SETTINGS)
            if durable:
                settings.write("fsync = on\nfull_page_writes = on\nsynchronous_commit = on\n")
    try:
        start(folder, data)
        # django-environ reads a path before the name as the folder of the socket.
        yield f"postgres://newsroom@/{folder}/postgres"
    finally:
        if (data / "postmaster.pid").exists():
            end(data, how)


def replicate(primary: Path, folder: Path, data: Path) -> str:
    """Make a streaming replica of a server that runs, start it, and return its DATABASE_URL.

    Args:
        primary: the folder of the primary's socket.
        folder: where its own socket and log are.
        data: where its data will be.
    """
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    copy = ["--write-recovery-conf", "--checkpoint=fast", "--no-sync", "-U", "newsroom"]
    _run(find_programs() / "pg_basebackup", *copy, "-h", primary, "-D", data, folder=folder)
    start(folder, data)
    return f"postgres://newsroom@/{folder}/postgres"


def start(folder: Path, data: Path) -> None:
    """Start a server; one that was stopped hard finds out by itself what it had promised."""
    log, sockets = folder / "log", f"-k {folder}"
    _run(*_controlled(data), "--log", log, "-o", sockets, "start", folder=folder)


def end(data: Path, how: str = "fast") -> None:
    """End the server that runs on some data; `how`, as `pg_ctl` has it.

    "immediate" is what a power cut would be: at once, and without tidying up.
    """
    _run(*_controlled(data), f"--mode={how}", "stop", folder=data)


def _controlled(data: Path) -> list[str | Path]:
    return [find_programs() / "pg_ctl", "-D", data, "--wait", "--silent"]
