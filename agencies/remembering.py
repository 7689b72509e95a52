"""Small things that many public pages show, made once for all of them."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest

Thing = TypeVar("Thing")


def remembered(request: HttpRequest, key: str, make: Callable[[], Thing]) -> Thing:
    """What was made of what is public, for as long as that does not change.

    Where nothing is kept (`newsroom.keeping`) it is made each time.

    Args:
        key: its name, the same for every request.
        make: makes it from the database alone, nothing of the request; nobody changes it.
    """
    found = getattr(request, "remembered", None)
    return found(key, make) if found else make()
