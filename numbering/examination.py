"""Examining the register: what should be impossible, and yet might have been done to it.

The database refuses all of this. But a superuser can break it, a backup can be old, and a
disk can fail: `manage.py doctor` then says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from numbering import gaps, guards, patterns
from numbering.models import Counter, Number, Origin, State


@dataclass(frozen=True)
class Finding:
    """Something that should not be.

    Attributes:
        check: the name of the check that found it, the same in every language.
        problem: what is wrong, in one sentence.
        remedy: what to do, in one sentence.
    """

    check: str
    problem: str
    remedy: str


def examine() -> Iterator[Finding]:
    """Everything that is wrong with the register, its counters and its guards."""
    for check in (
        _guards_stand,
        _no_serial_is_missing,
        _no_number_is_beyond_its_counter,
        _no_serial_is_doubled,
        _no_number_is_printed_twice,
        _keys_are_those_of_their_texts,
        _numbers_lie_in_their_period,
        _addenda_have_an_original,
        _closed_books_are_settled,
    ):
        yield from check()


def _guards_stand() -> Iterator[Finding]:
    for guard in guards.missing():
        yield of_a_missing_guard(guard.name)


def of_a_missing_guard(name: str) -> Finding:
    """That a trigger of the database does not stand, or not as the code has it."""
    return Finding(
        "guards",
        _("A guard of the database is missing or changed: %(name)s.") % {"name": name},
        _("Run the command doctor with --repair, which puts every guard up again."),
    )


def _no_serial_is_missing() -> Iterator[Finding]:
    for counter in _counters():
        for gap in gaps.faults(counter):
            yield Finding(
                "gaps",
                _("In %(book)s serials are missing: %(serials)s.")
                % {"book": _book(counter), "serials": gaps.in_words(gap)},
                _("Restore their lines from a backup, or find out who deleted them."),
            )


def _no_number_is_beyond_its_counter() -> Iterator[Finding]:
    counted = Number.objects.exclude(sequence=None).values("sequence__code", "period")
    highest = counted.annotate(highest=Max("serial")).order_by()
    beyond = {(row["sequence__code"], row["period"]): row["highest"] for row in highest}
    for counter in _counters():
        serial = beyond.pop((counter.sequence.code, counter.period), None)
        if serial and serial > counter.last:
            yield Finding(
                "counters",
                _("In %(book)s the register goes on to %(serial)d, the counter only to %(last)d.")
                % {"book": _book(counter), "serial": serial, "last": counter.last},
                _("Restore the counter from a backup; until then, approve nothing."),
            )
    for book, serial in beyond.items():
        yield Finding(
            "counters",
            _("In %(book)s the register goes on to %(serial)d, but there is no counter.")
            % {"book": " ".join(book).strip(), "serial": serial},
            _("Restore the counter from a backup; until then, approve nothing."),
        )


def _no_serial_is_doubled() -> Iterator[Finding]:
    doubled = (
        Number.objects.filter(serial__isnull=False)
        .exclude(state=State.SKIPPED)
        .values("sequence__code", "period", "serial", "suffix")
        .annotate(lines=Count("pk"), counted=Count("pk", filter=~Q(origin=Origin.HISTORICAL)))
        .filter(lines__gt=1, counted__gte=1)
    )
    for row in doubled:
        yield Finding(
            "doubles",
            _("In %(sequence)s %(period)s the serial %(serial)s stands %(lines)d times.")
            % {
                "sequence": row["sequence__code"],
                "period": row["period"],
                "serial": f"{row['serial']}{row['suffix']}",
                "lines": row["lines"],
            },
            _("Find out which release went out with it; the others need numbers of their own."),
        )


def _no_number_is_printed_twice() -> Iterator[Finding]:
    doubled = (
        Number.objects.counted()
        .exclude(key="")
        .values("sequence", "period", "key")
        .annotate(lines=Count("pk"), text=Min("text"))
        .filter(lines__gt=1)
    )
    for row in doubled:
        yield Finding(
            "doubles",
            _("Number %(number)s stands in the register %(lines)d times.")
            % {"number": row["text"], "lines": row["lines"]},
            _("Find out which release went out with it; the others need numbers of their own."),
        )


def _keys_are_those_of_their_texts() -> Iterator[Finding]:
    for text, key in Number.objects.values_list("text", "key").iterator():
        if patterns.key(text) != key:
            yield Finding(
                "keys",
                _("Number %(number)s can't be found by its text.") % {"number": text},
                _("Its line was changed from outside; restore it from a backup."),
            )


def _numbers_lie_in_their_period() -> Iterator[Finding]:
    # Addenda are left out: they belong to the period of their original.
    counted = Number.objects.counted().filter(suffix="").select_related("sequence")
    for number in counted.iterator():
        if number.sequence and number.sequence.period_of(number.date) != number.period:
            yield Finding(
                "periods",
                _("Number %(number)s of %(date)s stands in period “%(period)s”.")
                % {"number": number, "date": number.date, "period": number.period},
                _("Its line or its sequence was changed from outside; restore it from a backup."),
            )


def _addenda_have_an_original() -> Iterator[Finding]:
    originals = Number.objects.filter(
        suffix="",
        sequence=OuterRef("sequence"),
        period=OuterRef("period"),
        serial=OuterRef("serial"),
    )
    addenda = Number.objects.counted().exclude(suffix="")
    for number in addenda.exclude(Exists(originals)):
        yield Finding(
            "addenda",
            _("Addendum %(number)s follows a number that is not there.") % {"number": number},
            _("Restore the line of its original from a backup."),
        )


def _closed_books_are_settled() -> Iterator[Finding]:
    for counter in _counters().exclude(closed_at=None):
        reserved = Number.objects.reserved().filter(late=False)
        for number in reserved.filter(sequence=counter.sequence, period=counter.period):
            yield Finding(
                "closing",
                _("%(book)s is closed, and number %(number)s is still reserved in it.")
                % {"book": _book(counter), "number": number},
                _("Use the number or void it."),
            )


def _counters() -> QuerySet[Counter]:
    return Counter.objects.select_related("sequence").order_by("pk")


def _book(counter: Counter) -> str:
    return f"{counter.sequence.code} {counter.period}".strip()
