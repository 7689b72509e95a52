"""Gaps: serials of a period that no line of the register holds. Computed, never stored."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import F, Q, Window
from django.db.models.functions import Lag, Lead

from numbering.models import Counter, Number

Gap = tuple[int, int]  # the first and the last serial that is missing
Hole = tuple[int | None, int | None]  # the serials beside it; None where the book ends


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


class Missing(NamedTuple):
    """The gaps of a book: before its opening serial, and from there on."""

    on_paper: list[Gap]
    faults: list[Gap]


def of_books(counters: Iterable[Counter]) -> dict[int, Missing]:
    """What `on_paper` and `faults` tell of each counter, from one query.

    Returns:
        By the counter's primary key.
    """
    counters = list(counters)
    holes = _holes({counter.sequence_id for counter in counters})
    found = {}
    for counter in counters:
        book = holes.get((counter.sequence_id, counter.period), [(None, None)])
        first, opening = counter.sequence.first_serial, counter.opening
        found[counter.pk] = Missing(
            list(_within(book, first, opening - 1)), list(_within(book, opening, counter.last))
        )
    return found


def _holes(sequences: set[int]) -> dict[tuple[int, str], list[Hole]]:
    """Where serials do not follow each other, by sequence and period."""
    by_serial: dict[str, Any] = {"partition_by": ["sequence", "period"], "order_by": "serial"}
    rows = (
        Number.objects.filter(sequence__in=sequences, serial__isnull=False)
        .annotate(
            before=Window(Lag("serial"), **by_serial), after=Window(Lead("serial"), **by_serial)
        )
        .filter(Q(before=None) | Q(after=None) | Q(serial__gt=F("before") + 1))
        .order_by("sequence", "period", "serial")
        .values_list("sequence", "period", "before", "serial", "after")
    )
    holes: dict[tuple[int, str], list[Hole]] = {}
    for sequence, period, before, serial, after in rows:
        book = holes.setdefault((sequence, period), [])
        if before is None or serial > before + 1:
            book.append((before, serial))
        if after is None:
            book.append((serial, None))
    return holes


def _within(book: list[Hole], first: int, last: int) -> Iterator[Gap]:
    """The gaps from `first` to `last`."""
    for before, after in book:
        begins = first if before is None else max(first, before + 1)
        ends = last if after is None else min(last, after - 1)
        if begins <= ends:
            yield begins, ends
