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


def copy() -> None:
    """Make the tables and fill them."""
    command = [sys.executable, "-m", "django", "migrate", "--run-syncdb", "--verbosity", "0"]
    settings = {"DJANGO_SETTINGS_MODULE": "bench.textbook.settings"}
    # Applications that both have in common have their tables already.
    subprocess.run(command, check=True, env=os.environ | settings)  # noqa: S603
    with connection.cursor() as cursor:
        for statement in COPIES:
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE textbook_release" if _on_postgres() else "ANALYZE")


def _on_postgres() -> bool:
    return connection.vendor == "postgresql"
