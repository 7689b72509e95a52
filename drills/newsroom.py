"""Newsrooms beside the one of this process, on the same engine: where something is brought back to.

Import no models here: a new process reads this module before Django is set up in it.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]


class Failed(RuntimeError):
    """Something that a drill needs, or shows, is not so; the text says what."""


@dataclass(frozen=True)
class Newsroom:
    """One newsroom: its folder, its database, and how its commands are called.

    Attributes:
        folder: its VAR_DIR.
        database: its DATABASE_URL.
        settings: what it is told besides, before all else.
    """

    folder: Path
    database: str
    settings: dict[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        from django.conf import settings

        where = {"VAR_DIR": str(self.folder), "DATABASE_URL": self.database}
        if self.settings:
            return os.environ | where | self.settings
        return (
            os.environ
            | where
            | {
                "SECRET_KEY": settings.SECRET_KEY,
                "DEBUG": "1",
                "LOG_LEVEL": "ERROR",
            }
        )

    def run(self, *arguments: str | Path, text: str | None = None) -> subprocess.CompletedProcess:
        """Run Python in it; what it said and how it ended is the caller's to judge."""
        return subprocess.run(
            [sys.executable, *map(str, arguments)],
            cwd=ROOT,
            env=self.environment(),
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )

    def manage(self, *arguments: str | Path) -> str:
        """Run one of its commands; return what it said.

        Raises:
            Failed: the command has.
        """
        done = self.run("manage.py", *arguments)
        if done.returncode:
            raise Failed(f"{arguments[0]}: {done.stdout}{done.stderr}")
        return str(done.stdout)

    def examined(
        self, addresses: list[str], *, migrate: bool = False, restore: Path | None = None
    ) -> dict[str, Any]:
        """What it says of itself, in a process of its own.

        Args:
            addresses: of the pages that are asked for.
            migrate: whether it is brought to today before.
            restore: the folder of a backup that takes its place before.

        Returns:
            `findings` of the doctor, its `receipt`, and `pages`: status and SHA-256 of what each
            address answers.
        """
        asked = json.dumps(
            {
                "addresses": addresses,
                "migrate": migrate,
                "restore": str(restore) if restore else "",
            }
        )
        done = self.run("-m", "drills.asking", text=asked)
        if done.returncode:
            raise Failed(str(done.stderr))
        said: dict[str, Any] = json.loads(done.stdout)
        return said


def another(folder: Path, name: str) -> Newsroom:
    """An empty newsroom on the engine of this process; on PostgreSQL in a database of the server.

    Args:
        folder: an empty one for its files.
        name: of its database, in small letters.
    """
    from django.db import connection

    folder.mkdir(parents=True, exist_ok=True)
    if connection.vendor == "sqlite":
        return Newsroom(folder, f"sqlite:///{folder}/newsroom.sqlite3")
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    return Newsroom(folder, url_of(connection.settings_dict | {"NAME": name}))


def here() -> Newsroom:
    """The newsroom of this process."""
    from django.conf import settings
    from django.db import connection

    if connection.vendor == "sqlite":
        url = f"sqlite:///{connection.settings_dict['NAME']}"
    else:
        url = url_of(connection.settings_dict)
    return Newsroom(settings.VAR_DIR, url)


def url_of(settings: dict) -> str:
    """The DATABASE_URL of a PostgreSQL database; the host may be the folder of its socket."""
    login = quote(str(settings["USER"]), safe="")
    if settings["PASSWORD"]:
        login += ":" + quote(str(settings["PASSWORD"]), safe="")
    host, port = str(settings["HOST"]), settings["PORT"]
    if host.startswith("/"):
        return f"postgres://{login}@/{host}/{settings['NAME']}"
    return f"postgres://{login}@{host}{f':{port}' if port else ''}/{settings['NAME']}"
