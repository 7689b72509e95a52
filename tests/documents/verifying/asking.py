"""How the tests ask."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

PAGE = "/verify/"


def told(client: Client, **asked: str) -> dict[str, Any]:
    """What is answered about a number or a hash."""
    answer = client.get(PAGE, asked | {"format": "json"})
    assert answer.status_code == 200, answer.content
    return answer.json()


def sent(client: Client, content: bytes, page: str = f"{PAGE}?format=json") -> Any:
    return client.post(page, {"file": SimpleUploadedFile("salinan", content)})


def verdict(client: Client, content: bytes | str) -> dict[str, Any]:
    """What is answered about a file, or about a text that is pasted."""
    if isinstance(content, str):
        answer = client.post(f"{PAGE}?format=json", {"text": content})
    else:
        answer = sent(client, content)
    assert answer.status_code == 200, answer.content
    return answer.json()


def problem(client: Client, content: bytes, page: str) -> str:
    """Why a file is refused."""
    answer = sent(client, content, page)
    assert answer.status_code == 400, answer.content
    (one,) = answer.json()["problems"]
    return one["problem"]
