"""`manage.py bounces`: read mails that came back, and stop what can't be delivered."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from subscriptions import bounces


class Command(BaseCommand):
    help = (
        "Read reports of mails that could not be delivered, as the mail server pipes them in. "
        "Where there is no such mailbox, delivery to it stops; the rest is noted at the desk."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", nargs="*", default=["-"], metavar="FILE", help="one mail each; - is piped in"
        )
        parser.add_argument(
            "--to", default="", metavar="ADDRESS", help="the address that it was delivered to"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for name in options["files"]:
            report = bounces.read(_read(name), options["to"])
            if report is None:
                # No failure of ours: the server would send it back to who sent the report.
                self.stdout.write(f"{name}: no report about a subscriber")
                continue
            report.subscriber.came_back(report.said, for_good=report.for_good)
            done = "stopped" if report.for_good else "noted"
            self.stdout.write(f"{name}: {done}, {report.state}")


def _read(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise CommandError(str(error)) from None
