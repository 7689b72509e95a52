"""Take somebody's second factor away, where no superuser can do it at the desk."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from agencies.second_factor.changing import reset


class Command(BaseCommand):
    help = "Take a person's second factor away: app, keys and recovery codes. Their sessions end."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", metavar="USER")
        parser.add_argument("--reason", default="", help="what is put on record")

    def handle(self, *args: Any, username: str, reason: str, **options: Any) -> None:
        person = User.objects.filter(username=username).first()
        if person is None:
            raise CommandError(f"There is no account with the user name {username}.")
        count = reset(person, by=None, reason=reason)
        self.stdout.write(f"{username}: {count} removed. The password alone signs in again.")
