"""Copies what is public in the newsroom into the textbook's tables."""

import os
import subprocess
import sys

from django.db import connection

COPIES = (
    "INSERT INTO textbook_agency (id, name, slug) SELECT id, name, slug FROM agencies_agency",
    """
    INSERT INTO textbook_release
        (id, agency_id, number, title, slug, summary, body, published_at)
    SELECT e.id, e.agency_id, e.numbers_json, e.title, 'siaran-' || e.release_id, e.summary,
        e.body, e.published_at
    FROM releases_edition e
    WHERE e.public_until IS NULL AND e.kind <> 'withdrawal'
    ORDER BY e.id
    """,
)


def make_tables() -> None:
    """Beside the newsroom's; applications that both have in common have theirs already."""
    command = [sys.executable, "-m", "django", "migrate", "--run-syncdb", "--verbosity", "0"]
    settings = {"DJANGO_SETTINGS_MODULE": "bench.textbook.settings"}
    subprocess.run(command, check=True, env=os.environ | settings)  # noqa: S603


def copy() -> None:
    """Fill them."""
    with connection.cursor() as cursor:
        for statement in COPIES:
            cursor.execute(statement)
