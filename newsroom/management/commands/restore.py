"""`manage.py restore DIR`: a newsroom as it was when a backup was taken."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from newsroom.backup import restoring
from newsroom.backup.errors import BackupRefused


class Command(BaseCommand):
    help = (
        "Bring back what `manage.py backup` kept: checked before anything is touched, and compared "
        "afterwards. It ends with what the doctor says."
    )
    # The tables may not be there yet.
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="replace a newsroom that is not empty"
        )
        parser.add_argument("--check", action="store_true", help="only read the backup through")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        told = self.stdout.write if options["verbosity"] else lambda _line: None
        try:
            if options["check"]:
                said = restoring.check(folder, told)
                self.stdout.write(_("The backup of %(made)s is whole.") % {"made": said["made"]})
                return
            said = restoring.restore(folder, options["replace"], told)
        except BackupRefused as error:
            raise CommandError(str(error)) from error
        except (OSError, DatabaseError) as error:
            raise CommandError(
                _("It was not brought back: %(why)s. Run it again when that is mended.")
                % {"why": getattr(error, "strerror", None) or error}
            ) from error
        self.stdout.write(
            _("The newsroom is what it was at %(made)s. The doctor says:") % {"made": said["made"]}
        )
        call_command("doctor", stdout=self.stdout)
