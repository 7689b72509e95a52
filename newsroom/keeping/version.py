"""The version of all that is public, and until when it holds."""

import datetime
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from newsroom.keeping.watched import MOMENTS
from numbering.clock import CLOCK

# The statement's own moment, which PostgreSQL can look up in an index.
NOW = {"postgresql": "statement_timestamp()", "sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')"}
CLOCKS = CLOCK | {"postgresql": "SELECT statement_timestamp()"}


class Present(NamedTuple):
    """How what is public stands.

    Attributes:
        version: it rises with every change.
        holds: seconds until time alone changes something: an edition or a notice begins or ends, or
            the newsroom's day does.
        day: the newsroom's, which another one may follow sooner where a clock is put right.
    """

    version: int
    holds: float
    day: datetime.date


def read() -> Present:
    """Ask the database, in one statement: what is read after it is at least as new.

    Raises:
        DatabaseError: it does not answer.
    """
    with connection.cursor() as cursor:
        cursor.execute(_question())
        version, now, *moments = cursor.fetchone()
    now = _aware(now)
    seconds = [(_aware(one) - now).total_seconds() for one in moments if one]
    return Present(int(version), min([*seconds, rest_of_the_day()]), timezone.localdate())


def _question() -> str:
    now = NOW[connection.vendor]
    asked = ["(SELECT COALESCE(SUM(value), 0) FROM newsroom_version)"]
    asked.append(f"({CLOCKS[connection.vendor]})")
    asked += [
        f"(SELECT MIN({column}) FROM {table} WHERE {column} > {now}"
        + (f" AND {condition})" if condition else ")")
        for table, column, condition in MOMENTS
    ]
    return f"SELECT {', '.join(asked)}"


def _aware(moment: datetime.datetime | str) -> datetime.datetime:
    """SQLite gives text, and leaves out that it is UTC."""
    if isinstance(moment, str):
        moment = datetime.datetime.fromisoformat(moment)
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)


def rest_of_the_day() -> float:
    """Seconds until the newsroom's midnight; a day has 23 or 25 hours where clocks are changed."""
    now = timezone.localtime()
    tomorrow = now.date() + datetime.timedelta(days=1)
    midnight = datetime.datetime.combine(tomorrow, datetime.time(), now.tzinfo)
    # Two times of one zone are subtracted as they stand on the wall.
    return (midnight.astimezone(datetime.UTC) - now.astimezone(datetime.UTC)).total_seconds()
