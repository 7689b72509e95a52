"""The data dictionary: every column of every file, its type and its meaning, in both languages."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
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
    names = table.columns if name.endswith(".csv") else of_a_row
    return [
        {
            "name": column,
            "type": type_of(of_a_row[column]) if name.endswith(".jsonl") else _plain(column, of_a_row),
            "meaning": meaning_of(of_a_row[column], known),
        }
        for column in names
    ]


def _plain(column: str, of_a_row: dict[str, Any]) -> str:
    """The type of a cell, in which lists are texts."""
    said = type_of(of_a_row[column])
    return _("text, several apart by “; ”") if said == "array" else said.replace("object", "text")


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
