"""Writing many rows at once, past the ORM."""

from typing import Any

Rows = list[dict[str, Any]]


def inserted(model: Any, rows: Rows) -> None:
    """Rows with what the model says of the columns that are not named; without its ORM, in bulk."""
    from django.db import connection

    fields = [field for field in model._meta.concrete_fields if not field.generated]
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    nothing = model()
    prepared = {
        one.column: one.get_db_prep_save(getattr(nothing, one.attname), connection)
        for one in fields
    }
    converted = {one.column: one.get_db_prep_save for one in fields}
    columns = [one.column for one in fields]
    values = (
        [
            converted[column](row[column], connection) if column in row else prepared[column]
            for column in columns
        ]
        for row in rows
    )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for one in values:
                    copy.write_row(one)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values))
