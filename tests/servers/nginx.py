"""nginx before gunicorn, both as `deploy/` sets them up, on a port of their own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
STARTING = 60  # seconds

# What Debian's nginx.conf has around /etc/nginx/conf.d, reduced to what matters.
AROUND = """
{user}
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
daemon off;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    sendfile on;
    gzip on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    scgi_temp_path {folder}/scgi;
    uwsgi_temp_path {folder}/uwsgi;
    include {folder}/newsroom.conf;
}}
"""


class NotInstalled(RuntimeError):
    """nginx is not installed."""


def find_nginx() -> str:
    """Return where nginx is. Raises NotInstalled where it is not."""
    # Debian keeps it off the PATH of whoever is not root.
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None:
        raise NotInstalled("nginx is not installed (Debian: package nginx).")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def configured(folder: Path, var: Path, port: int) -> Path:
    """Write nginx.conf and what it includes into a folder; return the path of the first.

    Args:
        folder: for its logs, sockets and what it keeps.
        var: the newsroom's VAR_DIR.
        port: where it listens, on 127.0.0.1.
    """
    conf = (DEPLOY / "nginx.conf").read_text()
    conf = conf.replace("listen 80 ", f"listen 127.0.0.1:{port} ")
    conf = conf.replace("    listen [::]:80 default_server;\n", "")
    conf = conf.replace("/run/newsroom", f"{folder}/run").replace("/var/log/nginx", str(folder))
    (folder / "newsroom.conf").write_text(conf.replace("/var/lib/newsroom", str(var)))
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))
    return folder / "nginx.conf"


@contextmanager
def gunicorn(folder: Path, env: dict[str, str]) -> Iterator[subprocess.Popen]:
    """Run gunicorn on nginx's socket in a folder for as long as the block lasts.

    Args:
        folder: where nginx was `configured`.
        env: the newsroom's environment, besides this process's own.
    """
    (folder / "run").mkdir(exist_ok=True)
    place = folder / "run" / "gunicorn.sock"
    command = [sys.executable, "-m", "gunicorn", "--config", DEPLOY / "gunicorn.conf.py"]
    env = {**os.environ, "BIND": f"unix:{place}", "WEB_CONCURRENCY": "2", **env}
    with (
        (folder / "gunicorn.log").open("ab") as log,
        subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log) as process,
    ):
        try:
            _wait_for(lambda: _answers(str(place)), process, folder / "gunicorn.log")
            yield process
        finally:
            process.send_signal(signal.SIGQUIT)  # at once: nobody waits for an answer any more


@contextmanager
def nginx(folder: Path, port: int) -> Iterator[None]:
    """Run nginx, as it was `configured` in a folder, for as long as the block lasts."""
    command = [find_nginx(), "-c", folder / "nginx.conf", "-e", folder / "error.log"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(lambda: _answers(("127.0.0.1", port)), process, folder / "error.log")
            yield
        finally:
            process.terminate()


@contextmanager
def before_the_newsroom(var: Path, env: dict[str, str]) -> Iterator[tuple[str, Path]]:
    """Run both for as long as the block lasts, and yield their address and their folder.

    Raises NotInstalled where nginx is missing, RuntimeError with the words of whichever does
    not start.
    """
    find_nginx()
    with tempfile.TemporaryDirectory(prefix="newsroom-nginx-") as name:
        folder, port = Path(name), free_port()
        configured(folder, var, port)
        with gunicorn(folder, env), nginx(folder, port):
            yield f"http://127.0.0.1:{port}", folder


def _answers(place: str | tuple[str, int]) -> bool:
    family = socket.AF_UNIX if isinstance(place, str) else socket.AF_INET
    with socket.socket(family) as probe:
        return probe.connect_ex(place) == 0


def _wait_for(ready, process: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + STARTING
    while not ready():
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"{process.args[0]} does not start: {log.read_text()}")
        time.sleep(0.05)
