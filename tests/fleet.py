"""The same work in several processes at once, all on the database of the test.

Import no models here: a new process reads this module before Django is set up in it.
"""

import multiprocessing
import pickle
import time
from collections.abc import Callable, Sequence
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Barrier
from typing import Any

import django

LONGEST = 900  # seconds that a process may take before it counts as stuck
STARTING = 180  # seconds that all of them may take until they begin
_kept: list[Barrier] = []


def run(work: Callable[..., None], tasks: Sequence[tuple]) -> list[int | None]:
    """Call `work(*task)` for every task, each in a process of its own, beginning together.

    Args:
        work: a function of a module, so that the other process finds it by its name. Its
            database must have been committed: use `django_db(transaction=True)`.
        tasks: the arguments, one tuple a process.

    Returns:
        The exit codes: 0 for every process whose work raised nothing. The traceback of
        any other is on standard error.
    """
    processes = begin(work, tasks)
    for process in processes:
        process.join(LONGEST)
        process.kill()  # does nothing where it has ended by itself
        process.join()
    return [process.exitcode for process in processes]


def begin(work: Callable[..., None], tasks: Sequence[tuple]) -> list[BaseProcess]:
    """As `run`, but return when all of them begin: they are the caller's to end."""
    from django.db import connection

    # Not forked from this process: two processes must never share a connection. They are
    # forked from one that has set Django up and never had any.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.prepared"])
    together = context.Barrier(len(tasks) + 1)
    # Its memory would be the next one's, while a slow process still waits at it.
    _kept.append(together)
    database = str(connection.settings_dict["NAME"])
    processes: list[BaseProcess] = [
        context.Process(
            target=_serve, args=(database, together, pickle.dumps((work, task))), daemon=True
        )
        for task in tasks
    ]
    for process in processes:
        process.start()
    together.wait(STARTING)
    return processes


def wait_until(there: Callable[[], bool]) -> None:
    """Wait for what other processes do.

    Raises:
        TimeoutError: it did not come.
    """
    until = time.monotonic() + STARTING
    while not there():
        if time.monotonic() > until:
            raise TimeoutError("The other processes did not come so far.")
        time.sleep(0.02)


def _serve(database: str, together: Barrier, job: bytes) -> None:
    django.setup()
    from django.conf import settings
    from django.db import connection

    settings.DEBUG = False  # as in every test; otherwise each query is also written down
    connection.settings_dict["NAME"] = database
    work: Callable[..., None]
    task: tuple[Any, ...]
    work, task = pickle.loads(job)  # noqa: S301 - our own, from the process that began this one
    together.wait(STARTING)
    work(*task)
