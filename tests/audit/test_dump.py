"""`dumpdata` and `loaddata` keep the history as it was, and invent none."""

import pytest
from django.core.management import call_command
from django.db import connection

from audit.audit_guards import SHARED_WITH
from audit.models import CameFrom, Door, SignIn
from numbering import guards
from numbering.clock import database_now
from pages.models import Page
from tests.audit.test_guards import MODELS, TABLES
from tests.numbering.raw_sql import execute
from tests.pages.raising import notice

PARTS = ("auth.user", "agencies", "numbering", "audit", "pages")


@pytest.fixture
def dump(office, clinic, sequence, boss, tmp_path):
    sequence.shared_with.add(clinic)
    office.name = "Dinas Warta"
    office.save()
    SignIn.objects.create(what=Door.IN, at=database_now(), person=boss, name="boss")
    CameFrom.objects.create(source="number", row=1, address="203.0.113.7")
    Page.shipped("about").save()
    notice(boss)
    call_command("dumpdata", *PARTS, output=f"{tmp_path}/dump.json")
    return f"{tmp_path}/dump.json"


def records():
    return {table: list(MODELS[table]._base_manager.order_by("pk").values()) for table in TABLES}


def test_it_works(dump):
    kept = records()
    connection.check_constraints()
    guards.lower(guards.all_guards())
    for table in sorted(TABLES, key=lambda table: table != SHARED_WITH):
        execute(f"DELETE FROM {table}")
    guards.raise_up(guards.all_guards())
    call_command("loaddata", dump, verbosity=0)
    assert records() == kept


def test_loading_what_stands_there_changes_nothing(dump):
    kept = records()
    call_command("loaddata", dump, verbosity=0)
    assert records() == kept
