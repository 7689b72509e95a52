"""`manage.py receipt`: where every chain and every counter stands, to be kept elsewhere."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from documents.receipts import receipt


class Command(BaseCommand):
    help = (
        "Print a receipt: the head of every release's chain of editions, and every counter. Keep "
        "it away from this machine; `doctor --receipt FILE` then finds a rolled-back database."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", metavar="FILE", help="write there instead of printing")

    def handle(self, *args: Any, **options: Any) -> None:
        text = json.dumps(receipt(), ensure_ascii=False, indent=1)
        if not options["output"]:
            self.stdout.write(text)
            return
        try:
            Path(options["output"]).write_text(f"{text}\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(
                _("The receipt could not be written: %(why)s.") % {"why": error.strerror}
            ) from error
