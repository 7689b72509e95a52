"""When the editions of a release are public: intervals, and what a move does to them.

Each edition is public in an interval [begins, ends): without an end it stays; an empty one was
cancelled before its time. Pure: nothing here knows the database, and nothing the clock. The
rules are our own:

- A new edition at T cancels every edition that would begin at T or later, and ends the one
  that stands at T. Otherwise an older text could return over a newer one.
- Cancelling an edition that has not begun gives its time back to the one before it.

So at every moment at most one edition is public, and from the first moment on exactly one,
as long as nothing but editions ahead is cancelled.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

Moment = datetime.datetime


@dataclass(frozen=True)
class Span:
    """The interval in which one edition is public."""

    position: int
    begins: Moment
    ends: Moment | None = None

    @property
    def cancelled(self) -> bool:
        return self.ends == self.begins


class HasBegun(ValueError):
    """An edition that the public has seen can't be cancelled."""


def standing(spans: Iterable[Span]) -> list[Span]:
    """Those that were not cancelled, in the order in which they are public."""
    return sorted((span for span in spans if not span.cancelled), key=lambda span: span.begins)


def public_at(spans: Iterable[Span], moment: Moment) -> Span | None:
    """The one that the public sees at a moment."""
    for span in standing(spans):
        if span.begins <= moment and (span.ends is None or span.ends > moment):
            return span
    return None


def before(spans: Iterable[Span], moment: Moment) -> Span | None:
    """The last one that is public before a moment; a new edition at that moment follows it."""
    earlier = [span for span in standing(spans) if span.begins < moment]
    return earlier[-1] if earlier else None


def added(spans: Iterable[Span], position: int, begins: Moment) -> list[Span]:
    """All intervals after a new edition was added, itself the last.

    Args:
        position: the new edition's.
        begins: from when it is public; never a moment that has passed.
    """
    kept = [
        replace(span, ends=span.begins) if span.begins >= begins else _ended(span, begins)
        for span in spans
    ]
    return [*kept, Span(position, begins)]


def cancelled(spans: Iterable[Span], position: int, now: Moment) -> list[Span]:
    """All intervals after an edition that has not begun was cancelled.

    Raises:
        HasBegun: the public sees it, or has seen it.
    """
    spans = list(spans)
    one = next(span for span in spans if span.position == position)
    if one.begins <= now:
        raise HasBegun
    return [
        replace(span, ends=span.begins)
        if span == one
        # What it would have ended goes on to where it would have ended itself.
        else replace(span, ends=one.ends)
        if span.ends == one.begins and not span.cancelled and not one.cancelled
        else span
        for span in spans
    ]


def newly_cancelled(before: Iterable[Span], after: Iterable[Span]) -> list[Span]:
    """Those that a move cancelled: of those before it, that are so afterwards alone."""
    gone = {span.position for span in after if span.cancelled}
    return [span for span in before if span.position in gone and not span.cancelled]


def _ended(span: Span, at: Moment) -> Span:
    goes_on = not span.cancelled and (span.ends is None or span.ends > at)
    return replace(span, ends=at) if goes_on else span
