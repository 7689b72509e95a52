"""What time it is: the database's clock, the one clock that all processes share.

Read it after the lock is held. PostgreSQL's `now()` is as old as the transaction, and so
as old as its wait for the lock; the clocks of application servers differ among
themselves, and history was rewritten where they were trusted.
"""

import datetime

from django.db import connection

CLOCK = {
    "postgresql": "SELECT clock_timestamp()",
    "sqlite": "SELECT strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now')",
}


def database_now() -> datetime.datetime:
    """The present moment by the database's clock.

    Returns:
        An aware time in UTC, cut to whole milliseconds: `dumpdata` keeps no more, and
        sealed hashes have to survive it.
    """
    with connection.cursor() as cursor:
        cursor.execute(CLOCK[connection.vendor])
        now = cursor.fetchone()[0]
    if isinstance(now, str):
        now = datetime.datetime.fromisoformat(now)
    return in_milliseconds(now)


def in_milliseconds(moment: datetime.datetime) -> datetime.datetime:
    """An aware time, in UTC and cut to whole milliseconds."""
    moment = moment.astimezone(datetime.UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
