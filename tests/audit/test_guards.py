"""The database itself refuses to change, delete or replace what the audit reads."""

import pytest
from django.apps import apps
from django.db import connection

from audit.audit_guards import GUARDS
from audit.models import CameFrom, Door, SignIn
from numbering import guards
from numbering.clock import database_now
from pages.models import Page
from tests.numbering.raw_sql import execute, refused
from tests.pages.raising import notice

KEYS = {guard.table: guard for guard in GUARDS if guard.event == "DELETE"}
TABLES = sorted(KEYS)
MODELS = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}


@pytest.fixture
def complete(office, clinic, sequence, ani, boss):
    """A row in every sealed table."""
    sequence.shared_with.add(clinic)
    SignIn.objects.create(what=Door.IN, at=database_now(), person=ani, name="ani")
    CameFrom.objects.create(source="number", row=1, address="203.0.113.7")
    Page.shipped("about").save()
    notice(boss)
    for table in TABLES:
        assert MODELS[table]._base_manager.exists(), table


def another(field) -> str:
    """SQL for a value that no row of the table has in its column."""
    match field.get_internal_type():
        case "DateTimeField" | "DateField":
            return "'1999-01-01'"
        case "BooleanField":
            return f"NOT {field.column}"
        case "GenericIPAddressField":
            return "'198.51.100.9'"
        case "CharField" | "TextField" | "SlugField" | "FileField":
            return "'x'"
        case _:
            return "4711"


def test_it_works(complete):
    assert guards.missing() == []


@pytest.mark.parametrize("table", TABLES)
def test_no_column_changes(complete, table):
    for field in MODELS[table]._meta.concrete_fields:
        of_network = field.get_internal_type() == "GenericIPAddressField"
        said = f"an address in {table} can only be emptied" if of_network else f"{table} is sealed"
        refused(said, f'UPDATE {table} SET "{field.column}" = {another(field)}')


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_deleted(complete, table):
    refused(f"{table} is never deleted", f"DELETE FROM {table}")


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_emptied(complete, table):
    connection.check_constraints()  # PostgreSQL would refuse for pending ones, not for us
    refused("is never emptied", f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_replaced(complete, table):
    columns = ", ".join(f'"{field.column}"' for field in MODELS[table]._meta.concrete_fields)
    insert = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    refused(
        f"{table} is never replaced",
        f"{insert} INTO {table} ({columns}) SELECT {columns} FROM {table}",
    )


def test_a_save_that_changes_no_value_passes(complete, office):
    office.history.first().save()
    execute("UPDATE audit_signin SET name = name")


def test_every_history_is_sealed():
    histories = {table for table in MODELS if "_historical" in table}
    assert histories <= set(TABLES)
