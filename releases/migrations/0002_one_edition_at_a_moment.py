"""On PostgreSQL two editions of one release can't overlap, not even from two transactions.

An exclusion constraint sees what a trigger can't: rows that others have not committed yet.
SQLite has one writer at a time, so its trigger is enough.
"""

from django.db import migrations

ADD = (
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    "ALTER TABLE releases_edition ADD CONSTRAINT one_edition_at_a_moment EXCLUDE USING gist "
    "(release_id WITH =, tstzrange(public_from, public_until) WITH &&)",
)
DROP = ("ALTER TABLE releases_edition DROP CONSTRAINT one_edition_at_a_moment",)


def on_postgresql(statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("releases", "0001_initial")]
    operations = [migrations.RunPython(on_postgresql(ADD), on_postgresql(DROP))]
