"""Ask the desk as one of the scene's people, and say in one word what came of it."""

import copy
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.messages import get_messages
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.newsroom.gate import TOKEN_OF_A_FORM
from tests.permissions.scene import Scene

# What stands in the place of a row, of a code and of a file, where there is nothing.
NO_ROW = 987_654_321
NO_CODE = "tidak-ada"
NO_FILE = f"{'0' * 64}/foto.png"

CAME = ("yes", "form", "read", "302")


@dataclass(frozen=True)
class Ask:
    """One request. `done` tells afterwards whether what was asked for has happened."""

    method: str
    address: str  # below /en/, or whole where it begins with a slash
    data: dict[str, Any] = field(default_factory=dict)
    done: Callable[[], bool] | None = None
    shows: str = ""  # what has to stand in the answer, or it is as good as none
    names: tuple[object, ...] = ()  # what it is asked about, as it stands in the request


class Asker:
    """One browser a person. What a request has changed is undone after it."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.browsers: dict[str, Client] = {}
        for role, user in scene.people.items():
            self.browsers[role] = Client(raise_request_exception=False)
            self.browsers[role].force_login(user)

    def outcome(self, role: str, ask: Ask) -> str:
        """What became of it: one of the words of docs/permissions.md, or the status."""
        with transaction.atomic():
            before = self.scene.rows() if ask.done else ()
            response = self._asked(role, ask)
            said, body = _in_a_word(response), _body(response)
            if ask.done and said in CAME:
                unchanged = self.scene.rows() == before
                said = "yes" if ask.done() else _not_done(response, unchanged)
            if ask.shows and said == "yes" and ask.shows not in body:
                said = "not shown"
            transaction.set_rollback(True)
        return said

    def tells(self, role: str, ask: Ask) -> str:
        """All that comes back but what is of the moment; "done" where it was done."""
        with transaction.atomic():
            response = self._asked(role, ask)
            told = [str(message) for message in get_messages(response.wsgi_request)]
            body = TOKEN_OF_A_FORM.sub("", _body(response))
            where = response.get("Location", "")
            done = "done " if ask.done and ask.done() else ""
            transaction.set_rollback(True)
        return f"{done}{response.status_code} {where} {told}\n{body}"

    def is_hidden(self, role: str, ask: Ask, nothing: Ask) -> bool:
        """Whether what is asked for is answered exactly as what is not there."""
        names = sorted(map(str, {*ask.names, *nothing.names}), key=len, reverse=True)
        asked = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
        one, other = (asked.sub("ASKED", self.tells(role, it)) for it in (ask, nothing))
        return one == other

    def _asked(self, role: str, ask: Ask) -> HttpResponse:
        browser = self.browsers[role]
        cookies = copy.deepcopy(browser.cookies)
        address = ask.address if ask.address.startswith("/") else f"/en/{ask.address}"
        logging.disable()  # a refusal is no news here
        try:
            return getattr(browser, ask.method.lower())(address, ask.data)
        finally:
            logging.disable(logging.NOTSET)
            browser.cookies = cookies  # without what it was told, and signed in as before


def _not_done(response: HttpResponse, unchanged: bool) -> str:
    if unchanged and response.status_code == 200:
        return "refused"
    if unchanged and response.status_code == 302:
        return "left out"
    return f"not done, but {response.status_code} and something has changed"


def _in_a_word(response: HttpResponse) -> str:
    if "/login/" in response.get("Location", ""):
        return "login"
    if response.status_code == 302 and response["Location"] == "/en/admin/":
        return "away"  # to the desk's first page, as where nothing was found
    if response.status_code == 204:
        return "yes"
    if response.status_code != 200:
        return str(response.status_code)
    context = response.context
    if context and "has_change_permission" in context and "adminform" in context:
        return "form" if context["has_change_permission"] else "read"
    return "yes"


def _body(response: HttpResponse) -> str:
    if response.streaming:
        body = response.getvalue()  # a file is closed when it has been read to its end
    else:
        body = response.content
    return body.decode(errors="surrogateescape")
