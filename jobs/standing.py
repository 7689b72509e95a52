"""How the work behind the pages stands, for those who look after the newsroom."""

import datetime

from django.db.models import Case, Count, Max, Min, When
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from jobs.models import FailedTask, Turn

# A worker looks every second. One that is busy may take as long as a task may.
IDLE = datetime.timedelta(minutes=15)
# Those who run it by the clock do so every hour.
LONG = datetime.timedelta(hours=2)


def waiting_since(last: datetime.datetime | None) -> datetime.datetime | None:
    """Since when something waits that no worker takes, because none works; None where all is well.

    Where much stands in the queue the last of it waits long, and a worker is at it all the same.

    Args:
        last: when one worked last.
    """
    recently = timezone.now() - IDLE
    if last and last > recently:
        return None
    if DBTaskResult.objects.filter(started_at__gt=recently).exists():
        return None
    ready = DBTaskResult.objects.ready()
    since = [
        task.enqueued_at if task.run_after == get_date_max() else task.run_after
        for task in ready.only("enqueued_at", "run_after").order_by("enqueued_at")[:1]
    ]
    return since[0] if since and since[0] < recently else None


def waiting() -> tuple[int, float]:
    """How many tasks are due and wait, and for how many seconds the oldest of them has."""
    due = DBTaskResult.objects.ready()
    at_once = When(run_after=get_date_max(), then="enqueued_at")
    found = due.aggregate(count=Count("pk"), since=Min(Case(at_once, default="run_after")))
    if not found["count"]:
        return 0, 0.0
    return found["count"], max(0.0, (timezone.now() - found["since"]).total_seconds())


def last_worked() -> datetime.datetime | None:
    """When a worker gave a chore its turn last; None if none ever worked."""
    return Turn.objects.aggregate(last=Max("taken_at"))["last"]


def stopped_since(last: datetime.datetime | None) -> datetime.datetime | None:
    """When a worker worked last, if it was long ago."""
    return last if last and last < timezone.now() - LONG else None


def failed_tasks() -> int:
    """How many tasks failed for good."""
    return FailedTask.objects.filter(status="FAILED").count()
