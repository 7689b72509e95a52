"""What is measured against each other, served: each by gunicorn as `deploy/` runs it, and nginx."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.stock import ROOT, VAR, Stock

DEPLOY = ROOT / "deploy"
WORKERS = 2
STARTING = 60  # seconds


class NotStarted(RuntimeError):
    """A server did not begin to answer; the error holds its own words."""


@dataclass(frozen=True)
class Server:
    """Something that answers at an address.

    Attributes:
        app: the process above all its workers.
        database: that of the database server; None where there is none.
    """

    url: str
    app: int
    database: int | None = None


@contextmanager
def gunicorn(
    stock: Stock, app: str = "newsroom.wsgi", env: dict[str, str] | None = None, bind: str = ""
) -> Iterator[Server]:
    """Serve an application from a filled newsroom.

    Args:
        stock: where it works.
        app: the module of its WSGI application.
        env: what it is told besides.
        bind: where it listens, as gunicorn has it; empty for a free port.
    """
    port = free_port()
    bind = bind or f"127.0.0.1:{port}"
    settings = {"BIND": bind, "WEB_CONCURRENCY": str(WORKERS)}
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--log-level", "error"]
    file = DEPLOY / "gunicorn.conf.py"
    if file.exists():
        command += ["--config", str(file if app == "newsroom.wsgi" else _without_warming(file))]
    else:
        command += ["--workers", str(WORKERS), "--preload"]
    # Where it listens, and that it writes no line for each request, holds whatever the file says.
    command += ["--bind", bind, "--access-logfile", "/dev/null", f"{app}:application"]
    environment = stock.env() | settings | (env or {})
    if app != "newsroom.wsgi":
        command += ["--timeout", "180"]  # `icontains` over a million texts takes its time
    with running(command, environment, stock.folder / "gunicorn.log") as process:
        server = Server(f"http://127.0.0.1:{port}", process.pid, stock.server)
        wait_for(bind, process, stock.folder / "gunicorn.log")
        yield server


def textbook(stock: Stock) -> AbstractContextManager[Server]:
    """The textbook newsroom on the same texts."""
    return gunicorn(
        stock, "bench.textbook.wsgi", {"DJANGO_SETTINGS_MODULE": "bench.textbook.settings"}
    )


def constant(stock: Stock, folder: Path) -> AbstractContextManager[Server]:
    """A view of the bytes that are kept in a folder, which asks nobody anything."""
    env = {"DJANGO_SETTINGS_MODULE": "bench.textbook.settings", "BENCH_CONSTANT": str(folder)}
    return gunicorn(stock, "bench.textbook.wsgi", env)


def _without_warming(file: Path) -> Path:
    """The same settings for an application that is not the newsroom, and has nothing of it."""
    other = VAR / "gunicorn.conf.py"
    other.write_text(
        f"exec(compile(open({str(file)!r}).read(), {str(file)!r}, 'exec'))\n"
        "def when_ready(server): pass\n"
    )
    return other


def nginx_program() -> str | None:
    # Debian keeps it off the PATH of everybody but root.
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@contextmanager
def nginx(configuration: str, folder: Path, port: int) -> Iterator[int]:
    """Run nginx with a whole configuration; yield its process, once it answers at the port."""
    file, log = folder / "nginx.conf", folder / "nginx.log"
    file.write_text(configuration)
    command = [nginx_program() or "nginx", "-p", str(folder), "-c", str(file), "-e", str(log)]
    with running([*command, "-g", "daemon off;"], dict(os.environ), log) as process:
        wait_for(f"127.0.0.1:{port}", process, log)
        yield process.pid


@contextmanager
def running(
    command: list[str], env: dict[str, str], log: Path
) -> Iterator["subprocess.Popen[bytes]"]:
    """A process that ends with the block."""
    with (
        log.open("ab") as file,
        subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env=env, stdout=file, stderr=file
        ) as process,
    ):
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def wait_for(bind: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Until something listens there: at `unix:` and a path, or at a host and a port.

    Raises:
        NotStarted: nothing does.
    """
    until = time.monotonic() + STARTING
    while time.monotonic() < until and process.poll() is None:
        try:
            if bind.startswith("unix:"):
                with socket.socket(socket.AF_UNIX) as probe:
                    probe.connect(bind.removeprefix("unix:"))
            else:
                host, port = bind.split(":")
                socket.create_connection((host, int(port))).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise NotStarted(f"{bind} does not answer. {log.read_text()[-2000:]}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
