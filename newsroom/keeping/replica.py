"""Public pages may be read from a streaming replica, once it has what the primary has.

Only what is about to be made for everybody and kept: `KeepPublic` asks here. All else, and all
writing, goes to the primary, and so does whatever the replica fails at.
"""

import datetime
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import Error, connections

from newsroom.keeping.memory import Era

PRIMARY, REPLICA = "default", "replica"
# Seconds: until one that was behind, and one that failed, is looked at again.
SOON, LATER = 0.1, 10.0
# By how much the clocks of the two may differ: which embargo is over, the one that is read says.
# For how many seconds after an era has begun, and before it ends, the primary alone is read, so
# that it makes no difference; and for how many it is believed that they do not differ more.
APART = datetime.timedelta(seconds=0.25)
SETTLING, BELIEVED = 1.0, 60.0
# How often each of the version's rows was stepped. Their sum would not do: of two commits at the
# same moment the primary may show one first, and the replica the other.
STATE = (
    "SELECT COALESCE(md5(string_agg(slot || ':' || value, ' ' ORDER BY slot)), ''), "
    "clock_timestamp() FROM newsroom_version"
)

_reading: ContextVar[bool] = ContextVar("reading_from_the_replica", default=False)


class Router:
    """Sends to the replica what is read while `reading()`, and nothing else.

    Whoever writes reads what they wrote: from then on the primary is asked.
    """

    def db_for_read(self, _model: Any, **_hints: Any) -> str:
        return REPLICA if _reading.get() else PRIMARY

    def db_for_write(self, _model: Any, **_hints: Any) -> str:
        _reading.set(False)
        return PRIMARY

    def allow_relation(self, _one: Any, _other: Any, **_hints: Any) -> bool:
        return True

    def allow_migrate(self, database: str, _app: str, **_hints: Any) -> bool | None:
        return False if database == REPLICA else None


@contextmanager
def reading(*, allowed: bool = True) -> Iterator[None]:
    """Let the replica be read while the block lasts; or, if not `allowed`, the primary."""
    before = _reading.set(allowed)
    try:
        yield
    finally:
        _reading.reset(before)


def of_the_primary(make: Callable[[], Any]) -> Callable[[], Any]:
    """The same, made from the primary: what is remembered may belong to a later era."""

    def made() -> Any:
        with reading(allowed=False):
            return make()

    return made


class Replica:
    """What one process knows of the replica."""

    def __init__(self) -> None:
        self._era: Era | None = None
        self._not_before = 0.0
        self._level_until = 0.0

    def has(self, era: Era) -> bool:
        """Whether all that is public in an era is there, too, and nothing else.

        It never goes back, so it is asked once, and then for its clock only; `failed` makes it be
        asked again. Where an era begins or ends by time, no clock but the primary's will do.
        """
        now = time.monotonic()
        if era is not self._era:
            self._era, self._level_until = era, 0.0
            self._not_before = max(self._not_before, now + SETTLING)
        if now < self._not_before or now > era.ends - SETTLING:
            return False
        if now < self._level_until:
            return True
        self._not_before = now + SOON
        try:
            level = is_level()
        except Error:
            self.failed()
            return False
        if level:
            self._not_before, self._level_until = now, now + BELIEVED
        return level

    def failed(self) -> None:
        """It is left alone for a while."""
        self._level_until = 0.0
        self._not_before = time.monotonic() + LATER
        connections[REPLICA].close()


def is_level() -> bool:
    """Whether the replica has the same content version as the primary, and the same time.

    The primary is asked first: what a replica has that is newer is not told apart from older.

    Raises:
        django.db.Error: one of them does not answer.
    """
    (ours, our_time), (theirs, their_time) = _state(PRIMARY), _state(REPLICA)
    return ours == theirs and is_same_time(our_time, their_time, _state(PRIMARY)[1])


def is_same_time(
    before: datetime.datetime, there: datetime.datetime, after: datetime.datetime
) -> bool:
    """Whether a clock that was read between two looks at ours goes as ours does."""
    return before - APART <= there <= after + APART


def _state(alias: str) -> tuple[str, datetime.datetime]:
    with connections[alias].cursor() as cursor:
        cursor.execute(STATE)
        version, now = cursor.fetchone()
    return version, now
