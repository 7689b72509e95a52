"""A throwaway Redis on a port of its own, which may be killed and started again, empty."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis, RedisError

from tests.servers.nginx import free_port

STARTING = 30  # seconds


class NotInstalled(RuntimeError):
    """redis-server is not installed."""


def find_redis() -> str:
    """Return where redis-server is. Raises NotInstalled where it is not."""
    found = shutil.which("redis-server")
    if found is None:
        raise NotInstalled("redis-server is not installed (Debian: package redis-server).")
    return found


class Server:
    """One of them: `url` is where, once it runs."""

    def __init__(self, folder: Path) -> None:
        self._port = free_port()
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"redis://127.0.0.1:{self._port}/1"

    def start(self) -> None:
        """Start it, and wait until it answers. Raises RuntimeError where it does not."""
        place = ["--port", str(self._port), "--bind", "127.0.0.1", "--dir", str(self._folder)]
        command = [find_redis(), *place, "--save", ""]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        until = time.monotonic() + STARTING
        with Redis.from_url(self.url) as asked:
            while True:
                try:
                    asked.ping()
                except RedisError:
                    if self._process.poll() is not None or time.monotonic() > until:
                        raise RuntimeError("redis-server does not start") from None
                    time.sleep(0.02)
                else:
                    return

    def kill(self) -> None:
        """As a power cut does; all it held is gone."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Run one for as long as the block lasts. Raises NotInstalled, or RuntimeError."""
    server = Server(folder)
    server.start()
    try:
        yield server
    finally:
        server.kill()
