"""How many requests one place may send in a stretch of time. The counts stand in Django's cache.

A stretch begins for everybody at the same moment, and all that is counted is forgotten at its end.
Where the cache is one process's own, as it is unless CACHE_URL names another, each process
counts for itself. While the cache does not answer nobody is counted, and everybody answered: a
limit holds back what runs wild, and is no reason to have no newsroom.
"""

import datetime
import logging
import time
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from agencies.network import place_of

LATER = 5.0  # seconds for which a cache that failed is left alone

logger = logging.getLogger(__name__)
_not_before = 0.0


@dataclass(frozen=True)
class Limit:
    """So many requests in so long, of each place.

    Attributes:
        name: what is asked for; each is counted apart.
        most: how many are answered; 0 for any number.
        seconds: how long a stretch is.
    """

    name: str
    most: int
    seconds: int = 60

    def wait(self, request: HttpRequest) -> datetime.timedelta:
        """Count a request, and say how long its sender has to wait; nothing where it is answered.

        A request whose place is not known is not counted.
        """
        place = place_of(request)
        if not self.most or not place:
            return datetime.timedelta()
        stretch, gone = divmod(time.time(), self.seconds)
        # Hashed: who asked for what is nobody's business, and IPv6 addresses fit no cache key.
        whose = salted_hmac("agencies.limits", place, algorithm="sha256").hexdigest()
        key = f"limit:{self.name}:{whose}:{int(stretch)}"
        count = _counted(key, 2 * self.seconds)
        if count <= self.most:
            return datetime.timedelta()
        return datetime.timedelta(seconds=self.seconds - gone)


def _counted(key: str, seconds: int) -> int:
    """How often this was called with a key; 0 while the cache does not answer."""
    global _not_before
    if time.monotonic() < _not_before:
        return 0
    try:
        cache.add(key, 0, timeout=seconds)
        return int(cache.incr(key))
    except ValueError:  # the cache was full, and has thrown it out again
        return 1
    except Exception as error:  # each kind of cache has errors of its own
        _not_before = time.monotonic() + LATER
        logger.warning("The cache is away, nobody is counted: %s", type(error).__name__)
        return 0
