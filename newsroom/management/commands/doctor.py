"""`manage.py doctor`: is every number, sheet and guard as it should be?"""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs import standing
from numbering import examination as of_the_register
from numbering import guards
from numbering.examination import Finding
from releases import examination as of_releases


class Command(BaseCommand):
    help = (
        "Examine the register, its counters and guards, the sealed editions and their files. Each "
        "finding says what is wrong and what to do; with any, the exit status is 1."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="findings as one JSON object")
        parser.add_argument(
            "--repair", action="store_true", help="put missing guards up again, then examine"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["repair"]:
            guards.raise_up(guards.missing())
        findings = [*of_the_register.examine(), *of_releases.examine(), *_of_the_worker()]
        if options["json"]:
            said: dict[str, Any] = {"ok": not findings, "findings": list(map(asdict, findings))}
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))
        else:
            for finding in findings:
                self.stdout.write(f"{finding.problem}\n    {finding.remedy}")
            if not findings:
                self.stdout.write(_("Nothing was found: the register is whole."))
        if findings:
            raise SystemExit(1)


def _of_the_worker() -> Iterator[Finding]:
    """That nobody does the work behind the pages; no word of it while nothing waits."""
    if since := standing.waiting_since(standing.last_worked()):
        minutes = (timezone.now() - since).total_seconds() // 60
        yield Finding(
            "worker",
            _("The queue has waited for a worker for %(minutes)d minutes.") % {"minutes": minutes},
            _("Start `manage.py worker`, or look why the one that runs takes nothing."),
        )
