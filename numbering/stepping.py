"""The next serial enters the register, and its counter steps over it: PostgreSQL does both at once.

What costs is each answer that is waited for while the counter's row is locked. So this is one
statement, in the order that the guards demand: it locks the counter, enters the line, and
steps over the serial that the line was given. The line's text is put together there too,
since its serial is known only once the counter is locked.

It is the short way of `counters.take`, and gives the same lines. It takes nothing where there
is no counter yet, where its book is closed, and behind the largest serial: the long way begins
the counter, or says what is wrong. On SQLite, which asks no server and lets one write at a
time, there is only the long way.
"""

from typing import Any

from django.db import connection
from django.db.models.signals import post_save

from numbering import patterns
from numbering.models import Number, Sequence

_COMPUTED = {
    "serial": "counter.serial",
    "text": "coalesce(%(text)s, %(before)s || lpad(counter.serial::text,"
    " greatest(%(digits)s, length(counter.serial::text)), '0') || %(after)s)",
    "key": "coalesce(%(key)s, concat_ws('-', %(key_before)s, counter.serial::text, %(key_after)s))",
    "taken_at": "date_trunc('milliseconds', clock_timestamp())",
}
_COLUMNS: dict[str, Any] = {
    str(field.column): field for field in Number._meta.concrete_fields if not field.primary_key
}
_VALUES = (_COMPUTED.get(column, f"%({column})s") for column in _COLUMNS)

_STATEMENT = f"""
WITH counter AS (
    SELECT id, last + 1 AS serial FROM numbering_counter
    WHERE sequence_id = %(sequence_id)s AND period = %(period)s
        AND closed_at IS NULL AND last < %(largest)s
    FOR UPDATE
), line AS (
    INSERT INTO numbering_number ({", ".join(_COLUMNS)})
    SELECT {", ".join(_VALUES)} FROM counter
    RETURNING id, serial, text, key, taken_at
)
UPDATE numbering_counter stepped SET last = line.serial FROM counter, line
WHERE stepped.id = counter.id
RETURNING line.id, line.serial, line.text, line.key, line.taken_at
"""  # noqa: S608 - names of columns


def take_at_once(sequence: Sequence, number: Number) -> bool:
    """Enter a line with the next serial of its sequence and period.

    Args:
        sequence: the line's.
        number: all is set that does not follow from its serial; its `text` too where that was
            printed on paper. Where it is entered, the rest is set.

    Returns:
        Whether it was entered. If not, nothing was written.
    """
    if connection.vendor != "postgresql":
        return False
    try:
        before, digits, after = ("", 1, "") if number.text else sequence.around_serial(number.date)
    except ValueError:
        return False
    values: dict[str, Any] = {
        column: field.get_db_prep_save(getattr(number, field.attname), connection)
        for column, field in _COLUMNS.items()
    } | {
        "largest": patterns.LARGEST_SERIAL,
        "text": number.text or None,
        "key": patterns.key(number.text) or None,
        "before": before,
        "digits": digits,
        "after": after,
        "key_before": patterns.key(before) or None,
        "key_after": patterns.key(after) or None,
    }
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, values)
        row = cursor.fetchone()
    if row is None:
        return False
    number.pk, number.serial, number.text, number.key, number.taken_at = row
    number._state.adding, number._state.db = False, connection.alias
    # As after any other line: whoever listens to the register knows of one way only.
    post_save.send(
        Number, instance=number, created=True, raw=False, using=connection.alias, update_fields=None
    )
    return True
