"""Asking the doctor, and breaking the database first so that there is something to find."""

import io
import json

from django.core.management import call_command
from django.db import connection

from numbering import guards


def examined(**options) -> dict:
    """What the doctor says; the exit status has to agree with it."""
    out = io.StringIO()
    status = 0
    try:
        call_command("doctor", json=True, stdout=out, **options)
    except SystemExit as ended:
        status = ended.code
    said = json.loads(out.getvalue())
    assert status == (0 if said["ok"] else 1)
    assert said["ok"] == (said["findings"] == [])
    return said


def checks() -> set[str]:
    return {finding["check"] for finding in examined()["findings"]}


def problems() -> str:
    return "\n".join(finding["problem"] for finding in examined()["findings"])


def broken(sql: str) -> None:
    """Do to the database what it refuses, and put its guards up again."""
    guards.lower(guards.all_guards())
    with connection.cursor() as cursor:
        cursor.execute(sql)
    guards.raise_up(guards.all_guards())
