"""`manage.py backup DIR`: the database and its files, kept elsewhere."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from newsroom.backup import taking
from newsroom.backup.errors import BackupRefused


class Command(BaseCommand):
    help = (
        "Write the database and its files into a folder, as they were at one moment, and read "
        "them again. The newsroom goes on meanwhile. Run again, the folder holds the newer one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path, help="made if it is not there")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        told = self.stdout.write if options["verbosity"] else lambda _line: None
        try:
            said = taking.take(folder, told)
        except BackupRefused as error:
            raise CommandError(str(error)) from error
        except (OSError, DatabaseError) as error:
            raise CommandError(
                _("No backup was written: %(why)s. What %(folder)s held before is still there.")
                % {"why": getattr(error, "strerror", None) or error, "folder": folder}
            ) from error
        for name in said["missing"]:
            self.stderr.write(_("%(file)s is missing or damaged; run `doctor`.") % {"file": name})
        rows = sum(table["rows"] for table in said["tables"].values())
        self.stdout.write(
            _(
                "Kept in %(folder)s and read again: %(rows)d rows, %(files)d files. "
                "SHA-256 %(sha256)s"
            )
            % {
                "folder": folder,
                "rows": rows,
                "files": len(said["files"]),
                "sha256": said["sha256"],
            }
        )
