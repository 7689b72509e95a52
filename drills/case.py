"""What a drill is given, and how it tells of itself."""

import io
import sys
from dataclasses import dataclass
from pathlib import Path


class NotHere(RuntimeError):
    """A drill can't be run on this machine; the text says what it needs."""


@dataclass(frozen=True)
class Case:
    """One run of a drill, on one engine, in a newsroom of its own that is empty.

    Attributes:
        name: of the drill.
        folder: for what it needs besides; empty.
        share: of the full size, from 0 to 1.
        minutes: how long a drill that goes by time goes on.
    """

    name: str
    folder: Path
    share: float = 1.0
    minutes: float = 20.0

    def size(self, full: int) -> int:
        """How many, of the full number, are done in this run; one at least."""
        return max(1, round(full * self.share))

    @staticmethod
    def quiet() -> io.StringIO:
        """Where a command may say what nobody needs."""
        return io.StringIO()

    def told(self, text: str) -> None:
        """Show how far it is."""
        sys.stderr.write(f"    {text}\n")
        sys.stderr.flush()
