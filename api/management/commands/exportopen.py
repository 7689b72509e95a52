"""`manage.py exportopen`: write everything public as JSON Lines and CSV."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from api.opendata import exporting


class Command(BaseCommand):
    help = (
        "Write everything that is public now as JSON Lines and CSV, with a data dictionary. Each "
        "file takes the place of the one before when it is whole. A worker does it by itself."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--output",
            type=Path,
            metavar="DIR",
            help="another folder than VAR_DIR/open/, from which /open/ is served",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        where = options["output"] or exporting.folder()
        try:
            exporting.export(where, self.stdout.write)
        except exporting.Busy:
            raise CommandError(f"{where} is being written by somebody else.") from None
        except OSError as error:
            raise CommandError(f"{where} can’t be written: {error}") from error
        self.stdout.write(f"Everything public is in {where}.")
