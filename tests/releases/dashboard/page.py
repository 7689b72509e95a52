"""The first page, as a person sees it."""

from django.contrib.auth.models import User
from django.test import Client

INDEX = "/en/admin/"


def opened(client: Client, user: User) -> dict:
    """What the page was told to show."""
    client.force_login(user)
    response = client.get(INDEX)
    assert response.status_code == 200
    return response.context["today"]


def seen(client: Client, user: User) -> str:
    client.force_login(user)
    return client.get(INDEX).content.decode()


def titles(lines: list) -> list[str]:
    return [line.title for line in lines]


def waiting(client: Client, user: User) -> dict[str, list]:
    """The lines of what waits for a person, by kind."""
    return {group.title: group.lines for group in opened(client, user)["waiting"]}
