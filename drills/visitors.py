"""Who comes by HTTP: somebody with a browser, and many who read for as long as a block lasts."""

import re
import threading
import time
import urllib.parse
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from itertools import count
from urllib.error import HTTPError

from drills.newsroom import Failed

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
LONGEST = 20  # seconds


def asked(url: str, opener: urllib.request.OpenerDirector | None = None) -> tuple[int, str]:
    """The status and text of an answer; 0 where there is none."""
    try:
        opened = opener.open if opener else urllib.request.urlopen
        with opened(url, timeout=LONGEST) as answer:
            return answer.status, answer.read().decode(errors="replace")
    except HTTPError as error:
        return error.code, error.read().decode(errors="replace")
    except OSError:
        return 0, ""


class Unled(urllib.request.HTTPRedirectHandler):
    """Follows nowhere: with the first answer it is done, and the clock begins."""

    def redirect_request(self, *_asked: object) -> None:
        return None


class Person:
    """Somebody signed in at the desk, at one address or another."""

    def __init__(self, url: str, name: str, password: str) -> None:
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar()), Unled()
        )
        self.send(url, "/admin/login/", username=name, password=password, next="/admin/")

    def send(self, url: str, path: str, **said: str) -> None:
        """Open a page with a form and send it.

        Raises:
            Failed: it was not taken.
        """
        status, page = asked(url + path, self._opener)
        token = TOKEN.search(page)
        if token is None:
            raise Failed(f"{path}: {status}, and no form")
        said["csrfmiddlewaretoken"] = token[1]
        body = urllib.parse.urlencode(said).encode()
        try:
            with self._opener.open(url + path, body, timeout=LONGEST) as answer:
                raise Failed(f"{path}: the form came back: {_errors(answer.read().decode())}")
        except HTTPError as answer:
            if answer.code != 302:
                raise Failed(f"{path}: {answer.code}") from answer


def _errors(page: str) -> list[str]:
    return re.findall(r'class="errorlist[^>]*>(.*?)</ul>', page, re.DOTALL)


class Readers:
    """What was answered, by kind of what was asked for: how often each status, and how late.

    Attributes:
        answers: by kind.
        slowest: by kind, in seconds.
    """

    def __init__(self) -> None:
        self.answers: dict[str, Counter[int]] = defaultdict(Counter)
        self.slowest: dict[str, float] = defaultdict(float)

    def so_far(self) -> dict[str, Counter[int]]:
        return {kind: Counter(answers) for kind, answers in self.answers.items()}

    def forget(self) -> None:
        self.answers = defaultdict(Counter)
        self.slowest = defaultdict(float)


@contextmanager
def reading(url: str, addresses: dict[str, list[str]], each: float) -> Iterator[Readers]:
    """Let one ask for each kind in turn for as long as the block lasts.

    Args:
        url: where.
        addresses: by kind; `{n}` in one becomes another number each time.
        each: seconds between two questions of a kind.
    """
    readers, stop = Readers(), threading.Event()

    def ask(kind: str, paths: list[str]) -> None:
        for nth in count():
            if stop.wait(each):
                return
            began = time.monotonic()
            status, _text = asked(url + paths[nth % len(paths)].format(n=time.monotonic_ns()))
            readers.answers[kind][status] += 1
            took = time.monotonic() - began
            readers.slowest[kind] = max(readers.slowest[kind], took)

    threads = [threading.Thread(target=ask, args=one) for one in addresses.items()]
    for thread in threads:
        thread.start()
    try:
        yield readers
    finally:
        stop.set()
        for thread in threads:
            thread.join()
