"""What the database itself refuses, whoever writes to it and past all of our code."""

import datetime
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from numbering import guards
from numbering.models import Counter, Number
from releases.models import Edition, ReleaseNumber, Revision
from tests.numbering.raw_sql import execute, refused

MAY_CHANGE = {
    Number: ["state", "void_reason", "voided_at", "voided_by"],
    Counter: ["opening", "last", "closed_at", "closed_by"],
    Edition: ["public_until"],
}
SEALED = [Number, Counter, Edition, Revision, ReleaseNumber]
TABLES = [model._meta.db_table for model in SEALED]
FROZEN = [
    (model._meta.db_table, field.column)
    for model in SEALED
    for field in model._meta.concrete_fields
    if field.name not in MAY_CHANGE.get(model, [])
]
# Another value for a column; NULL for all others, which are not NULL.
OTHER = {"id": "id + 1000", "owner_id": "taken_by_id", "expires_at": "taken_at"}
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


def test_it_works(db):
    assert guards.missing() == []
    assert guards.check_guards() == []


# --- Statements on whole tables ---


@pytest.mark.parametrize(("table", "column"), FROZEN)
def test_no_sealed_column_changes(published, table, column):
    other = OTHER.get(column, "NULL")
    # Another id also makes it another edition, public at the same moment as itself.
    message = f"{table} is sealed|never public at one moment"
    refused(message, f'UPDATE {table} SET "{column}" = {other}')


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_deleted(published, table):
    refused(f"{table} is never deleted", f"DELETE FROM {table}")


@on_postgresql
@pytest.mark.parametrize("table", [*TABLES, "agencies_agency"])
def test_nothing_is_emptied(published, table):
    connection.check_constraints()  # PostgreSQL would refuse for pending ones, not for us
    refused("is never emptied", f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("model", SEALED)
def test_nothing_is_overwritten_by_an_upsert(published, model):
    refused(
        f"{model._meta.db_table} is never replaced",
        f"INSERT {copies(model, 'id')} ON CONFLICT (id) DO UPDATE SET id = excluded.id",
    )


@on_sqlite
@pytest.mark.parametrize("model", SEALED)
def test_nothing_is_replaced(published, model):
    refused(f"{model._meta.db_table} is never replaced", f"INSERT OR REPLACE {copies(model, 'id')}")


@pytest.mark.parametrize("insert", ["INSERT", pytest.param("INSERT OR REPLACE", marks=on_sqlite)])
@pytest.mark.parametrize("model", [Counter, Edition, Revision, ReleaseNumber])
def test_nothing_is_replaced_by_a_row_of_another_id(published, model, insert):
    refused(f"{model._meta.db_table} is never replaced", f"{insert} {copies(model, 'id + 1000')}")


@on_sqlite
def test_no_taken_number_is_replaced_by_a_row_of_another_id(published):
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


@pytest.mark.parametrize("days", [None, 1])
def test_an_end_stands_once_it_has_come(published, days):
    edition = published.editions.get()
    edition.public_until = edition.public_from
    edition.save()
    edition.public_until = days and edition.public_from + datetime.timedelta(days=days)
    with pytest.raises(IntegrityError, match="once it has come"), transaction.atomic():
        edition.save()


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
