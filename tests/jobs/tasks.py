"""Tasks for the tests of the worker; a task has to stand where its name leads to."""

import time

from django_tasks import task

DONE: list[str] = []
FAULTS: list[Exception] = []


@task()
def note(word: str) -> None:
    """Write a word down; raise the next of `FAULTS` first."""
    if FAULTS:
        raise FAULTS.pop()
    DONE.append(word)


@task()
def rest(seconds: float) -> None:
    time.sleep(seconds)
