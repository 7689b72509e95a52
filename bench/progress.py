"""Saying what is done, how far it is, and how long it will take."""

import sys
import time


class Progress:
    """Of one piece of work with a known end."""

    def __init__(self, what: str, of: float) -> None:
        self.what, self.of = what, of
        self.done = 0
        self.begun = self.told = time.monotonic()

    def on(self) -> None:
        """Say that one more is done."""
        self.done += 1
        self.at(self.done)

    def at(self, done: float) -> None:
        """Say that so much is done; at most once a second, and at the end."""
        now = time.monotonic()
        if now - self.told < 1 and done < self.of:
            return
        self.told = now
        spent = now - self.begun
        left = spent / done * (self.of - done) if done else 0
        say(f"{self.what}: {done:,.0f} of {self.of:,.0f}, {in_words(left)} left", done >= self.of)


def say(text: str, stays: bool = True) -> None:
    """One line; on a terminal the next one takes its place where it does not stay."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{text}" + ("\n" if stays else ""))
    else:
        sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def in_words(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
