"""What every process of the server needs at its first request, loaded before there are several.

Where the server forks its processes (`deploy/gunicorn.conf.py`), they then share views, templates
and words, and the first reader does not wait for them.
"""

import logging
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.db import connections

from newsroom.wsgi import application

ASKED = ("/", "/en/", "/releases/", "/en/releases/", "/nowhere/")


def warm() -> None:
    """Ask for a few pages, as a reader would. Where the database does not answer, start anyway."""
    for path in ASKED:
        try:
            _ask(path)
        except Exception:
            logging.getLogger("newsroom.start").exception("%s could not be asked for.", path)
    connections.close_all()  # no two processes may share one


def _ask(path: str) -> None:
    host = settings.ALLOWED_HOSTS[0].lstrip(".").replace("*", "localhost")
    environ = {"PATH_INFO": path, "HTTP_HOST": host, "HTTP_X_FORWARDED_PROTO": "https"}
    setup_testing_defaults(environ)
    environ["wsgi.url_scheme"] = "https"
    answer: Any = application(environ, lambda status, headers, failed=None: lambda part: None)
    try:
        for _part in answer:
            pass
    finally:
        answer.close()
