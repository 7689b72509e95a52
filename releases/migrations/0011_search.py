"""The search index: its rows, and what finds words in them on each engine.

On PostgreSQL a generated column of our own stems, with a GIN index. On SQLite an FTS5 table that
triggers keep in step with the rows; it keeps no text of its own. Neither cuts or stems anything.
Editions that are sealed already are indexed after the last migration (`releases.search.index`).
"""

import django.db.models.deletion
from django.db import migrations, models

FIELDS = ("title", "lead", "body", "agency", "topics", "number")
ENTRY = "releases_searchentry"
WORDS = "releases_searchwords"

ALL = " || ' ' || ".join(FIELDS)
NAMES = ", ".join(FIELDS)
OLD = ", ".join(f"old.{field}" for field in FIELDS)
NEW = ", ".join(f"new.{field}" for field in FIELDS)
FORGET = f"INSERT INTO {WORDS}({WORDS}, rowid, {NAMES}) VALUES ('delete', old.edition_id, {OLD});"
LEARN = f"INSERT INTO {WORDS}(rowid, {NAMES}) VALUES (new.edition_id, {NEW});"

UP = {
    "postgresql": [
        f"ALTER TABLE {ENTRY} ADD COLUMN vector tsvector GENERATED ALWAYS AS "
        f"(array_to_tsvector(array_remove(string_to_array({ALL}, ' '), ''))) STORED",
        f"CREATE INDEX search_entry_vector ON {ENTRY} USING gin (vector)",
    ],
    "sqlite": [
        # What is not ASCII is part of a word: our stems stand between blanks already.
        f"CREATE VIRTUAL TABLE {WORDS} USING fts5({NAMES}, content='{ENTRY}', "
        "content_rowid='edition_id', tokenize='ascii', detail=none, columnsize=0)",
        f"CREATE TRIGGER search_learns AFTER INSERT ON {ENTRY} BEGIN {LEARN} END",
        f"CREATE TRIGGER search_forgets AFTER DELETE ON {ENTRY} BEGIN {FORGET} END",
        f"CREATE TRIGGER search_learns_anew AFTER UPDATE ON {ENTRY} BEGIN {FORGET} {LEARN} END",
    ],
}
DOWN = {
    "postgresql": [f"ALTER TABLE {ENTRY} DROP COLUMN vector"],
    "sqlite": [
        *(f"DROP TRIGGER search_{name}" for name in ("learns", "forgets", "learns_anew")),
        f"DROP TABLE {WORDS}",
    ],
}


def execute(statements):
    def run(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("releases", "0010_edition_by_kind")]

    operations = [
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search_entry', serialize=False, to='releases.edition')),
                ('title', models.TextField(blank=True)),
                ('lead', models.TextField(blank=True)),
                ('body', models.TextField(blank=True)),
                ('agency', models.TextField(blank=True)),
                ('topics', models.TextField(blank=True)),
                ('number', models.TextField(blank=True)),
                ('title_words', models.TextField(blank=True)),
                ('body_words', models.TextField(blank=True)),
                ('rules', models.PositiveSmallIntegerField(help_text='words.RULES that it was written by')),
            ],
            options={
                'verbose_name': 'entry of the search index',
                'verbose_name_plural': 'entries of the search index',
            },
        ),
        migrations.CreateModel(
            name='SearchTerm',
            fields=[
                ('term', models.CharField(max_length=30, primary_key=True, serialize=False)),
                ('head', models.CharField(max_length=2)),
                ('tail', models.CharField(max_length=2)),
            ],
            options={
                'verbose_name': 'word of the search index',
                'verbose_name_plural': 'words of the search index',
                'indexes': [models.Index(fields=['head'], name='search_term_head'), models.Index(fields=['tail'], name='search_term_tail')],
            },
        ),
        migrations.RunPython(execute(UP), execute(DOWN)),
        migrations.RemoveIndex(model_name='edition', name='edition_newest_first'),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(fields=['-published_at', '-id', 'public_from', 'public_until'], name='edition_newest_first'),
        ),
    ]
