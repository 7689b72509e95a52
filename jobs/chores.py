"""The queue's own chores."""

from contextlib import suppress

from django.core.management import call_command

from jobs import calling, working
from jobs.clock import every


@every(minutes=1)
def take_back_what_was_left() -> None:
    working.take_back_what_was_left()


@every(minutes=1)
def call_again_for_what_redis_lost() -> None:
    with suppress(calling.Silent):
        calling.call_all()


@every(days=1)
def forget_old_tasks() -> None:
    """What was done is kept for a month, what failed for good for a year."""
    call_command(
        "prune_db_task_results",
        queue_name="*",
        min_age_days=30,
        failed_min_age_days=365,
        verbosity=0,
    )
