"""The description of the API as a page: the same that software reads, for people."""

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.views.generic import TemplateView

from api.description.document import described
from api.opendata.dictionary import type_of

Said = dict[str, Any]


# Answered everywhere, so they are explained once.
OF_ALL = {"304", "405", "429", "500", "503"}


@dataclass(frozen=True)
class Member:
    """A parameter, or a member of an answer."""

    name: str
    type: str
    said: str
    required: bool = False
    example: str = ""
    leads: str = ""  # to the schema that says more of it


@dataclass(frozen=True)
class Operation:
    """An address, and what may be asked of it."""

    name: str
    path: str
    summary: str
    said: str
    parameters: list[Member]
    answers: list[tuple[str, str, str]]  # status, what it means, its schema
    example: str


class ApiPage(TemplateView):
    template_name = "api/page.html"

    def get_context_data(self, **kwargs: Any) -> Said:
        site = self.request.build_absolute_uri("/").rstrip("/")
        document = described(site)
        schemas = document["components"]["schemas"]
        return super().get_context_data(
            info=document["info"],
            operations=[
                operation(path, said["get"], document, site)
                for path, said in document["paths"].items()
            ],
            schemas=[
                (name, schema["description"], base_of(schema), members_of(schema))
                for name, schema in schemas.items()
            ],
            most=settings.API_REQUESTS_A_MINUTE,
            site=site,
            **kwargs,
        )


def operation(path: str, said: Said, document: Said, site: str) -> Operation:
    responses = document["components"]["responses"]
    answers = []
    for status, one in said["responses"].items():
        if status in OF_ALL or (status == "400" and not said["parameters"]):
            continue
        whole = responses[status] if "$ref" in one else one
        answers.append((status, whole["description"], _schema_of(whole)))
    return Operation(
        said["operationId"],
        path,
        said["summary"],
        said.get("description", ""),
        [
            Member(
                one["name"],
                written(one["schema"]),
                one["description"],
                one["required"],
                str(one["example"]),
            )
            for one in said["parameters"]
        ],
        answers,
        site + example_of(path, said["parameters"]),
    )


def _schema_of(answer: Said) -> str:
    for content in answer.get("content", {}).values():
        return content["schema"].get("$ref", "").rpartition("/")[2]
    return ""


def example_of(path: str, parameters: list[Said]) -> str:
    """An address to try, made of the examples of what it needs."""
    needed = [one for one in parameters if one["required"]]
    for one in needed:
        path = path.replace(f"{{{one['name']}}}", str(one["example"]))
    query = [f"{one['name']}={one['example']}" for one in needed if one["in"] == "query"]
    return f"{path}?{'&'.join(query)}" if query else path


def written(schema: Said) -> str:
    """How a parameter is written, in short."""
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "maximum" in schema:
        return f"{schema['minimum']}–{schema['maximum']}"
    return str(schema.get("format") or schema["type"])


def base_of(schema: Said) -> str:
    """The schema that one adds to, or ""."""
    return schema["allOf"][0]["$ref"].rpartition("/")[2] if "allOf" in schema else ""


def members_of(schema: Said) -> list[Member]:
    own = schema["allOf"][1] if "allOf" in schema else schema
    return [member(name, one) for name, one in own["properties"].items()]


def member(name: str, schema: Said) -> Member:
    leads = _leads_to(schema)
    kind = f"{leads}[]" if schema.get("type") == "array" and leads else leads or type_of(schema)
    examples = schema.get("examples", [])
    example = json.dumps(examples[0], ensure_ascii=False) if examples and examples[0] != "" else ""
    return Member(name, kind, schema.get("description", ""), example=example, leads=leads)


def _leads_to(schema: Said) -> str:
    for one in (schema, schema.get("items", {}), *schema.get("anyOf", [])):
        if "$ref" in one:
            return one["$ref"].rpartition("/")[2]
    return ""
