"""A throwaway Redis, which may be killed and started again, empty. It has a socket and no port."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis, RedisError

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
    """One of them; `url` is where it answers once it runs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"unix://{folder}/redis.sock?db=1"

    def start(self) -> None:
        """Start it, and wait until it answers. Raises RuntimeError where it does not."""
        place = ["--port", "0", "--unixsocket", "redis.sock", "--dir", str(self._folder)]
        command = [find_redis(), *place, "--save", ""]
        self._process = subprocess.Popen(command, cwd=self._folder, stdout=subprocess.DEVNULL)
        until = time.monotonic() + STARTING
        with Redis.from_url(self.url) as asked:
            while not _answers(asked):
                if self._process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError("redis-server does not start")
                time.sleep(0.02)

    def kill(self) -> None:
        """As a power cut does; all it held is gone."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None


def _answers(redis: Redis) -> bool:
    try:
        return bool(redis.ping())
    except RedisError:
        return False


@contextmanager
def serving() -> Iterator[Server]:
    """Run one for as long as the block lasts. Raises NotInstalled, or RuntimeError."""
    with tempfile.TemporaryDirectory(prefix="newsroom-redis-") as name:
        server = Server(Path(name))
        try:
            server.start()
            yield server
        finally:
            server.kill()
