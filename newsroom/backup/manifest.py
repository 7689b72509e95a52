"""The manifest of a backup: what it holds, with hashes, and what it needs.

One JSON object, our own format: `format`, `made` (UTC), `engine` and its `version`, `django`,
`migrations` (those that were applied), `database` (name, size, sha256), `tables` (rows and sha256
of each), `files` (name, size and sha256 of each), `missing` (files that rows name and that were not
there), and `sha256` of all of that.
"""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from newsroom.backup.errors import BackupRefused

NAME = "manifest.json"
FORMAT = 1
MEMBERS = {
    "format", "made", "engine", "version", "django", "migrations", "database", "tables", "files",
    "missing", "sha256",
}  # fmt: skip

Manifest = dict[str, Any]


def fingerprint(said: Manifest) -> str:
    """The SHA-256 of a manifest without its own hash."""
    rest = {name: value for name, value in said.items() if name != "sha256"}
    text = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def as_text(said: Manifest) -> str:
    return json.dumps(said | {"sha256": fingerprint(said)}, ensure_ascii=False, indent=1) + "\n"


def read(folder: Path) -> Manifest:
    """The manifest of the backup in a folder.

    Raises:
        BackupRefused: there is none, it was altered, or it is of another format.
    """
    try:
        said = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BackupRefused(
            _("There is no backup in %(folder)s, or it was never finished: %(name)s is missing.")
            % {"folder": folder, "name": NAME}
        ) from error
    except (ValueError, RecursionError) as error:
        raise _altered() from error
    if not isinstance(said, dict) or said.keys() != MEMBERS or said["sha256"] != fingerprint(said):
        raise _altered()
    if said["format"] != FORMAT:
        raise BackupRefused(_("This backup has a format that this newsroom does not know."))
    names = [said["database"]["name"], *(one["name"] for one in said["files"])]
    if any(PurePosixPath(name).is_absolute() or ".." in name.split("/") for name in names):
        raise _altered()
    return said


def _altered() -> BackupRefused:
    return BackupRefused(
        _(
            "The manifest was altered or cut off: it does not have the hash that it says. "
            "Take another backup."
        )
    )


def hashed(path: Path, told: Callable[[int], object] = lambda _size: None) -> str:
    """The SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            digest.update(part)
            told(len(part))
    return digest.hexdigest()
