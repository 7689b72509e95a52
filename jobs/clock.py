"""Chores: what is done again and again, by the clock, while a worker runs.

An app says in its `chores.py` what and how often:

    @every(minutes=1)
    def send_what_is_due() -> None: ...

A chore looks for what is due and is quick, or hands what takes long to the queue, as a task. It may
come late and it may come twice, never at the same time as itself while its turn lasts.
"""

import datetime
import logging
from collections.abc import Callable
from dataclasses import dataclass
from traceback import format_exc

from django.utils import timezone

from jobs.models import Turn

logger = logging.getLogger(__name__)

Work = Callable[[], None]


@dataclass(frozen=True)
class Chore:
    """What is done, under which name, and how long it rests after each turn."""

    name: str
    work: Work
    rest: datetime.timedelta


CHORES: dict[str, Chore] = {}


def every(**interval: float) -> Callable[[Work], Work]:
    """Make a function a chore.

    Args:
        interval: how long it rests after each turn, in the words of `datetime.timedelta`.
    """

    def enlist(work: Work) -> Work:
        name = f"{work.__module__}.{work.__name__}"
        CHORES[name] = Chore(name, work, datetime.timedelta(**interval))
        return work

    return enlist


def do_what_is_due() -> list[str]:
    """Give every chore that has rested long enough its turn; return the names of those that failed.

    One that fails is logged, and written on its turn; the others have theirs all the same.
    """
    taken = dict(Turn.objects.values_list("chore", "taken_at"))
    now = timezone.now()
    due = [
        chore
        for chore in CHORES.values()
        if chore.name not in taken or taken[chore.name] <= now - chore.rest
    ]
    return [chore.name for chore in due if _take_turn(chore, now) and not _do(chore)]


def _take_turn(chore: Chore, now: datetime.datetime) -> bool:
    """Whether the turn is this worker's: of several that ask at a time, one gets it."""
    turn = Turn.objects.filter(chore=chore.name)
    if turn.filter(taken_at__lte=now - chore.rest).update(taken_at=now):
        return True
    return Turn.objects.get_or_create(chore=chore.name, defaults={"taken_at": now})[1]


def _do(chore: Chore) -> bool:
    failure = ""
    try:
        chore.work()
    except Exception:  # one that fails takes no other down with it
        failure = format_exc()
        logger.exception("The chore %s failed.", chore.name)
    Turn.objects.filter(chore=chore.name).exclude(failure=failure).update(failure=failure)
    return not failure
