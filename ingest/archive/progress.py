"""How far a long work is: on a terminal one line that changes, otherwise a line now and then."""

import time

from django.core.management.base import OutputWrapper

WIDTH = 24  # signs of the bar
ON_A_TERMINAL, ELSEWHERE = 0.2, 5.0  # seconds between two tellings


class Progress:
    """Tells how much is done, how fast it goes, and how long it will still take.

    Args:
        out: where it is told.
        what: what is done, in a word.
        total: how many there are; 0 where that is not known.
    """

    def __init__(self, out: OutputWrapper, what: str, total: int = 0) -> None:
        self.out, self.what, self.total = out, what, total
        self.lively = out.isatty()
        self.begun = self.told = time.monotonic()
        self.done = 0

    def step(self, done: int, **counts: int) -> None:
        """Tell it, if it is time to."""
        self.done = done
        now = time.monotonic()
        if now - self.told >= (ON_A_TERMINAL if self.lively else ELSEWHERE):
            self.told = now
            self._tell(counts)

    def finish(self, **counts: int) -> None:
        """Tell it once more, at the end."""
        self._tell(counts)
        if self.lively:
            self.out.write("")

    def _tell(self, counts: dict[str, int]) -> None:
        line = self.line(time.monotonic() - self.begun, counts)
        self.out.write(
            f"\r\x1b[K{line}" if self.lively else line, ending="" if self.lively else "\n"
        )
        self.out.flush()

    def line(self, seconds: float, counts: dict[str, int]) -> str:
        """What is told after some seconds."""
        rate = self.done / seconds if seconds > 0 else 0
        parts = [f"{self.what} {self.done}"]
        if self.total:
            full = WIDTH * self.done // self.total
            bar = "#" * full + "." * (WIDTH - full)
            parts = [f"{self.what} [{bar}] {self.done}/{self.total}"]
        parts.append(f"{rate:.0f}/s")
        if rate and self.total > self.done:
            minutes, left = divmod(round((self.total - self.done) / rate), 60)
            parts.append(f"{minutes}:{left:02} left")
        parts += [f"{count} {name}" for name, count in counts.items()]
        return ", ".join(parts)
