"""Writing to the database past all of our code, to see what it refuses by itself."""

import pytest
from django.db import IntegrityError, connection, transaction

from numbering.models import Number

# Two lines that may follow number 1158.
NEXT = {"serial": 1159, "text": "1159/X", "key": "1159-X"}
ADDENDUM = {"suffix": "A", "text": "1158A/X", "key": "1158-A-X"}


def execute(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def refused(message: str, sql: str) -> None:
    with pytest.raises(IntegrityError, match=message):
        execute(sql)


def line(number: Number, **changes) -> None:
    """Write one more line into the register, like `number` but for what changes."""
    values = {
        field.attname: getattr(number, field.attname)
        for field in Number._meta.concrete_fields
        if not field.primary_key
    }
    with transaction.atomic():
        Number.objects.create(**(values | changes))
