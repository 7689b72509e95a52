"""Readers: so many requests a second from several threads, and every answer is counted."""

import http.client
import threading
import time
from collections import Counter
from collections.abc import Sequence
from random import Random

LONGEST = 60  # seconds for one answer
THREADS = 32


class Lost(RuntimeError):
    """No answer came, or not all of it."""


class Answer:
    """Status, headers and body of one answer."""

    def __init__(self, port: int, method: str, path: str, headers: dict, body: str = "") -> None:
        """Ask on this machine.

        Raises:
            Lost: there is none, or it has no end.
        """
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST)
        try:
            line.request(method, path, body=body or None, headers=headers)
            answer = line.getresponse()
            self.body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise Lost(f"{method} {path}: {type(error).__name__}: {error}") from error
        finally:
            line.close()
        self.status, self.headers = answer.status, answer.headers


class Counted:
    """All that was answered, and how long it took, by whoever asked."""

    def __init__(self) -> None:
        self.statuses: Counter[int] = Counter()
        self.lost: list[str] = []
        self.unwanted: list[str] = []  # answers with another status than the one that was due
        self.times: dict[str, list[float]] = {}
        self.lock = threading.Lock()

    def ask(
        self,
        port: int,
        path: str,
        kind: str,
        wanted: int = 200,
        method: str = "GET",
        headers: dict | None = None,
        body: str = "",
    ) -> Answer:
        """Ask once, and count it.

        Args:
            kind: whose times it belongs to.
            wanted: the status that is due.

        Raises:
            Lost: no answer came; it is counted.
        """
        begun = time.monotonic()
        try:
            answer = Answer(port, method, path, headers or {}, body)
        except Lost as error:
            with self.lock:
                self.lost.append(str(error))
            raise
        with self.lock:
            self.statuses[answer.status] += 1
            self.times.setdefault(kind, []).append(time.monotonic() - begun)
            if answer.status != wanted:
                self.unwanted.append(f"{answer.status} for {method} {path}")
        return answer

    def p95(self, kind: str) -> float:
        """In milliseconds; 0 where nothing was asked."""
        times = sorted(self.times.get(kind, [0]))
        return 1000 * times[int(len(times) * 0.95)]


class Crowd:
    """Readers, as many requests a second as `rate` says at every moment.

    Attributes:
        news: the address that half of them want while `many` come, for what was just published.
    """

    def __init__(
        self, port: int, addresses: Sequence[str], counted: Counted, rate: float, times: int
    ) -> None:
        self.port, self.addresses, self.counted = port, addresses, counted
        self.rate, self.times = rate, times
        self.news = ""
        self.stop = threading.Event()
        self._next = time.monotonic()
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._read, args=(nth,), daemon=True) for nth in range(THREADS)
        ]

    def __enter__(self) -> "Crowd":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self.stop.set()
        for thread in self._threads:
            thread.join(2 * LONGEST)

    def _read(self, nth: int) -> None:
        random = Random(f"crowd {nth}")  # noqa: S311 - nothing secret
        while self._my_turn():
            news = self.news
            path = news if news and random.random() < 0.5 else random.choice(self.addresses)
            try:
                self.counted.ask(self.port, path, "spike" if news else "load")
            except Lost:
                continue  # it is counted

    def _my_turn(self) -> bool:
        """Wait until the next request is due; whether there is one."""
        with self._lock:
            rate = self.rate * (self.times if self.news else 1)
            # What could not be asked in time is not made up for.
            self._next = max(self._next, time.monotonic() - 1 / rate) + 1 / rate
            due = self._next
        return not self.stop.wait(max(0.0, due - time.monotonic()))
