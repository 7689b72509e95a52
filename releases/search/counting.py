"""Counting up to a limit, several things at once: a whole COUNT(*) reads all that it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import IntegerField, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from releases.search.matching import Holds


@dataclass(frozen=True)
class Holding:
    """Those of some rows that hold words: looked up one after the other, until there are enough.

    `rows.filter(holds)` is the same, but PostgreSQL sorts out all that hold a word before it looks
    at the first, which is most of a newsroom where the word is common.
    """

    rows: QuerySet
    holds: Holds

    def sql(self, limit: int) -> tuple[str, list[Any]]:
        found, asked = self.holds.holding(connection.vendor)
        own = RawSQL("found.edition_id", ())
        # Not EXISTS: PostgreSQL would make a join of it, and read all rows beforehand.
        key, params = _keys(self.rows.filter(pk=own), 1)
        sql = f"SELECT 1 FROM ({found}) found WHERE ({key}) IS NOT NULL LIMIT {limit:d}"
        return sql, [*asked, *params]


def up_to(limit: int, counted: Sequence[QuerySet]) -> list[int]:
    """How many rows each queryset has, or `limit` where it has as many or more; in one query."""
    return each_up_to([(limit, one) for one in counted])


def each_up_to(counted: Sequence[tuple[int, QuerySet | Holding]]) -> list[int]:
    """The same, up to a limit of its own for each of them."""
    if not counted:
        return []
    parts: list[str] = []
    params: list[Any] = []
    for limit, one in counted:
        try:
            sql, values = one.sql(limit) if isinstance(one, Holding) else _keys(one, limit)
        except EmptyResultSet:  # Django knows without asking that there is none
            parts.append("0")
            continue
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) counted)")
        params += values
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", params)
        return list(cursor.fetchone())


def _keys(rows: QuerySet, limit: int) -> tuple[str, Sequence[Any]]:
    return rows.order_by().values("pk")[:limit].query.sql_with_params()


class CountedUpTo(Subquery):
    """How many rows a queryset has, up to a limit, as a column beside others.

    It is counted in the order of the list, along its index: without one PostgreSQL reads all that
    the list is joined with, to find a thousand of it.
    """

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()

    def __init__(self, limit: int, queryset: QuerySet) -> None:
        super().__init__(queryset.values("pk")[:limit])
