"""Every answer of the API, held against its description."""

import json
import re
from functools import cache
from typing import Any

from django.test import Client
from django.utils.translation import override
from jsonschema import Draft202012Validator, FormatChecker

from api.description.document import described

PLACE = re.compile(r"\\\{\w+\\\}")


@cache
def description() -> dict[str, Any]:
    with override("en"):
        return described("http://testserver")


@cache
def strict() -> dict[str, Any]:
    """The schemas, with no member allowed that they do not name."""
    return {"schemas": {name: closed(name) for name in description()["components"]["schemas"]}}


def closed(name: str) -> dict[str, Any]:
    """A schema by itself, without "all of"."""
    schema = description()["components"]["schemas"][name]
    if "allOf" not in schema:
        return (
            schema if "additionalProperties" in schema else schema | {"additionalProperties": False}
        )
    base, own = schema["allOf"]
    base = closed(base["$ref"].rpartition("/")[2])
    return base | {
        "properties": base["properties"] | own["properties"],
        "required": base["required"] + own["required"],
    }


def path_of(address: str) -> str:
    """The path of the description that an address is one of: the one with the fewest gaps."""
    plain = address.partition("?")[0]
    fits = [
        path
        for path in description()["paths"]
        if re.fullmatch(PLACE.sub("[^/]+", re.escape(path)), plain)
    ]
    return min(fits, key=lambda path: path.count("{"))


def complaints(address: str, response: Any) -> list[str]:
    """How an answer differs from what was described."""
    responses = description()["paths"][path_of(address)]["get"]["responses"]
    if str(response.status_code) not in responses:
        return [f"{response.status_code} is not described"]
    answer = responses[str(response.status_code)]
    if "$ref" in answer:
        answer = description()["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    wrong = [
        f"{name} is missing"
        for name, header in answer.get("headers", {}).items()
        if description()["components"]["headers"][name]["required"] and name not in response
    ]
    if "content" not in answer:
        return wrong + ([f"unexpected: {response.content!r}"] if response.content else [])
    [(media_type, content)] = answer["content"].items()
    if response["Content-Type"] != media_type:
        wrong.append(f"{response['Content-Type']} for {media_type}")
    root = content["schema"] | {"components": strict()}
    said = Draft202012Validator(root, format_checker=FormatChecker()).iter_errors(
        json.loads(response.content)
    )
    return wrong + [f"{one.json_path}: {one.message}" for one in said]


def ask(client: Client, address: str, status: int = 200, **headers: str) -> Any:
    """What is answered, as plain values; it has the status, and is as described.

    Args:
        headers: of the request, with `_` for `-`.
    """
    address = address if address.startswith("/") else f"/api/v1/{address}"
    response = client.get(address, headers=headers)
    assert response.status_code == status, response.content
    assert complaints(address, response) == []
    return json.loads(response.content) if response.content else None
