"""How often somebody may ask: so many questions from one place in so many minutes.

They are counted in the cache, for each process of a server apart where the cache is. Of the address
only a keyed hash is kept, and only for as long as it counts.
"""

import datetime
import time

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from agencies.sign_in import place_of

WINDOW = datetime.timedelta(minutes=10)
QUESTIONS = 600  # a whole office may stand behind one address


def asks_too_often(request: HttpRequest) -> bool:
    """Count a question, and say whether there were too many from where it comes."""
    seconds = int(WINDOW.total_seconds())
    window = int(time.time()) // seconds
    place = salted_hmac("documents.verifying", place_of(request), algorithm="sha256").hexdigest()
    key = f"verifying:{window}:{place}"
    cache.add(key, 0, timeout=2 * seconds)
    try:
        return cache.incr(key) > QUESTIONS
    except ValueError:  # it was thrown out between the two lines
        return False
