"""Asking, and measuring what an answer costs. Only loopback addresses are asked.

Where something answers within milliseconds, wrk asks (Debian: package wrk), with as many
connections as are wanted, from a process of its own; where it is missing, and where an answer takes
long, so that a round has few of them, a small generator in Python does.
"""

import http.client
import ipaddress
import json
import os
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from bench.servers import Server

TICKS = os.sysconf("SC_CLK_TCK")
LONGEST = 120  # seconds for one answer

# The addresses in turn; at the end wrk tells its figures in JSON.
SCRIPT = """
local paths, n = {paths}, 0
request = function()
  n = n + 1
  return wrk.format("GET", paths[(n - 1) % #paths + 1], {headers})
end
done = function(summary, latency)
  local errors = summary.errors
  local told = '{{"done": %d, "seconds": %f, "median": %f, "p99": %f, "bytes": %d, "errors": %d}}'
  io.write(string.format("\\nFIGURES " .. told .. "\\n",
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, summary.bytes,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
"""


class Elsewhere(ValueError):
    """The target is not on this machine; nothing is asked."""


class Wrong(RuntimeError):
    """Something else came than the page that was asked for."""


@dataclass(frozen=True)
class Asked:
    """What one round gave. Times in milliseconds, CPU in milliseconds a request."""

    rate: float
    median: float
    p99: float
    cpu_app: float
    cpu_database: float | None
    size: float


def check_loopback(url: str) -> None:
    """Refuse a target that is not on this machine.

    Raises:
        Elsewhere: it is not, or cannot be told.
    """
    host = urlsplit(url).hostname or ""
    try:
        found = {one[4][0] for one in socket.getaddrinfo(host, None)}
    except OSError:
        found = set()
    if not found or not all(ipaddress.ip_address(one).is_loopback for one in found):
        raise Elsewhere(
            f"{url} is not on this machine. Only loopback addresses are measured, such as "
            "http://127.0.0.1:8000/: a load test of somebody else's server is an attack."
        )


def ask(
    server: Server,
    paths: Sequence[str],
    seconds: float,
    *,
    connections: int = 16,
    slow: bool = False,
    packed: bool = False,
) -> Asked:
    """Ask for addresses in turn for so long.

    Args:
        paths: what follows the server's own address.
        slow: an answer takes so long that they are asked for one by one, and twice at least.
        packed: take compressed answers, as browsers do.
    """
    check_loopback(server.url)
    before = cpu(server.app), cpu(server.database)
    headers = {"Accept-Encoding": "gzip"} if packed else {}
    figures = {"done": 0.0}
    if shutil.which("wrk") and not slow:
        figures = _with_wrk(server.url, paths, seconds, connections, headers)
    if not figures["done"]:  # the other one waits for its answers
        figures = _in_python(server.url, paths, seconds, connections, headers)
    after = cpu(server.app), cpu(server.database)
    done = figures["done"]
    if figures["errors"]:
        raise Wrong(f"{server.url}{paths[0]}: {figures['errors']:.0f} of {done} answers are wrong")
    return Asked(
        rate=done / figures["seconds"],
        median=figures["median"],
        p99=figures["p99"],
        cpu_app=1000 * (after[0] - before[0]) / done,
        cpu_database=1000 * (after[1] - before[1]) / done if server.database else None,
        size=figures["bytes"] / done,
    )


def _with_wrk(
    url: str,
    paths: Sequence[str],
    seconds: float,
    connections: int,
    headers: dict[str, str],
) -> dict[str, float]:
    said = SCRIPT.format(
        paths="{" + ", ".join(json.dumps(path) for path in paths) + "}",
        headers="{" + ", ".join(f'["{name}"] = "{text}"' for name, text in headers.items()) + "}",
    )
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as folder:
        script = Path(folder, "ask.lua")
        script.write_text(said)
        command = ["wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s"]
        command += ["--timeout", "60s", "-s", str(script), url]
        told = subprocess.run(  # noqa: S603
            command, check=True, stdout=subprocess.PIPE, text=True
        ).stdout
    return json.loads(told.partition("FIGURES ")[2])


def _in_python(
    url: str,
    paths: Sequence[str],
    seconds: float,
    connections: int,
    headers: dict[str, str],
) -> dict[str, float]:
    turn = count()
    begun = time.monotonic()
    where = urlsplit(url).netloc

    def walk(_connection: int) -> list[tuple[float, int, bool]]:
        seen: list[tuple[float, int, bool]] = []
        while time.monotonic() < begun + seconds or len(seen) < 2:
            path = paths[next(turn) % len(paths)]
            asked = time.monotonic()
            line = http.client.HTTPConnection(where, timeout=LONGEST)
            line.request("GET", path, headers=headers)
            answer = line.getresponse()
            size = len(answer.read())
            line.close()
            seen.append((1000 * (time.monotonic() - asked), size, answer.status != 200))
        return seen

    with ThreadPoolExecutor(connections) as people:
        seen = [one for some in people.map(walk, range(connections)) for one in some]
    times = sorted(one[0] for one in seen)
    return {
        "done": len(seen),
        "seconds": time.monotonic() - begun,
        "median": statistics.median(times),
        "p99": times[min(len(times) - 1, int(len(times) * 0.99))],
        "bytes": sum(one[1] for one in seen),
        "errors": sum(one[2] for one in seen),
    }


def fetch(server: Server, path: str, packed: bool = False) -> tuple[bytes, dict[str, str]]:
    """One answer: its body and its headers.

    Raises:
        Wrong: it is not 200.
    """
    check_loopback(server.url)
    line = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=LONGEST)
    line.request("GET", path, headers={"Accept-Encoding": "gzip"} if packed else {})
    answer = line.getresponse()
    body = answer.read()
    line.close()
    if answer.status != 200:
        raise Wrong(f"{server.url}{path} answers {answer.status}")
    return body, dict(answer.getheaders())


# --- Processes, as Linux tells of them ---


def cpu(process: int | None) -> float:
    """Seconds of processor time of a process and all below it, those that ended among them."""
    if process is None:
        return 0.0
    try:
        stat = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    own = sum(map(int, stat[11:15])) / TICKS
    return own + sum(map(cpu, children(process)))


def children(process: int) -> list[int]:
    """The processes directly below one."""
    try:
        told = Path(f"/proc/{process}/task/{process}/children").read_text()
    except OSError:
        return []
    return [int(one) for one in told.split()]


def memory(process: int) -> float:
    """What a process has in memory, in MB: what it shares counts for each that shares it."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
