"""The files that rows name: kept in a backup under their hashes, and put back under their names.

Only those: what is just arriving has no row yet, and papers are made again. A file never changes,
so one that a backup holds already is not copied again.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, TypedDict

from django.apps import apps
from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db.models import FileField
from django.utils.translation import gettext as _

from newsroom.backup.engines import Moment
from newsroom.backup.errors import BackupRefused
from newsroom.backup.manifest import hashed

FOLDER = "files"

Told = Callable[[str], object]


class Kept(TypedDict):
    name: str
    size: int
    sha256: str


def named(moment: Moment) -> dict[str, str]:
    """The files that the rows of a moment name, each with the hash that its row says, or ""."""
    known = set(moment.names())
    found: dict[str, str] = {}
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        for field in model._meta.concrete_fields:
            if not isinstance(field, FileField) or table not in known:
                continue
            columns = [one.name for one in model._meta.concrete_fields if one.name == "sha256"]
            for name, *said in moment.select(table, field.name, *columns):
                if name:
                    found[name] = said[0] if said else found.get(name, "")
    return dict(sorted(found.items()))


def stored(backup: Path, sha256: str) -> Path:
    """Where a backup keeps the file with this hash."""
    return backup / FOLDER / sha256[:2] / sha256


def keep(backup: Path, wanted: dict[str, str], told: Told) -> tuple[list[Kept], list[str]]:
    """Copy the files into a backup.

    Args:
        wanted: names in the storage, each with the hash that it should have, or "".

    Returns:
        What was kept, and the names of what is missing or is not what its row says.
    """
    kept: list[Kept] = []
    missing = []
    for count, (name, expected) in enumerate(wanted.items(), start=1):
        sha256 = _hashed(name)
        if not sha256:
            missing.append(name)
            continue
        if expected and sha256 != expected:
            missing.append(name)
        target = stored(backup, sha256)
        size = default_storage.size(name)
        if not target.exists() or target.stat().st_size != size:
            with default_storage.open(name) as source:
                put(source, target)
        kept.append({"name": name, "size": size, "sha256": sha256})
        if count % 100 == 0 or count == len(wanted):
            told(_("%(done)d of %(all)d files") % {"done": count, "all": len(wanted)})
    return kept, missing


def _hashed(name: str) -> str:
    """The SHA-256 of a file in the storage; "" where it is not there."""
    try:
        with default_storage.open(name) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def put(source: IO[bytes] | File, target: Path) -> None:
    """Copy a file so that it is whole or not there, even if power fails."""
    target.parent.mkdir(parents=True, exist_ok=True)
    arriving = target.with_name(f"{target.name}.arriving")
    try:
        with arriving.open("wb") as file:
            shutil.copyfileobj(source, file)
            file.flush()
            os.fsync(file.fileno())
        arriving.replace(target)
    finally:
        arriving.unlink(missing_ok=True)


def damaged(backup: Path, kept: Iterable[Kept], told: Told) -> Iterator[str]:
    """The names of the files that a backup lacks, or that are not what its manifest says."""
    files = list(kept)
    for count, one in enumerate(files, start=1):
        path = stored(backup, one["sha256"])
        if not path.is_file() or hashed(path) != one["sha256"]:
            yield one["name"]
        if count % 100 == 0 or count == len(files):
            told(_("%(done)d of %(all)d files") % {"done": count, "all": len(files)})


def put_back(backup: Path, kept: Iterable[Kept], told: Told) -> None:
    """Put the files of a backup where the rows say they are, and read them again.

    Raises:
        BackupRefused: one is not what it was, after it was written.
    """
    files = list(kept)
    for count, one in enumerate(files, start=1):
        if _hashed(one["name"]) != one["sha256"]:
            with stored(backup, one["sha256"]).open("rb") as source:
                _into_the_storage(source, one["name"])
            if _hashed(one["name"]) != one["sha256"]:
                raise BackupRefused(
                    _("%(file)s could not be written as it was.") % {"file": one["name"]}
                )
        if count % 100 == 0 or count == len(files):
            told(_("%(done)d of %(all)d files") % {"done": count, "all": len(files)})


def _into_the_storage(source: IO[bytes], name: str) -> None:
    try:
        target = Path(default_storage.path(name))
    except NotImplementedError:  # on another machine, which has it whole or not at all
        default_storage.save(name, File(source))
        return
    put(source, target)
    target.chmod(settings.FILE_UPLOAD_PERMISSIONS)
