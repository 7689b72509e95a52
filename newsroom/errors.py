"""What is answered where there is nothing at an address: a page that helps to find it.

Programs, which ask below /api/, are told what is wrong in their own way, here and wherever else
something is.
"""

import errno
import re
import sys
from urllib.parse import unquote

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import defaults

from api import problems
from newsroom.logs import SECRET
from releases.body import tidy_line

# Of these no words are taken: hashes and secrets name nothing, and what the desk has is not public.
WORDLESS = re.compile(r"/(admin|files|renditions|logos|static)(/|$)")
NUMBER = re.compile(r"/number/(.+)")
ENDING = re.compile(r"\.\w{1,5}$")
APART = re.compile(r"[\W_]+")
MOST_WORDS, MOST_CHARACTERS = 8, 200
LONGEST = 30  # characters; what is longer is no word
# The database is away, too busy or deadlocked, a disk is full, or the server for files is away: not
# ours to mend, and it passes.
NOT_NOW = (OperationalError, InterfaceError)
PASSING = (errno.ENOSPC, errno.EDQUOT, errno.EHOSTDOWN)
RETRY_AFTER = "10"  # seconds


def words_of(path: str) -> str:
    """The words of an address, to be searched for; "" where there are none.

    Args:
        path: of a request, with or without the prefix of its language.

    Returns:
        A number as it was asked for; of any other address the words of its last part.
    """
    path = unquote(path).removeprefix("/en") if path.startswith("/en/") else unquote(path)
    if WORDLESS.match(path) or SECRET.search(path):
        return ""
    if number := NUMBER.match(path):
        return tidy_line(number[1])[:MOST_CHARACTERS].rstrip("/")
    last = path.rstrip("/").rpartition("/")[2]
    words = APART.split(ENDING.sub("", tidy_line(last)))
    return " ".join([one for one in words if 0 < len(one) <= LONGEST][:MOST_WORDS])


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for 404. It says the same whether something is hidden there or was never there."""
    if problems.is_asked(request):
        return problems.not_found().answer(request)
    context = {"words": words_of(request.path)}
    return render(request, "404.html", context, status=404)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    if problems.is_asked(request):
        return problems.unreadable().plain_answer()
    return defaults.bad_request(request, exception)


def broken(request: HttpRequest) -> HttpResponse:
    """Django calls it while what was raised is being handled."""
    if _passes(sys.exception()):
        return not_now(request)
    if problems.is_asked(request):
        return problems.broken().plain_answer()
    return defaults.server_error(request)


def not_now(request: HttpRequest) -> HttpResponse:
    """503: nothing of it was saved, and the same may well work in a moment.

    A program is told in English, people in both languages; the database is not asked.
    """
    if problems.is_asked(request):
        return problems.not_now(RETRY_AFTER).plain_answer()
    response = HttpResponse(render_to_string("503.html"), status=503)
    response["Retry-After"] = RETRY_AFTER
    response["Cache-Control"] = "no-store"
    return response


def _passes(raised: BaseException | None) -> bool:
    """Whether what was raised, or what it was raised from, is a fault that passes by itself."""
    while raised is not None:
        if isinstance(raised, NOT_NOW) or (isinstance(raised, OSError) and raised.errno in PASSING):
            return True
        raised = raised.__cause__
    return False
