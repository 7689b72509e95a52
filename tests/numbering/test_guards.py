"""What the database itself refuses, whoever writes to it and past all of our code."""

import datetime
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from numbering import guards
from numbering.models import Counter, Number
from releases.edition_guards import REDACTABLE
from releases.links import making
from releases.models import Edition, Link, Opening, Release, ReleaseNumber, Revision
from releases.models.kin import Redaction, Replacement
from tests.cast import issued
from tests.numbering.raw_sql import execute, refused

MAY_CHANGE = {
    Number: ["state", "void_reason", "voided_at", "voided_by"],
    Counter: ["opening", "last", "closed_at", "closed_by"],
    Edition: ["public_until"],
    Link: ["revoked_by", "revoked_at"],
    Opening: ["address", "user_agent"],  # emptied in time: tests/audit/test_forgetting.py
}
SEALED = [Number, Counter, Edition, Revision, ReleaseNumber, Redaction, Replacement, Link, Opening]
TABLES = [model._meta.db_table for model in SEALED]
FROZEN = [
    (model._meta.db_table, field.column)
    for model in SEALED
    for field in model._meta.concrete_fields
    if field.name not in MAY_CHANGE.get(model, [])
]
# Another value for a column; NULL for all others, which are not NULL.
OTHER = {"id": "id + 1000", "owner_id": "taken_by_id", "edition_id": "1000"}
OTHER["expires_at"] = "'2031-01-01 00:00:00'"
OTHER |= dict.fromkeys(REDACTABLE, "'Lain'")
# What a copy of a row needs, to pass the other guards of its table.
PASSING = {
    Number: {'"origin"': "'historical'", '"serial"': "5"},
    Counter: {'"last"': "opening - 1"},
    Edition: {'"public_until"': "public_from"},
}

on_sqlite = pytest.mark.only_on("sqlite")
on_postgresql = pytest.mark.only_on("postgresql")


def copies(model: type[Model], pk: str) -> str:
    """The rest of an INSERT that meets no guard but the one against replacing."""
    values = {f'"{field.column}"': f'"{field.column}"' for field in model._meta.concrete_fields}
    values |= {'"id"': pk} | PASSING.get(model, {})
    table = model._meta.db_table
    return (
        f"INTO {table} ({', '.join(values)})"
        f" SELECT {', '.join(values.values())} FROM {table} WHERE true"
    )


@pytest.fixture
def complete(published, office, ani, budi, boss) -> Release:
    """A public release, number 1158. Of another, 1159, which it replaces, text was removed."""
    other = issued(office, ani, budi, title="Taman baca ditutup")
    other.replace_by(budi, published)
    other.redact(boss, other.editions.get(), "PN Kota Uji 12/2020", "Nama seorang anak.")
    link, _token = making.preview(published.revisions.first(), budi)
    link.openings.create(at=link.made_at)
    return published


def test_it_works(db):
    assert guards.missing() == []
    assert guards.check_guards() == []


# --- Statements on whole tables ---


@pytest.mark.parametrize(("table", "column"), FROZEN)
def test_no_sealed_column_changes(complete, table, column):
    other = OTHER.get(column, "NULL")
    # Another id also makes it another edition, public at the same moment as itself.
    message = f"{table} is sealed|never public at one moment"
    refused(message, f'UPDATE {table} SET "{column}" = {other}')


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_deleted(complete, table):
    refused(f"{table} is never deleted", f"DELETE FROM {table}")


@on_postgresql
@pytest.mark.parametrize("table", [*TABLES, "agencies_agency"])
def test_nothing_is_emptied(complete, table):
    connection.check_constraints()  # PostgreSQL would refuse for pending ones, not for us
    refused("is never emptied", f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("model", SEALED)
def test_nothing_is_overwritten_by_an_upsert(complete, model):
    refused(
        f"{model._meta.db_table} is never replaced",
        f"INSERT {copies(model, 'id')} ON CONFLICT (id) DO UPDATE SET id = excluded.id",
    )


@on_sqlite
@pytest.mark.parametrize("model", SEALED)
def test_nothing_is_replaced(complete, model):
    refused(f"{model._meta.db_table} is never replaced", f"INSERT OR REPLACE {copies(model, 'id')}")


@pytest.mark.parametrize("insert", ["INSERT", pytest.param("INSERT OR REPLACE", marks=on_sqlite)])
@pytest.mark.parametrize("model", [one for one in SEALED if one not in (Number, Opening)])
def test_nothing_is_replaced_by_a_row_of_another_id(complete, model, insert):
    refused(f"{model._meta.db_table} is never replaced", f"{insert} {copies(model, 'id + 1000')}")


@on_sqlite
def test_no_taken_number_is_replaced_by_a_row_of_another_id(complete):
    columns = ", ".join(
        f'"{field.column}"' for field in Number._meta.concrete_fields if not field.primary_key
    )
    refused(
        "follows the last one|stands in the register already|is never replaced",
        f"INSERT OR REPLACE INTO numbering_number ({columns})"
        f" SELECT {columns} FROM numbering_number",
    )


# --- Editions ---


def test_saving_an_edition_unchanged_is_allowed(published):
    edition = published.editions.get()
    edition.save()
    edition.refresh_from_db()
    assert edition.public_until is None


def test_two_editions_are_never_public_at_one_moment(published):
    second = published.editions.get()
    second.pk, second.position = None, 2
    with pytest.raises(IntegrityError, match="never public at one moment"), transaction.atomic():
        second.save(force_insert=True)


def test_an_ended_edition_is_never_reopened_over_its_successor(published):
    first = published.editions.get()
    later = first.public_from + datetime.timedelta(days=1)
    first.public_until = later
    first.save()
    second = published.editions.get()
    second.pk, second.position, second.public_from, second.public_until = None, 2, later, None
    second.save(force_insert=True)
    first.public_until = None
    with pytest.raises(IntegrityError, match="never public at one moment"), transaction.atomic():
        first.save()


def test_an_end_may_be_moved_while_it_is_ahead(published):
    edition = published.editions.get()
    for days in (1, 2):
        edition.public_until = edition.public_from + datetime.timedelta(days=days)
        edition.save()
    assert Edition.objects.get().public_until == edition.public_until


def test_what_the_public_has_seen_is_not_cancelled(published):
    refused(
        "what the public has seen is not cancelled",
        "UPDATE releases_edition SET public_until = public_from",
    )


@pytest.mark.parametrize("days", [None, 1])
def test_an_end_stands_once_it_has_come(published, days):
    edition = published.editions.get()
    edition.public_until = edition.public_from + datetime.timedelta(milliseconds=1)
    edition.save()
    edition.public_until = days and edition.public_from + datetime.timedelta(days=days)
    with pytest.raises(IntegrityError, match="once it has come"), transaction.atomic():
        edition.save()


# --- Redactions ---


@pytest.mark.parametrize("column", ["title", "body", "dateline"])
def test_without_a_record_no_text_is_taken_out(published, column):
    refused("but for a redaction that is on record", f"UPDATE releases_edition SET {column} = ''")


def test_with_its_record_the_text_is_taken_out(published, boss):
    published.redact(boss, published.editions.get(), "PN Kota Uji 12/2020", "Nama seorang anak.")
    assert Edition.objects.get(title="", body="", contacts_json="[]").redacted


@pytest.mark.parametrize("column", REDACTABLE)
def test_what_was_taken_out_is_never_written_back(complete, column):
    redacted = f"UPDATE releases_edition SET {column} = 'Lain' WHERE title = ''"
    refused("but for a redaction that is on record", redacted)


def test_the_record_of_one_edition_does_not_open_another(complete):
    refused(
        "but for a redaction that is on record",
        "UPDATE releases_edition SET title = '', body = '' WHERE title <> ''",
    )


@pytest.mark.parametrize("column", ["sha256", "numbers_json", "path", "uid"])
def test_with_its_record_nothing_else_changes(complete, column):
    refused(
        "releases_edition is sealed",
        f"UPDATE releases_edition SET {column} = NULL WHERE title = ''",
    )


@pytest.mark.parametrize("column", ["authority", "reason"])
def test_a_record_says_on_whose_word_and_why(published, boss, column):
    said = {"authority": "PN Kota Uji 12/2020", "reason": "Nama seorang anak."} | {column: ""}
    with pytest.raises(IntegrityError), transaction.atomic():
        Redaction.objects.create(
            edition=published.editions.get(), at=published.created_at, by=boss, **said
        )


# --- The guards themselves ---


@pytest.mark.parametrize(
    "guard", [g for g in guards.all_guards() if g.event != "TRUNCATE"], ids=lambda g: g.name
)
def test_a_guard_that_was_dropped_is_reported_and_mended(db, guard):
    execute(
        f'DROP TRIGGER "{guard.name}"'
        + (f' ON "{guard.table}"' if connection.vendor == "postgresql" else "")
    )
    assert guards.missing() == [guard]
    [error] = guards.check_guards()
    assert error.id == "numbering.E001"
    assert guard.name in error.msg
    guards.raise_up([guard])
    assert guards.missing() == []


def test_a_guard_that_was_weakened_is_reported_and_mended(db):
    guard = next(g for g in guards.all_guards() if g.event == "DELETE")
    guards.raise_up([replace(guard, when="1 = 0")])
    assert guards.missing() == [guard]
    guards.raise_up([guard])
    assert guards.missing() == []
