"""The queue's own chores."""

from django.core.management import call_command

from jobs import working
from jobs.clock import every


@every(minutes=1)
def take_back_what_was_left() -> None:
    working.take_back_what_was_left()


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
