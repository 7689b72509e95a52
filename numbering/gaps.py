"""Gaps: serials of a period that no line of the register holds. Computed, never stored."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from numbering.models import Counter, Number

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


class Missing(NamedTuple):
    """The gaps of a book: before its opening serial, and from there on."""

    on_paper: list[Gap]
    faults: list[Gap]


# The bounds of either part, as lookups of a serial and fields of its counter.
BEFORE_OPENING = {"serial__gte": "sequence__first_serial", "serial__lt": "opening"}
FROM_OPENING = {"serial__gte": "opening", "serial__lte": "last"}


def of_books(counters: Iterable[Counter]) -> dict[int, Missing]:
    """What `on_paper` and `faults` tell of each counter, in as many queries for many as for one.

    A book that is whole is only counted: a list of its serials would take ten times as long.

    Returns:
        By the counter's primary key.
    """
    books = {counter.pk: counter for counter in counters}
    on_paper = _among_all(
        {pk: (one.sequence.first_serial, one.opening - 1) for pk, one in books.items()},
        BEFORE_OPENING,
    )
    faults = _among_all({pk: (one.opening, one.last) for pk, one in books.items()}, FROM_OPENING)
    return {pk: Missing(on_paper.get(pk, []), faults.get(pk, [])) for pk in books}


def _among_all(spans: dict[int, Gap], bounds: dict[str, str]) -> dict[int, list[Gap]]:
    """The gaps in one span of each counter's book; those that are whole are left out.

    Args:
        spans: the first and the last serial, by the counter's primary key.
        bounds: the same for the database.
    """
    lines = Number.objects.filter(
        sequence=OuterRef("sequence"),
        period=OuterRef("period"),
        **{lookup: OuterRef(field) for lookup, field in bounds.items()},
    )
    there = lines.order_by().values("period").annotate(serials=Count("serial", distinct=True))
    counted = Counter.objects.filter(pk__in=spans).values_list(
        "pk", Coalesce(Subquery(there.values("serials")), 0)
    )
    broken = [pk for pk, serials in counted if serials < spans[pk][1] - spans[pk][0] + 1]
    rows = Number.objects.filter(
        sequence__counters__in=broken,
        sequence__counters__period=F("period"),
        **{lookup: F(f"sequence__counters__{field}") for lookup, field in bounds.items()},
    ).order_by("serial")
    found: dict[int, list[int]] = {pk: [] for pk in broken}
    for pk, serial in rows.values_list("sequence__counters", "serial"):
        found[pk].append(serial or 0)
    return {pk: list(between(serials, *spans[pk])) for pk, serials in found.items()}
