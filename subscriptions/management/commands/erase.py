"""`manage.py erase`: delete what is kept of a mail address, because its owner asks for it."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from agencies.models import Contact
from subscriptions.models import Subscriber


class Command(BaseCommand):
    help = (
        "Delete a subscriber, with all that was sent to them, and name what else is kept of the "
        "address. Accounts of the desk and what they did are part of the official record, and stay."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", metavar="ADDRESS", help="a mail address")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        deleted, _each = Subscriber.objects.filter(email__iexact=address).delete()
        if deleted:
            self.stdout.write(_("%(address)s is no subscriber any more.") % {"address": address})
        people = User.objects.filter(email__iexact=address)
        contacts = Contact.objects.filter(email__iexact=address).select_related("agency")
        others = [
            *(
                _("An account of the desk has this address: %(name)s. Close it at the desk.")
                % {"name": person.get_username()}
                for person in people
            ),
            *(
                _("A contact of %(agency)s has it: %(name)s. What is sealed with it is redacted.")
                % {"agency": contact.agency, "name": contact.name}
                for contact in contacts
            ),
        ]
        for line in others:
            self.stdout.write(line)
        if not (deleted or others):
            raise CommandError(_("Nothing is kept of %(address)s.") % {"address": address})
