import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from agencies.models import Agency
from ingest import door
from ingest.door import Source
from ingest.reading import Reading
from ingest.saving import keep_pictures, matching_contacts, save_draft
from releases.errors import MoveRefused


class Command(BaseCommand):
    help = (
        "Read releases from files of Word, PDF, HTML or text and make drafts of them, their "
        "numbers verbatim. "
        "Each is shown and confirmed before anything is saved."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--agency", required=True, metavar="SLUG", help="whose releases")
        parser.add_argument("--by", metavar="USER", help="who confirms what was read")
        parser.add_argument("--yes", action="store_true", help="confirm every file unseen")
        parser.add_argument("--dry-run", action="store_true", help="read, show, save nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object per file")
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
        )

    def handle(self, *args: Any, **options: Any) -> None:
        agency = Agency.objects.filter(slug=options["agency"]).first()
        if agency is None:
            known = ", ".join(Agency.objects.values_list("slug", flat=True)) or "none yet"
            message = f"No agency has the address {options['agency']}. There are: {known}."
            if not options["dry_run"]:
                raise CommandError(message)
            self.stderr.write(message)
        by = None if options["dry_run"] else self._person(options)
        failed = 0
        for place, path in enumerate(options["files"], start=1):
            if len(options["files"]) > 1:
                self.stderr.write(f"[{place}/{len(options['files'])}] {path}")
            try:
                source = door.read(path.read_bytes(), path.name)
                self._show(path, source.reading, options["json"])
                if agency and by and self._confirmed(path, options["yes"]):
                    self._save(source, agency, by, options["language"])
            except (OSError, door.Refused, MoveRefused) as error:
                failed += 1
                self.stderr.write(f"{path}: {error}")
        if failed:
            raise CommandError(f"{failed} of {len(options['files'])} could not be read in.")

    def _person(self, options: dict[str, Any]) -> User:
        if not options["by"]:
            raise CommandError("Say who confirms what was read: --by USER. Or use --dry-run.")
        if not options["yes"] and not sys.stdin.isatty():
            raise CommandError("Nobody can be asked here. Say --yes to confirm every file unseen.")
        users = get_user_model().objects
        try:
            return users.get_by_natural_key(options["by"])
        except users.model.DoesNotExist as error:
            raise CommandError(f"There is no user {options['by']}.") from error

    def _show(self, path: Path, reading: Reading, as_json: bool) -> None:
        fields = reading.as_json()
        if as_json:
            self.stdout.write(json.dumps(fields, ensure_ascii=False))
            return
        self.stdout.write(self.style.MIGRATE_HEADING(str(path)))
        for name in ("numbers", "date", "title", "dateline", "letterhead", "contacts"):
            self.stdout.write(f"  {name}: {json.dumps(fields[name], ensure_ascii=False)}")
        for number, paragraph in enumerate(fields["paragraphs"], start=1):
            self.stdout.write(f"  paragraph {number}: {paragraph}")
        for warning in fields["warnings"]:
            self.stdout.write(self.style.WARNING(f"  ! {warning}"))

    def _confirmed(self, path: Path, yes: bool) -> bool:
        return yes or input(f"Make a draft of {path.name}? [y/N] ").strip().lower() in ("y", "yes")

    def _save(self, source: Source, agency: Agency, by: User, language: str) -> None:
        reading = source.reading
        pictures, left = keep_pictures(source.pictures, by)
        for problem in left:
            self.stderr.write(f"  ! {problem}")
        release = save_draft(
            agency,
            by,
            language=language,
            date=reading.date,
            title=reading.title or "",
            dateline=reading.dateline or "",
            body=source.body,
            numbers=reading.numbers,
            contacts=matching_contacts((contact.name for contact in reading.contacts), agency),
            letterhead=reading.letterhead,
            pictures=pictures,
        )
        self.stderr.write(f"Draft {release.pk}: {release.title}")
