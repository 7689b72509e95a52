"""`manage.py testmail ADDRESS`: a mail with the head of every alert, to look at how it arrives."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from subscriptions import letters
from subscriptions.checks import BY_SMTP


class Command(BaseCommand):
    help = (
        "Send a mail with the head of every alert, and no subscriber behind it, so that you see "
        "whether the relay signs what it has to: see docs/operating.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address")

    def handle(self, *args: Any, **options: Any) -> None:
        address = options["address"]
        try:
            validate_email(address)
        except ValidationError:
            raise CommandError(f"{address} is no mail address.") from None
        try:
            letters.trial(address).send()
        except OSError as error:
            raise CommandError(f"It could not be sent: {error}") from None
        if settings.EMAIL_BACKEND == BY_SMTP:
            self.stdout.write(f"Sent to {address} by way of {settings.EMAIL_HOST}.")
        else:
            self.stdout.write(
                "EMAIL_URL is not set: it is written into a file, and reaches nobody."
            )
