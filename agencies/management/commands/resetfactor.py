"""`manage.py resetfactor`: take a second factor away where no superuser can do it at the desk."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from agencies.second_factor.changing import reset


class Command(BaseCommand):
    help = "Take a person's second factor away: app, keys and recovery codes. Their sessions end."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", metavar="USER")
        parser.add_argument("--reason", default="", help="what is put on record")

    def handle(self, *args: Any, username: str, reason: str, **options: Any) -> None:
        person = User.objects.filter(username=username).first()
        if person is None:
            said = _("There is no account with the user name %(username)s.")
            raise CommandError(said % {"username": username})
        if not reset(person, by=None, reason=reason):
            raise CommandError(_("%(person)s has no second factor.") % {"person": person})
        said = _("%(person)s has no second factor any more: the password alone signs in.")
        self.stdout.write(said % {"person": person})
