"""`manage.py doctor`: is every number, sheet and guard as it should be?"""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from documents import receipts
from jobs import standing
from newsroom.keeping import triggers
from newsroom.setting_up import checklist
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
        parser.add_argument(
            "--receipt", metavar="FILE", help="compare with what `manage.py receipt` wrote"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        kept = self._receipt(options["receipt"])
        if options["repair"]:
            guards.raise_up(guards.missing())
            triggers.raise_up()
        findings = [*of_the_register.examine(), *of_releases.examine(), *_of_the_worker()]
        # Without them nothing tells of what becomes public or hidden: kept pages would be shown on.
        findings += map(of_the_register.of_a_missing_guard, triggers.missing())
        findings += receipts.compared(kept) if kept else []
        if options["json"]:
            said: dict[str, Any] = {"ok": not findings, "findings": list(map(asdict, findings))}
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))
        else:
            for finding in findings:
                self.stdout.write(f"{finding.problem}\n    {finding.remedy}")
            if not findings:
                self.stdout.write(_("Nothing was found: the register is whole."))
            self._remind()
        if findings:
            raise SystemExit(1)

    def _remind(self) -> None:
        """Of what `setup` said is needed, and is not there yet: no fault, and no finding."""
        if not settings.DEBUG and (todo := checklist.still_open()):
            self.stdout.write(_("Still to be done:"))
            for point in todo:
                self.stdout.write(f"  · {point.what}\n      {point.how}")

    @staticmethod
    def _receipt(file: str | None) -> dict[str, Any] | None:
        if not file:
            return None
        try:
            return receipts.read(Path(file).read_text(encoding="utf-8"))
        except OSError as error:
            raise CommandError(
                _("The receipt could not be read: %(why)s.") % {"why": error.strerror}
            ) from error
        except UnicodeDecodeError as error:
            raise CommandError(_("This file is no receipt of a newsroom.")) from error
        except ValueError as error:
            raise CommandError(str(error)) from error


def _of_the_worker() -> Iterator[Finding]:
    """That nobody does the work behind the pages; no word of it while nothing waits."""
    if since := standing.waiting_since(standing.last_worked()):
        minutes = (timezone.now() - since).total_seconds() // 60
        yield Finding(
            "worker",
            _("The queue has waited for a worker for %(minutes)d minutes.") % {"minutes": minutes},
            _("Start `manage.py worker`, or look why the one that runs takes nothing."),
        )
