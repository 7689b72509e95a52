"""Taking a backup, while everybody goes on working."""

import datetime
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from newsroom.backup import files, manifest
from newsroom.backup.choosing import engine_of
from newsroom.backup.engines import Moment
from newsroom.backup.errors import BackupRefused
from newsroom.backup.manifest import Manifest, hashed

Told = Callable[[str], object]


def take(folder: Path, told: Told) -> Manifest:
    """Write a backup into a folder, and read it again.

    The one that was there stays whole until the new one is: its manifest is replaced last. Files
    that the folder holds already are not copied again.

    Args:
        folder: made if it is not there.
        told: is told each step.

    Returns:
        The new manifest.

    Raises:
        BackupRefused: somebody else is writing there, a program is missing, or what was written
            is not what was read.
        OSError: the disk is full, or the folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        engine = engine_of(connection)
        made = datetime.datetime.now(datetime.UTC)
        name = f"database-{made:%Y%m%dT%H%M%S%f}.{engine.suffix}"
        copy = folder / name
        try:
            with engine.moment() as moment:
                told(_("Reading the tables"))
                tables = moment.summed(told)
                named = files.named(moment)
                migrations = sorted(map(".".join, _migrations(moment)))
                told(_("Writing the database"))
                moment.write(copy, told)
            told(_("Reading the copy"))
            again = engine.check(copy)
            if again is not None and again != tables:
                raise BackupRefused(_("The copy of the database is not what was read."))
            told(_("Copying the files"))
            kept, missing = files.keep(folder, named, told)
            told(_("Reading the files again"))
            if bad := list(files.damaged(folder, kept, told)):
                raise BackupRefused(
                    _("These files were not written as they were: %(names)s")
                    % {"names": ", ".join(bad)}
                )
            said: Manifest = {
                "format": manifest.FORMAT,
                "made": made.isoformat(timespec="milliseconds"),
                "engine": engine.vendor,
                "version": engine.version(),
                "django": django.get_version(),
                "migrations": migrations,
                "database": {"name": name, "size": copy.stat().st_size, "sha256": hashed(copy)},
                "tables": tables,
                "files": kept,
                "missing": missing,
            }
            _finish(folder, manifest.as_text(said), copy)
        except BaseException:
            copy.unlink(missing_ok=True)
            raise
        for older in folder.glob("database-*"):
            if older != copy:
                older.unlink()
    return manifest.read(folder)


def _migrations(moment: Moment) -> list[tuple[str, ...]]:
    table = MigrationRecorder.Migration._meta.db_table
    return moment.select(table, "app", "name")


def _finish(folder: Path, text: str, copy: Path) -> None:
    """Let the manifest say what is there, from one moment to the next."""
    with copy.open("rb") as file:
        os.fsync(file.fileno())
    arriving = folder / f"{manifest.NAME}.arriving"
    with arriving.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    arriving.replace(folder / manifest.NAME)
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """That nobody else writes a backup there; the system lets go of it, however we end."""
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupRefused(
                _("Another backup is being written into %(folder)s.") % {"folder": folder}
            ) from error
        yield
