"""The year of a day, as an index can hold it."""

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
