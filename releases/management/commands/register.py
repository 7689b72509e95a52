"""`manage.py register`: print the book of a sequence."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from numbering.models import Sequence
from releases.book import NoSuchPeriod, Page, pages
from releases.printing import as_csv, as_text, as_xlsx


class Command(BaseCommand):
    help = "Print the register of a sequence: every serial, what became of it, and the gaps."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sequence", required=True, metavar="CODE")
        parser.add_argument(
            "--period",
            default="",
            metavar="2020",
            help="2020, 2020-03 or 2026-2027; without it the whole book",
        )
        parser.add_argument("--format", choices=["text", "csv", "xlsx"], default="text")
        parser.add_argument("--output", metavar="FILE", help="write there instead of printing")

    def handle(self, *args: Any, **options: Any) -> None:
        sequence = Sequence.objects.filter(code=options["sequence"]).first()
        if sequence is None:
            known = ", ".join(Sequence.objects.values_list("code", flat=True))
            raise CommandError(
                _("There is no sequence %(code)s. There are: %(known)s.")
                % {"code": options["sequence"], "known": known or "–"}
            )
        try:
            book = pages(sequence, options["period"])
        except NoSuchPeriod as unknown:
            raise CommandError(str(unknown)) from unknown
        try:
            self._write(sequence, book, options)
        except OSError as error:
            raise CommandError(
                _("The book could not be written to %(file)s: %(why)s.")
                % {"file": options["output"] or "stdout", "why": error.strerror}
            ) from error

    def _write(self, sequence: Sequence, book: list[Page], options: dict[str, Any]) -> None:
        if options["format"] == "xlsx":
            self._write_workbook(sequence, book, options["output"])
            return
        lines = as_csv(book) if options["format"] == "csv" else as_text(book)
        if options["output"]:
            with Path(options["output"]).open("w", encoding="utf-8", newline="") as file:
                file.writelines(lines)
        else:
            for line in lines:
                self.stdout.write(line, ending="")

    def _write_workbook(self, sequence: Sequence, book: list[Page], output: str | None) -> None:
        if not output and self.stdout.isatty():
            raise CommandError(_("Say with --output which file the workbook is to be written to."))
        workbook = as_xlsx(sequence.name, book)
        if output:
            Path(output).write_bytes(workbook)
        else:
            self.stdout.buffer.write(workbook)  # type: ignore[attr-defined]
