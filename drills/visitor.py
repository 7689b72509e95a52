"""Somebody who looks at a newsroom that was just installed, and signs in at its desk.

A process of its own, in the network of the newsroom: `python -m drills.visitor`. What to visit
comes as JSON on standard input; on the other stands what was answered, or `problem`.
"""

import http.client
import json
import re
import ssl
import sys
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

STYLESHEET = re.compile(r'href="(/static/newsroom[^"]*\.css)"')
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Wrong(RuntimeError):
    """Something else was answered than has to be."""


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Visitor:
    """Asks one newsroom, and keeps its cookies.

    Attributes:
        origin: of the newsroom, such as `https://news.example`.
        port: where it listens on 127.0.0.1.
        certificate: in PEM, of the authority that is believed.
    """

    origin: str
    port: int
    certificate: str = ""
    cookies: SimpleCookie = field(default_factory=SimpleCookie)

    def ask(self, path: str, form: dict[str, str] | None = None) -> Answer:
        """Ask for a page, or send a form; redirects are the caller's to follow."""
        scheme, host = urlsplit(self.origin)[:2]
        headers = {"Host": host, "Referer": self.origin + path}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{one.key}={one.value}" for one in self.cookies.values())
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        there = self._there(scheme)
        there.request("POST" if form else "GET", path, urlencode(form) if form else None, headers)
        answer = there.getresponse()
        text = answer.read().decode(errors="replace")
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.load(cookie)
        there.close()
        return Answer(answer.status, {n.lower(): v for n, v in answer.getheaders()}, text)

    def send(self, path: str, **form: str) -> str:
        """Fill in the form of a page and send it; returns where it leads."""
        page = self.found(path)
        token = CSRF.search(page.text)
        if not token:
            raise Wrong(f"{path} has no form")
        answer = self.ask(path, {"csrfmiddlewaretoken": token[1], **form})
        if answer.status != 302:
            raise Wrong(f"sending {path}: {answer.status}")
        return answer.headers["location"]

    def found(self, path: str) -> Answer:
        """Ask for a page that has to be there."""
        answer = self.ask(path)
        if answer.status != 200:
            raise Wrong(f"{path}: {answer.status} {answer.text[:300]}")
        return answer

    def _there(self, scheme: str) -> http.client.HTTPConnection:
        if scheme == "http":
            return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        trust = ssl.create_default_context(cadata=self.certificate)
        trust.check_hostname = False  # we ask for 127.0.0.1; nginx has one name only
        return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=60, context=trust)


def visit(visitor: Visitor, name: str, password: str, code: str, shown: str) -> dict[str, str]:
    """Look at what anybody sees, then sign in.

    Args:
        name, password, code: of somebody who has a second factor.
        shown: what stands on the first page of their desk.

    Returns:
        What was answered, by what was asked for.

    Raises:
        Wrong: something was not as it has to be.
    """
    said = {"/healthz": visitor.found("/healthz").text.strip()}
    if visitor.origin.startswith("https:"):
        plain = Visitor(visitor.origin.replace("https:", "http:"), 80).ask("/")
        if plain.headers.get("location") != f"{visitor.origin}/":
            raise Wrong(f"over plain HTTP / is not led to HTTPS: {plain.status}")
        said["over plain HTTP"] = f"{plain.status} to HTTPS"
    ready = _all_well(visitor)
    said["/readyz"] = f"{len(ready)} checks well"
    home = visitor.found("/")
    said["/"] = "200"
    style = STYLESHEET.search(home.text)
    if not style:
        raise Wrong("the first page names no stylesheet")
    said["static file"] = visitor.found(style[1]).headers.get("cache-control", "no Cache-Control")
    if "immutable" not in said["static file"]:
        raise Wrong(f"{style[1]} may be kept, and it is not said: {said['static file']}")
    step = visitor.send("/admin/login/", username=name, password=password)
    desk = visitor.send(urlsplit(step).path, code=code)
    if shown not in visitor.found(urlsplit(desk).path).text:
        raise Wrong(f"the desk at {desk} does not show {shown!r}")
    said["desk"] = "signed in with a second factor"
    return said


def _all_well(visitor: Visitor) -> list[dict]:
    """What /readyz says, once nothing is amiss: a worker has looked at the queue by then."""
    for _try in range(30):
        checks: list[dict] = json.loads(visitor.found("/readyz").text)["checks"]
        amiss = [check for check in checks if not check["ok"]]
        if not amiss:
            break
        time.sleep(2)
    else:
        raise Wrong(f"/readyz: {amiss}")
    return checks


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    try:
        said = visit(Visitor(**asked.pop("newsroom")), **asked)
    except (Wrong, OSError, http.client.HTTPException) as error:
        said = {"problem": f"{type(error).__name__}: {error}"}
    json.dump(said, sys.stdout)
