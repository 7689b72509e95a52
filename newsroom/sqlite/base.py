"""SQLite as Django has it, with a queue in front: who writes waits for their turn.

SQLite lets one write at a time. Who comes meanwhile sleeps, tries again, and sleeps longer; so
whoever writes without a rest keeps all others out, for as long as they go on. Here a
transaction first waits for the lock of a file beside the database, which the kernel gives
on in turn, and takes it back from a process that dies.

Only transactions queue. A single statement outside of one waits as SQLite does.
"""

import fcntl
import os

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    _queue: int | None = None  # the open file

    def _start_transaction_under_autocommit(self) -> None:
        self._wait_for_turn()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._give_way()
            raise

    def _commit(self) -> None:
        super()._commit()
        self._give_way()  # not where it failed: it is rolled back then

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._give_way()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            if self._queue is not None:
                os.close(self._queue)
                self._queue = None

    def _wait_for_turn(self) -> None:
        if self.is_in_memory_db():
            return
        if self._queue is None:
            path = f"{self.settings_dict['NAME']}-queue"
            self._queue = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        # Of the open file, not of the process: two threads wait for each other as well.
        fcntl.flock(self._queue, fcntl.LOCK_EX)

    def _give_way(self) -> None:
        if self._queue is not None:
            fcntl.flock(self._queue, fcntl.LOCK_UN)
