"""Gaps: serials of a period that no line of the register holds. Computed, never stored."""

from collections.abc import Iterable, Iterator

from numbering.models import Counter

Gap = tuple[int, int]  # the first and the last serial that is missing


def between(serials: Iterable[int], first: int, last: int) -> Iterator[Gap]:
    """The gaps from `first` to `last`.

    Args:
        serials: the serials that are there, in rising order; some may come twice.
    """
    expected = first
    for serial in serials:
        if serial > last:
            break
        if serial > expected:
            yield expected, serial - 1
        expected = max(expected, serial + 1)
    if expected <= last:
        yield expected, last


def in_words(gap: Gap) -> str:
    """A gap as it is printed: "1160", or "1160–1163"."""
    first, last = gap
    return str(first) if first == last else f"{first}–{last}"


def on_paper(counter: Counter) -> list[Gap]:
    """What was given on paper before the opening serial, and has not been read in."""
    return list(among(counter, counter.sequence.first_serial, counter.opening - 1))


def faults(counter: Counter) -> list[Gap]:
    """What is missing from the opening serial on. There is none, unless somebody broke in."""
    return list(among(counter, counter.opening, counter.last))


def among(counter: Counter, first: int, last: int) -> Iterator[Gap]:
    """The gaps of a counter's register from `first` to `last`."""
    numbers = counter.sequence.numbers.filter(
        period=counter.period, serial__range=(first, last)
    ).order_by("serial")
    serials = (serial or 0 for serial in numbers.values_list("serial", flat=True).iterator())
    return between(serials, first, last)
