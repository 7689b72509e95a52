"""What stands in the way of a backup, or of bringing one back, is said in words."""

import errno
import io
import json
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from newsroom.backup import manifest
from tests.releases.files.attaching import coloured, kept

pytestmark = [pytest.mark.usefixtures("english"), pytest.mark.django_db(transaction=True)]


def backup(folder: Path) -> str:
    out = io.StringIO()
    call_command("backup", folder, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def kept_in(tmp_path, settings, office):
    """A backup of an office and one picture."""
    settings.MEDIA_ROOT = tmp_path / "media"
    kept(coloured("red"), "foto.png")
    assert "1 files. SHA-256" in backup(tmp_path / "backup")
    return tmp_path / "backup"


def refused(folder: Path, **options: object) -> str:
    with pytest.raises(CommandError) as error:
        call_command("restore", folder, verbosity=0, **options)
    return str(error.value)


def test_all_that_stands_in_the_way(kept_in, tmp_path, settings, monkeypatch):
    call_command("restore", kept_in, check=True, verbosity=0, stdout=io.StringIO())
    # A newsroom that is in use is not replaced unless that is said.
    assert "not empty" in refused(kept_in)
    assert "no backup in" in refused(tmp_path / "elsewhere")

    # Run again, files are kept already; a picture that got lost or damaged meanwhile is told.
    [picture] = [one for one in (settings.MEDIA_ROOT / "files").rglob("*") if one.is_file()]
    picture.write_bytes(b"rotten")
    assert f"{picture.relative_to(settings.MEDIA_ROOT)} is missing or damaged" in backup(kept_in)

    # A full disk leaves the backup that was there.
    before = manifest.read(kept_in)
    picture.write_bytes(b"another")
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfileobj", _full)
        with pytest.raises(CommandError, match=r"No space left.*is still there"):
            backup(kept_in)
    assert manifest.read(kept_in) == before
    assert [path.name for path in kept_in.glob("database-*")] == [before["database"]["name"]]

    if connection.vendor == "postgresql":
        with monkeypatch.context() as patch:
            patch.setenv("PATH", "")
            with pytest.raises(CommandError, match="pg_dump is missing"):
                backup(kept_in)

    # One of another engine, and one of a later version; both with a manifest that is sound.
    def say(**members: object) -> None:
        (kept_in / manifest.NAME).write_text(manifest.as_text(before | members))

    say(engine="abacus")
    assert "a backup of abacus" in refused(kept_in)
    say(migrations=["releases.9999_later"])
    assert "later version, which knows releases.9999_later" in refused(kept_in, replace=True)
    say(files=[before["files"][0] | {"name": "../../etc/passwd"}])
    assert "altered" in refused(kept_in)

    # What was altered is refused before anything is touched.
    (kept_in / manifest.NAME).write_text(json.dumps(before | {"made": "yesterday"}))
    assert "manifest was altered" in refused(kept_in, replace=True)
    say()
    stored = next((kept_in / "files").glob("*/*"))
    stored.write_bytes(b"")
    copy = kept_in / before["database"]["name"]
    copy.write_bytes(copy.read_bytes()[:-1])
    assert f"{copy.name}, is missing or was altered" in refused(kept_in, replace=True)


def _full(*_paths: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")
