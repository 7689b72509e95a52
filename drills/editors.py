"""Editors at the desk, who write, submit and approve through its forms as a browser would."""

import threading
import time
from collections import deque
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from drills.crowd import Answer, Counted, Lost

PASSWORD = "sandi-untuk-latihan-beban"  # noqa: S105 - of a newsroom that is thrown away
ADD = "/admin/releases/release/add/"
BODY = "Taman baca dibuka di enam kecamatan.\n\nSetiap taman dijaga warga."


class Forms(HTMLParser):
    """The fields of every form of a page, with what a browser would send."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []
        self._inside: dict[str, list[str]] = {}
        self._select, self._offered, self._text = "", "", ""
        self.feed(page)

    def with_field(self, name: str) -> dict[str, list[str]]:
        """The form that has a field. Raises LookupError: none has."""
        for form in self.forms:
            if name in form:
                return dict(form)
        raise LookupError(f"no form with {name}")

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in given}
        name = has.get("name", "")
        if tag == "form":
            self._inside = {}
            self.forms.append(self._inside)
        elif tag == "input" and name and "disabled" not in has:
            kind = has.get("type", "text")
            sends = kind not in ("submit", "button", "file", "image", "reset")
            if kind in ("checkbox", "radio"):
                sends = "checked" in has
            if sends:
                self._inside.setdefault(name, []).append(has.get("value", ""))
        elif tag == "textarea":
            self._text = name
            self._inside.setdefault(name, []).append("")
        elif tag == "select":
            self._select = name if "multiple" not in has else ""
            self._chosen = name
        elif tag == "option" and ("selected" in has or (self._select and not self._offered)):
            if self._select:  # one of them; the first unless another is chosen
                self._inside[self._select] = [has.get("value", "")]
                self._offered = self._select
            else:
                self._inside.setdefault(self._chosen, []).append(has.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = ""
        elif tag == "select":
            self._select = self._offered = ""

    def handle_data(self, data: str) -> None:
        if self._text:
            self._inside[self._text][-1] += data.removeprefix("\n")


class Editor:
    """Somebody who is signed in."""

    def __init__(self, port: int, counted: Counted, name: str) -> None:
        self.port, self.counted, self.name = port, counted, name
        self.cookies: dict[str, str] = {}

    def sign_in(self) -> None:
        form = self._form("/admin/login/", "password")
        self._post("/admin/login/", form | {"username": [self.name], "password": [PASSWORD]})

    def write(self, title: str) -> int:
        """Write a release and submit it; return its key."""
        form = self._form(ADD, "title")
        typed = form | {"title": [title], "body": [BODY], "_move": ["submit"]}
        confirm = self._post(ADD, typed).headers["Location"]
        self._post(confirm, self._form(confirm, "note"))
        return int(confirm.partition("/release/")[2].partition("/")[0])

    def approve(self, key: int) -> None:
        """Approve a release, and look at it again."""
        address = f"/admin/releases/release/{key}/move/approve/"
        there = self._post(address, self._form(address, "revision")).headers["Location"]
        self._ask("GET", there, 200)

    def _form(self, path: str, field: str) -> dict[str, list[str]]:
        return Forms(self._ask("GET", path, 200).body.decode()).with_field(field)

    def _post(self, path: str, typed: dict[str, list[str]]) -> Answer:
        """Send a form. Raises Lost: the desk does not take it."""
        answer = self._ask("POST", path, 302, urlencode(typed, doseq=True))
        if answer.status != 302:
            raise Lost(f"{path} answers {answer.status}")
        return answer

    def _ask(self, method: str, path: str, wanted: int, body: str = "") -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={text}" for name, text in self.cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://127.0.0.1:{self.port}"
        answer = self.counted.ask(self.port, path, "desk", wanted, method, headers, body)
        for said in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(said).items():
                self.cookies[name] = morsel.value
        return answer


class Desk:
    """Editors in turn: each writes one release, and approves one that another wrote.

    Attributes:
        approved: keys of what was acknowledged.
        failed: what did not come to its end, in words.
    """

    def __init__(self, port: int, counted: Counted, names: list[str], every: float) -> None:
        self.editors = [Editor(port, counted, name) for name in names]
        self.every = every
        self.approved: list[int] = []
        self.failed: list[str] = []
        self.stop = threading.Event()
        self._waiting: deque[tuple[str, int]] = deque()
        self._threads = [
            threading.Thread(target=self._work, args=(nth,), daemon=True)
            for nth in range(len(names))
        ]

    def __enter__(self) -> "Desk":
        for editor in self.editors:
            editor.sign_in()
        self._begun = time.monotonic()
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self.stop.set()
        for thread in self._threads:
            thread.join(120)

    def _work(self, nth: int) -> None:
        editor, round_ = self.editors[nth], 0
        while not self.stop.wait(max(0.0, self._due(nth, round_) - time.monotonic())):
            round_ += 1
            try:
                self._waiting.append((editor.name, editor.write(f"Kabar {nth} {round_} beban")))
                for _turn in range(len(self._waiting)):
                    by, key = self._waiting.popleft()
                    if by != editor.name:
                        editor.approve(key)
                        self.approved.append(key)
                        break
                    self._waiting.append((by, key))
            except Exception as error:  # it counts, whatever it was
                self.failed.append(f"{editor.name}: {type(error).__name__}: {error}")

    def _due(self, nth: int, round_: int) -> float:
        return self._begun + self.every * (nth + round_ * len(self.editors))
