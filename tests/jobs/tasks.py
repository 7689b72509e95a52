"""Tasks for the tests of the worker; a task has to stand where its name leads to."""

from django_tasks import task

DONE: list[str] = []
FAULTS: list[Exception] = []


@task()
def note(word: str) -> None:
    """Write a word down; raise the next of `FAULTS` first."""
    if FAULTS:
        raise FAULTS.pop()
    DONE.append(word)
