"""The year and the month of a day, as an index can hold them."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, IntegerField


class YearOf(Func):
    """The year of a date. Django’s own is no function of SQLite, so no index can hold it."""

    output_field = IntegerField()
    template = "(EXTRACT(YEAR FROM %(expressions)s)::integer)"

    def as_sqlite(
        self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, Any]:
        template = "CAST(substr(%(expressions)s, 1, 4) AS integer)"
        return self.as_sql(compiler, connection, template=template, **context)


class MonthOf(Func):
    """The month of a date with its year, as one number: 202005."""

    output_field = IntegerField()
    template = "(EXTRACT(YEAR FROM {0}) * 100 + EXTRACT(MONTH FROM {0}))::integer".format(
        "%(expressions)s"
    )

    def as_sqlite(
        self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, Any]:
        day = "%(expressions)s"
        template = f"CAST(substr({day}, 1, 4) || substr({day}, 6, 2) AS integer)"
        return self.as_sql(compiler, connection, template=template, **context)
