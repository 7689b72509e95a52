"""`manage.py reindex`: write the search index again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from releases import tallies
from releases.models import Edition
from releases.search import index


class Command(BaseCommand):
    help = (
        "Write the search index of every sealed edition again, a few at a time. The newsroom can "
        "be used meanwhile; if it is interrupted, run it again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--missing",
            action="store_true",
            help="only editions without a row, or with one of an older version",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["missing"]:
            keys = index.outdated()
        else:
            index.rebuild_words()
            keys = list(Edition.objects.values_list("pk", flat=True))
        for done in index.rewrite(keys):
            self.stdout.write(f"{done}/{len(keys)}")
        tallies.rewrite()
        index.tidy()
