"""On PostgreSQL the next serial is taken by one statement, with the same lines as in steps."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from numbering import counters, patterns
from numbering.allocation import allocate
from numbering.models import Number

PATTERNS = [
    "{serial}/SP-HMS/{month:02}/{year}",
    "SP. {serial:3} /HUMAS/{month:roman}/{year:2}",
    "{year}{month:02}{day:02}-{serial:9}",
    "HM.4.6/{serial}/SET/{day}/{month:NAME}",
    "{year-1998:roman}/{serial:1}e",
    "{serial}",
]
COMPUTED = ("id", "serial", "text", "key", "taken_at")


def said(number: Number) -> dict:
    number.refresh_from_db()
    return {
        field.attname: getattr(number, field.attname)
        for field in Number._meta.concrete_fields
        if field.attname not in COMPUTED
    }


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize("pattern", PATTERNS)
def test_one_statement_enters_what_the_steps_enter(sequence, office, budi, monkeypatch, pattern):
    sequence.pattern = pattern
    sequence.opening_serial = 98
    on = datetime.date(2020, 12, 3)
    first = allocate(sequence, on, budi, office)  # begins the counter, in steps
    with CaptureQueriesContext(connection) as asked:
        second = allocate(sequence, on, budi, office)
    monkeypatch.setattr(counters, "take_at_once", lambda *_: False)
    third = allocate(sequence, on, budi, office)

    assert len(asked) == 1
    for number, serial in ((first, 98), (second, 99), (third, 100)):
        text = patterns.format_number(pattern, serial, on)
        assert (number.serial, number.text, number.key) == (serial, text, patterns.key(text))
        assert number.taken_at.microsecond % 1000 == 0
        assert said(number) == said(first)
    assert first.taken_at <= second.taken_at <= third.taken_at
    assert sequence.counters.get().last == 100
