from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom.demo.loading import load
from releases.models import Release


class Command(BaseCommand):
    help = (
        "Load the demo newsroom: an invented province with two agencies, staff and releases. "
        "Their passwords are written to var/demo-logins.txt, its links to var/demo-links.txt."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="do nothing, instead of refusing, where there are releases already",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if Release.objects.exists():
            if options["if_empty"]:
                self.stdout.write("There are releases already: the demo is not loaded.")
                return
            raise CommandError(
                "This database holds releases already. Load the demo into an empty one."
            )
        logins = settings.VAR_DIR / "demo-logins.txt"
        load(logins, lambda line: self.stdout.write(f"  {line}"))
        self.stdout.write(f"The demo is loaded. Its logins are in {logins}")
