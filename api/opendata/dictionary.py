"""The data dictionary: every column of every file, its type and its meaning, in both languages."""

from typing import Any

from django.conf import settings
from django.utils.translation import override

from api.description.schemas import schemas
from api.opendata.tables import FILES, Table

Column = dict[str, Any]


def members(schemas_: dict[str, Any], name: str) -> dict[str, Any]:
    """The members of a schema, those of another one that it adds to among them."""
    schema = schemas_[name]
    if "allOf" not in schema:
        return schema["properties"]
    base, own = schema["allOf"]
    return members(schemas_, base["$ref"].rpartition("/")[2]) | own["properties"]


def columns(name: str, table: Table) -> list[Column]:
    """The columns of a file in the language of now."""
    known = schemas()
    of_a_row = members(known, table.schema)
    if name.endswith(".jsonl"):
        return [
            _column(name, type_of(one), meaning_of(one, known)) for name, one in of_a_row.items()
        ]
    return [
        _column(
            name,
            _of_a_cell(type_of(of_a_row[name])),
            str(table.meanings.get(name) or meaning_of(of_a_row[name], known)),
        )
        for name in table.columns
    ]


def _column(name: str, kind: str, meaning: str) -> Column:
    return {"name": name, "type": kind, "meaning": meaning}


def _of_a_cell(kind: str) -> str:
    """The type of a cell, in which lists are texts."""
    return {"array": "string, ;", "object": "string"}.get(kind, kind.replace(", null", ""))


def type_of(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return "object"
    if "anyOf" in schema:
        return "object, null"
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    said = ", ".join(kinds)
    return f"{said} ({schema['format']})" if "format" in schema else said


def meaning_of(schema: dict[str, Any], known: dict[str, Any]) -> str:
    if "$ref" in schema:
        return known[schema["$ref"].rpartition("/")[2]]["description"]
    return schema["description"]


def as_data() -> dict[str, Any]:
    """All of it, in every language."""
    said: dict[str, Any] = {name: {"columns": {}} for name in FILES}
    for code, _name in settings.LANGUAGES:
        with override(code):
            for name, table in FILES.items():
                said[name].setdefault("about", {})[code] = str(table.said)
                for column in columns(name, table):
                    one = said[name]["columns"].setdefault(
                        column["name"], {"type": column["type"], "meaning": {}}
                    )
                    one["meaning"][code] = column["meaning"]
    return {"files": said}


def as_markdown() -> str:
    """The same to be read by people."""
    lines = []
    for name, said in as_data()["files"].items():
        lines += [f"# {name}", "", *said["about"].values(), "", "| | | | |", "|---|---|---|---|"]
        lines += [
            f"| `{column}` | {one['type']} | {' | '.join(one['meaning'].values())} |"
            for column, one in said["columns"].items()
        ]
        lines.append("")
    return "\n".join(lines)
