"""`manage.py remind`: mail approvers about what has waited for review too long."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from releases import reminding


class Command(BaseCommand):
    help = (
        "Mail everyone who may approve a release that has waited for review longer than its agency "
        "allows: one mail a person, and of each release once. Can be run as often as you like. The "
        "exit status is 1 if a mail could not be sent, or if nobody can be reminded."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say who, and send nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        due = reminding.due()
        failed = False
        for place, (person, waiting) in enumerate(due.mails.items(), start=1):
            line = f"{place}/{len(due.mails)} {person.get_username()} <{person.email}>: "
            self.stdout.write(line + ", ".join(f"“{one.release}”" for one in waiting))
            if options["dry_run"]:
                continue
            try:
                reminding.remind(person, waiting)
            except OSError as error:
                failed = True
                self.stderr.write(
                    _("The mail to %(person)s could not be sent (%(why)s). Run this again later.")
                    % {"person": person.get_username(), "why": error}
                )
        for one in due.nobody:
            self.stderr.write(
                _("“%(title)s” (%(agency)s): nobody else who may approve it has a mail address.")
                % {"title": one.release, "agency": one.release.agency}
            )
        if failed or due.nobody:
            raise SystemExit(1)
