"""What a process made under one content version: forgotten together, the least used first."""

import datetime
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError

from newsroom.keeping import triggers, version

# Seconds for which an answer of the database is believed. A commit is noticed that much later.
BELIEVED = 0.5

logger = logging.getLogger(__name__)


@dataclass(eq=False)
class Era:
    """A stretch of time in which nothing public changes.

    Attributes:
        version: the content version.
        day: the newsroom's.
        ends: when time alone changes something.
        seen: when the database was asked last. Both are of `time.monotonic()`.
    """

    version: int
    day: datetime.date
    ends: float
    seen: float


class Memory:
    """Things made from what is public, at most so many bytes of them."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.bytes = 0
        self._things: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._era: Era | None = None
        self._lock = threading.RLock()
        self._complete = False  # whether all triggers were seen to stand

    def era(self) -> Era | None:
        """The era of this moment, or None while nothing may be kept: the database can't be asked.

        Ask for it before making what is to be kept: what is made then is at least as new.
        """
        now = time.monotonic()
        era = self._era
        if era and now < era.ends and now < era.seen + BELIEVED:
            return era
        with self._lock:
            return self._asked()

    def _asked(self) -> Era | None:
        # Before the question: what is kept ends rather too early than too late.
        now = time.monotonic()
        try:
            if not self._complete and (missing := triggers.missing()):
                logger.critical("No page is kept: run `migrate`. Missing: %s", ", ".join(missing))
                return None
            found = version.read()
        except DatabaseError:
            self._forget()
            return None
        self._complete = True
        era = self._era
        if era and now < era.ends and (era.version, era.day) == (found.version, found.day):
            era.ends, era.seen = now + found.holds, now
        else:
            self._forget()
            self._era = Era(found.version, found.day, now + found.holds, now)
        return self._era

    def _forget(self) -> None:
        self._things.clear()
        self.bytes = 0
        self._era = None

    def get(self, key: Hashable) -> Any:
        """What is kept under a key, or None. Only after `era()`, which forgets what is over."""
        with self._lock:
            if key not in self._things:
                return None
            self._things.move_to_end(key)
            return self._things[key][0]

    def keep(self, era: Era, key: Hashable, thing: Any, size: int) -> None:
        """Keep something, unless it is over already, or so large that little else would be kept.

        Args:
            era: that in which its making began.
            size: how many bytes it takes.
        """
        with self._lock:
            over = era is not self._era or time.monotonic() >= era.ends
            if over or key in self._things or size > self.most // 8:
                return
            self._things[key] = thing, size
            self.bytes += size
            while self.bytes > self.most:
                _key, (_thing, freed) = self._things.popitem(last=False)
                self.bytes -= freed

    def remembered(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """A small thing that many pages show, made once for as long as it holds."""
        era = self.era()
        if era is None:
            return make()
        thing = self.get(key)
        if thing is None:
            thing = make()
            self.keep(era, key, thing, 0)
        return thing
