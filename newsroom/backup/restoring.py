"""Bringing a backup back: checked before anything is touched, and again afterwards."""

from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from newsroom.backup import files, manifest, tables
from newsroom.backup.choosing import engine_of
from newsroom.backup.engines import Engine
from newsroom.backup.errors import BackupRefused
from newsroom.backup.manifest import Manifest, hashed

# Where one of these has a row, somebody has begun to use the newsroom.
BEGUN = ("auth.User", "agencies.Agency", "releases.Release", "numbering.Number")

Told = Callable[[str], object]


def check(folder: Path, told: Told) -> Manifest:
    """Read a backup through.

    Returns:
        Its manifest.

    Raises:
        BackupRefused: there is none, or anything of it is not what its manifest says.
    """
    said = manifest.read(folder)
    told(_("Checking the database"))
    copy = folder / said["database"]["name"]
    if not copy.is_file() or hashed(copy) != said["database"]["sha256"]:
        raise BackupRefused(
            _("The copy of the database, %(file)s, is missing or was altered.")
            % {"file": copy.name}
        )
    told(_("Checking the files"))
    if bad := list(files.damaged(folder, said["files"], told)):
        raise BackupRefused(
            _("These files of the backup are missing or were altered: %(names)s")
            % {"names": ", ".join(bad)}
        )
    return said


def restore(folder: Path, replace: bool, told: Told) -> Manifest:
    """Make the newsroom what it was when a backup was taken.

    The files come first, which harms nobody; then the database, all of it or nothing. Where it
    stopped it is run again.

    Args:
        folder: where the backup is.
        replace: what the newsroom holds may go.
        told: is told each step.

    Raises:
        BackupRefused: the backup is damaged or does not belong here, the newsroom is not
            empty, or what was brought back is not what was kept.
    """
    said = check(folder, told)
    engine = engine_of(connection)
    if said["engine"] != engine.vendor:
        raise BackupRefused(
            _("This is a backup of %(theirs)s, and this newsroom runs on %(ours)s.")
            % {"theirs": said["engine"], "ours": engine.vendor}
        )
    known = {".".join(key) for key in MigrationLoader(None).disk_migrations}
    if later := sorted(set(said["migrations"]) - known):
        raise BackupRefused(
            _(
                "The backup was taken by a later version, which knows %(migrations)s. "
                "Install that one."
            )
            % {"migrations": ", ".join(later)}
        )
    present = set(connection.introspection.table_names())
    if not replace and _is_begun(present):
        raise BackupRefused(
            _("This newsroom is not empty. With --replace everything in it is replaced.")
        )
    told(_("Bringing back the files"))
    files.put_back(folder, said["files"], told)
    told(_("Bringing back the database"))
    connection.close()
    ours = set(connection.introspection.django_table_names()) | said["tables"].keys()
    engine.bring_back(folder / said["database"]["name"], sorted(present & ours), told)
    connection.close()
    told(_("Comparing the tables"))
    _compare(engine, said["tables"])
    told("migrate")
    call_command("migrate", verbosity=0, interactive=False)
    return said


def _is_begun(present: set[str]) -> bool:
    models = [apps.get_model(name) for name in BEGUN]
    there = [model for model in models if model._meta.db_table in present]
    # Tables, and none of ours: the database is somebody else's.
    return any(model._base_manager.exists() for model in there) or bool(present and not there)


def _compare(engine: Engine, expected: dict[str, tables.Table]) -> None:
    with engine.moment() as moment:
        found = moment.summed(lambda _line: None)
    if wrong := sorted(name for name, said in expected.items() if found.get(name) != said):
        raise BackupRefused(
            _("These tables are not what was kept: %(names)s") % {"names": ", ".join(wrong)}
        )
