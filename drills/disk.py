"""A disk that is full: reading goes on, writing fails in words, and with room it is well again.

Database (SQLite's), files and the folder for temporary files lie on a file system of a few
megabytes, which only root may mount.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, close_old_connections, connection
from django.test import Client

from drills.case import Case, NotHere
from drills.newsroom import Failed
from drills.office import Office, opened
from tests.cast import issued, written
from tests.health import assert_healthy
from tests.releases.files.attaching import attached, coloured

SMALL = 48  # megabytes
MOST = 2_000  # approvals that a full disk may still have room for
ARRIVING = 3 * 1024 * 1024  # bytes; so large a file is written down while it arrives


@contextmanager
def mounted(folder: Path) -> Iterator[Path]:
    """A small file system in memory, for as long as it is wanted.

    Raises:
        NotHere: it can't be mounted.
    """
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}m", "tmpfs", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotHere(f"a small disk can't be mounted: {done.stderr.strip()}")
    remains = folder.with_name("remains")
    try:
        yield folder
    finally:
        # The doctor who comes after every drill looks for the files where they lay.
        shutil.copytree(folder, remains)
        subprocess.run(["umount", "--lazy", folder], check=False)
        shutil.copytree(remains, folder, dirs_exist_ok=True)


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """While the block lasts nothing more can be written there."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        size = 1 << 20
        while size:
            try:
                file.write(b"\0" * size)
            except OSError:
                size //= 2
    try:
        yield
    finally:
        filler.unlink()


def statuses(address: str, picture: str) -> dict[str, int]:
    """What is answered to who reads, who writes, and who sends a file."""
    found = {}
    for name in ("page", "picture", "sign-in", "file sent"):
        client = Client(raise_request_exception=False, headers={"host": "localhost"})
        if name == "page":
            answer = client.get(address)
        elif name == "picture":
            answer = client.get(picture)
        elif name == "sign-in":
            who = {"username": "ani", "password": "salah"}
            answer = client.post("/admin/login/", who)
        else:
            sent = BytesIO(os.urandom(ARRIVING))
            sent.name = "surat.pdf"
            answer = client.post("/verify/", {"file": sent})
        list(answer) if answer.streaming else answer.content
        answer.close()
        close_old_connections()  # as after each request, which this client does not do
        found[name] = answer.status_code
    return found


def drill(case: Case) -> str:
    large = connection.settings_dict["NAME"]
    with mounted(case.folder / "small") as disk:
        settings.MEDIA_ROOT = disk / "media"
        (disk / "tmp").mkdir()
        tempfile.tempdir = settings.FILE_UPLOAD_TEMP_DIR = str(disk / "tmp")
        if connection.vendor == "sqlite":
            connection.close()
            connection.settings_dict["NAME"] = str(disk / "newsroom.sqlite3")
            call_command("migrate", verbosity=0)
        office = opened()
        release = written(office.agency, office.author)
        asset = attached(release, office.author, coloured("red"), "foto.png")
        release.submit(office.author)
        release.approve(office.approver, release.revision)
        where = (
            release.public_edition().get_absolute_url(),
            f"/files/{asset.sha256}/foto.png",
        )
        waiting = written(office.agency, office.author, title="Yang kedua")
        before = statuses(*where)
        issued_meanwhile = 0
        with full(disk):
            with suppress(OSError, OperationalError):
                attached(waiting, office.author, coloured("blue"), "foto.png")
                raise Failed("a file was kept on a full disk")
            if connection.vendor == "sqlite":
                issued_meanwhile = until_it_is_full(office)
            meanwhile = statuses(*where)
        after = statuses(*where)
        case.told(f"before {before}, full {meanwhile}, afterwards {after}")
        if not before == after == before | {"page": 200, "picture": 200}:
            raise Failed(f"before {before}, afterwards {after}")
        # What is small may still find room in the write-ahead log.
        small = meanwhile["sign-in"]
        if meanwhile != before | {"sign-in": small} or small not in (before["sign-in"], 503):
            raise Failed(f"with a full disk {meanwhile}")
        attached(waiting, office.author, coloured("blue"), "foto.png")
        waiting.submit(office.author)
        waiting.approve(office.approver, waiting.revision)
        assert_healthy()
        connection.close()
        connection.settings_dict["NAME"] = large
        return (
            f"full: pages and pictures 200, signing in {small}, a file refused"
            + (f", {issued_meanwhile} approvals until it was refused" if issued_meanwhile else "")
            + "; with room again all as before"
        )


def until_it_is_full(office: Office) -> int:
    """Issue releases until the database refuses; its write-ahead log had some room.

    Returns:
        How many were.
    """
    for turn in range(MOST):
        try:
            issued(office.agency, office.author, office.approver, title=f"Kabar {turn}")
        except OperationalError:
            return turn
    raise Failed("the database went on writing on a full disk")
