"""How much is tried: enough for every change, or with `THOROUGH=1` all of it, which takes an hour.

Import no models here: a new process reads this module before Django is set up in it.
"""

import os

import pytest

THOROUGH = os.environ.get("THOROUGH") == "1"

# For a test in a browser, which sees nothing of the database behind the pages: on PostgreSQL only
# where all is tried.
once = pytest.mark.once


def size(usual: int, whole: int) -> int:
    """How many times something is done: `whole` where all is tried, else `usual`."""
    return whole if THOROUGH else usual
