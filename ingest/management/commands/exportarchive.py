"""`manage.py exportarchive`: what is public, or everything sealed, as JSON lines and files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ingest.archive import exporting
from ingest.archive.progress import Progress


class Command(BaseCommand):
    help = (
        "Write what is public as JSON lines and files, which importarchive reads back to the same "
        "hashes. Drafts are not in it, nor are people, links and notes: they are in a backup."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", type=Path, required=True, metavar="DIR")
        parser.add_argument(
            "--all",
            action="store_true",
            help="every sealed edition, scheduled, cancelled and withdrawn ones too",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        progress = Progress(self.stderr, "Written")
        try:
            done = exporting.export(options["output"], options["all"], progress.step)
        except OSError as error:
            raise CommandError(f"{options['output']}: {error}") from error
        progress.finish()
        self.stdout.write(f"{done} editions: {options['output'] / exporting.NAME}")
