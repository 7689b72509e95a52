"""`manage.py worker`: do what is due by the clock, and what the queue holds."""

import os
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections, connection

from jobs.working import Shift

PAUSE = 1  # seconds between two looks at clock and queue
LONG_PAUSE = 5  # seconds, where the database does not answer


class Command(BaseCommand):
    help = (
        "Do what is due by the clock and what the queue holds, until Ctrl-C or SIGTERM: the task "
        "at hand is finished first. Several may run beside each other. Nothing is lost when one "
        "is killed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="do what there is to do now, and end; for cron"
        )
        parser.add_argument(
            "--parent", type=int, metavar="PID", help="end when the process that started it has"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        shift = Shift(called=not options["once"])
        if options["once"]:
            while shift.round():
                pass
            return
        shift.end_at_signals()
        self.stdout.write("The worker works. End it with Ctrl-C.")
        while not shift.over:
            if options["parent"] and os.getppid() != options["parent"]:
                return
            try:
                if not shift.round() and not shift.over:
                    close_old_connections()
                    shift.wait(PAUSE)
            except (OperationalError, InterfaceError) as error:
                # It is away, or full; what was taken meanwhile is put back after its lease.
                self.stderr.write(f"The database does not answer: {error}".strip())
                connection.close()
                time.sleep(LONG_PAUSE)
