"""What keeps lists and searches as fast in a large newsroom.

Lists of a month, a kind and a language get indexes of their own. On PostgreSQL the long texts of
the search index stand apart from its rows: which rows hold a word is read from few pages then.
Rows that are there already are written anew after the last migration, by newer `words.RULES`.
"""

import releases.listed_as
import releases.years
from django.db import migrations, models


def texts_apart(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE releases_searchentry SET (toast_tuple_target = 256)")


def texts_within(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE releases_searchentry RESET (toast_tuple_target)")


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0007_tint'),
        ('releases', '0013_taken_over_from_the_archive'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(releases.years.MonthOf('date'), models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='edition_by_month'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(releases.listed_as.ListedAs('genre', 'joint_json'), models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='edition_by_genre'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(releases.listed_as.WrittenIn('language'), models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='edition_by_language'),
        ),
        migrations.RunPython(texts_apart, texts_within),
    ]
