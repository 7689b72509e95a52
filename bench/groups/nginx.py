"""The same pages through nginx as `deploy/nginx.conf` has it, against files of the same bytes."""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import addresses, servers
from bench.freshness import freshness
from bench.keeping import keep
from bench.rounds import Run, Subject
from bench.servers import DEPLOY, Server, gunicorn, nginx
from bench.stock import Stock
from bench.table import Row, at_least, rates, ratio, row, unmeasured

TARGET = "≥ 0.7 of nginx with a file of the same bytes"
AROUND = """
pid {folder}/nginx.pid;
worker_processes 1;
error_log {folder}/errors.log;
{user}
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/proxied;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    sendfile on;
    tcp_nopush on;
{servers}
}}
"""
FILE = """
    server {{
        listen 127.0.0.1:{port};
        access_log {folder}/file.log;
        types {{ }}
        default_type text/html;
        location = /kept {{ alias {file}; add_header Content-Encoding gzip; }}
    }}
"""


def measure(run: Run) -> Iterator[Row]:
    if not (DEPLOY / "nginx.conf").exists():
        yield unmeasured("through nginx", TARGET, "deploy/nginx.conf is not there")
        return
    if not servers.nginx_program():
        yield unmeasured("through nginx", TARGET, "nginx is missing (Debian: package nginx-light)")
        return
    stock = run.stock()
    pages = {"a release": addresses.told_by(stock)["details"][0], "list, page 1": "/releases/"}
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as name:
        folder = Path(name)
        with in_front(stock, folder, list(pages.values())) as (front, files):
            subjects = []
            for page, path in pages.items():
                subjects.append(Subject(f"nginx: {page}", front, [path], packed=True))
                limit = files[path]
                subjects.append(Subject(f"nginx, a file: {page}", limit, ["/kept"], packed=True))
            found = run.interleaved(subjects, kept=True)
    for page in pages:
        through, file = found[f"nginx: {page}"], found[f"nginx, a file: {page}"]
        yield row(f"nginx: {page}", through)
        yield row(f"nginx, a file: {page}", file)
        what = f"nginx against a file: {page}"
        yield at_least(what, 0.7, ratio(rates(through), rates(file)), "of its requests a second")
    with run.stocks.scratch() as small, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with in_front(small, folder, []) as (front, _files):
            yield from freshness(small, front, "behind nginx", within=2)


@contextmanager
def in_front(
    stock: Stock, folder: Path, kept: list[str]
) -> Iterator[tuple[Server, dict[str, Server]]]:
    """The newsroom behind nginx; beside it, by their addresses, files of some of its pages."""
    socket, port = folder / "gunicorn.sock", servers.free_port()
    ours = as_deployed(stock, folder, socket, port)
    ports = {path: servers.free_port() for path in kept}
    pages = {path: folder / f"page-{nth}" for nth, path in enumerate(kept)}
    # Each page is kept before nginx reads of it; its bytes come from the newsroom itself.
    for path, file in pages.items():
        file.mkdir()
        ours += FILE.format(port=ports[path], folder=folder, file=file / "0")
    # Its processes read what lies in a folder of ours, whoever else may.
    user = "user root;" if os.geteuid() == 0 else ""
    configuration = AROUND.format(folder=folder, user=user, servers=ours)
    behind = {"BEHIND_PROXY": "1"}
    with (
        gunicorn(stock, env=behind, bind=f"unix:{socket}"),
        nginx(configuration, folder, port) as process,
    ):
        front = Server(f"http://127.0.0.1:{port}", process, stock.server)
        for path, file in pages.items():
            keep(front, [path], file)
        yield front, {path: Server(f"http://127.0.0.1:{ports[path]}", process) for path in kept}


def as_deployed(stock: Stock, folder: Path, socket: Path, port: int) -> str:
    """deploy/nginx.conf with the places of this run in it, and nothing else changed."""
    said = (DEPLOY / "nginx.conf").read_text()
    said = said.replace("unix:/run/newsroom/gunicorn.sock", f"unix:{socket}")
    said = re.sub(r"listen 80\b", f"listen 127.0.0.1:{port}", said)
    said = re.sub(r"(?m)^\s*listen \[::\]:80\b.*$", "", said)
    said = said.replace("/run/newsroom-pages", f"{folder}/pages")
    said = said.replace("/var/log/nginx", str(folder))
    return said.replace("/var/lib/newsroom", str(stock.folder))
