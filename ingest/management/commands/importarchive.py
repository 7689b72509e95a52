"""`manage.py importarchive`: an office's whole archive, from a table of rows."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from agencies.models import Agency
from agencies.permissions import can
from agencies.roles import Action
from ingest.archive import exporting, importing, mapping, reading_back, report, rows, surveying
from ingest.archive.beside import Folder
from ingest.archive.importing import Run
from ingest.archive.progress import Progress
from ingest.archive.reading_back import ReadBack
from ingest.archive.refused import ArchiveRefused
from ingest.archive.surveying import Survey
from ingest.models import ArchiveImport

NOBODY = "archive"


class Command(BaseCommand):
    help = (
        "Take over an archive: validated first, then in batches, each release public at its own "
        "day with its number as it was printed. What is interrupted goes on when it is run again; "
        "what was taken over before is not taken over twice. Nothing is mailed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="such as .jsonl, .csv, .xlsx")
        parser.add_argument("--map", type=Path, metavar="MAPPING.toml", help="what stands where")
        parser.add_argument("--agency", metavar="SLUG", help="whose releases")
        parser.add_argument(
            "--by", metavar="USER", help=f"who takes it over; without it, “{NOBODY}”"
        )
        parser.add_argument("--dry-run", action="store_true", help="validate, and write nothing")
        parser.add_argument(
            "--report", type=Path, metavar="PATH", help="the report's path without its ending"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._import(options)
        except ArchiveRefused as error:
            raise CommandError("\n".join(error.problems)) from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{options['map']}: save the mapping as UTF-8.") from error
        except (rows.NoRows, OSError) as error:
            raise CommandError(f"{options['file']}: {error}") from error

    def _import(self, options: dict[str, Any]) -> None:
        path = options["file"]
        if path.is_dir():
            path = path / exporting.NAME
        if reading_back.is_ours(path):
            self._read_back(path, options)
            return
        if not options["map"] or not options["agency"]:
            raise CommandError("Say what stands where and whose it is: --map and --agency.")
        agency = self._agency(options["agency"])
        text = options["map"].read_text(encoding="utf-8")
        how = mapping.read(text)
        source = rows.look_at(options["file"], **how.file)
        progress = Progress(self.stderr, "Validated")
        survey = surveying.survey(source, how, agency, lambda: progress.step(progress.done + 1))
        progress.finish()
        self._tell(survey)
        if options["dry_run"]:
            return
        by = self._person(options["by"], agency)
        record = importing.begin(source, agency, by, how, text, survey)
        run = Run(record, how, agency, by, survey.habit, Folder.beside(source.path, how.folder))
        progress = Progress(self.stderr, "Taken over", survey.rows)
        for done in run.over(source.rows()):
            progress.step(done, **self._counts(run))
        importing.finish(record)
        progress.finish(**self._counts(run))
        self._report(record, options["report"])

    def _read_back(self, path: Path, options: dict[str, Any]) -> None:
        """What exportarchive wrote says itself what stands where."""
        if options["dry_run"]:
            raise CommandError("What exportarchive wrote is validated while it is read.")
        by = nobody() if options["by"] is None else self._superuser(options["by"])
        record = reading_back.begin(path, by)
        run = ReadBack(record, path, by)
        progress = Progress(self.stderr, "Taken over", record.rows)
        for done in run.run():
            progress.step(done, **self._counts(run))
        importing.finish(record)
        progress.finish(**self._counts(run))
        self._report(record, options["report"])

    def _superuser(self, username: str) -> User:
        by = User.objects.filter(username=username, is_superuser=True, is_active=True).first()
        if by is None:
            raise CommandError(f"There is no superuser {username}.")
        return by

    def _agency(self, slug: str) -> Agency:
        agency = Agency.objects.filter(slug=slug).first()
        if agency is None:
            known = ", ".join(Agency.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"No agency has the address {slug}. There are: {known}.")
        return agency

    def _person(self, username: str | None, agency: Agency) -> User:
        if username is None:
            return nobody()
        by = User.objects.filter(username=username).first()
        if by is None:
            raise CommandError(f"There is no user {username}.")
        if not can(by, Action.REGISTER, agency):
            raise CommandError(f"{username} is no registrar of {agency}.")
        return by

    def _tell(self, survey: Survey) -> None:
        days = f", from {survey.first_day} to {survey.last_day}" if survey.first_day else ""
        self.stdout.write(
            f"{survey.rows} rows{days}: {survey.drafts} for the desk, {survey.kept_out} kept out."
        )
        if survey.files:
            self.stdout.write(f"  {survey.files} files are named.")
        for problem in survey.files_missing:
            self.stdout.write(f"  Row {problem}")
        for (code, period), raised in sorted(survey.raised.items()):
            self.stdout.write(
                f"  {code} {period}: up to {raised.serial} ({raised.text}, row {raised.place})"
            )

    @staticmethod
    def _counts(run: Run | ReadBack) -> dict[str, int]:
        names = {"public": "public", "draft": "drafts", "here": "here before", "known": "known"}
        counts = {name: run.counts[state] for state, name in names.items()}
        return counts | {"flagged": run.counts["flagged"], "kept out": run.counts["kept-out"]}

    def _report(self, record: ArchiveImport, base: Path | None) -> None:
        if base is None:
            base = settings.VAR_DIR / "archive" / f"{record.pk}-{Path(record.name).stem}"
        for path in report.write(record, base):
            self.stdout.write(f"Report: {path}")


def nobody() -> User:
    """Who signs where nobody is named: an account that nobody can use."""
    user, made = User.objects.get_or_create(username=NOBODY, defaults={"is_active": False})
    if made:
        user.set_unusable_password()
        user.save()
    return user
