"""Lines of the log: without the secrets of addresses, and without anybody's mail address.

For people they are text, for programs JSON, an object a line; the settings say which.
"""

import datetime
import json
import logging
import re
from contextvars import ContextVar
from typing import Any

# The request that is being answered, by the name that nginx gave it too; "" outside of any.
request_id: ContextVar[str] = ContextVar("request_id", default="")

# `/preview/<token>/…` and its like: whoever reads a log must not be able to open them.
SECRET = re.compile(r"/(preview|embargo|invitation|subscribe|subscriptions)/[^/\s\"'?]+")
# What was searched for, and whatever else is asked of an address.
QUERY = re.compile(r"(?<=[\w/])\?[\w%.~+-]+=[^\s\"'>]*")
MAIL = re.compile(r"[\w.+%-]+@[\w-]+(\.[\w-]+)+")

FORMATS = ("line", "json")


def chosen(form: str) -> logging.Formatter:
    """The formatter for one of FORMATS."""
    if form == "json":
        return JsonLines()
    return WithoutSecrets("{asctime} {levelname} {name}: {message}", style="{")


def without_secrets(text: str) -> str:
    text = SECRET.sub(r"/\1/…", text)
    return MAIL.sub("…@…", QUERY.sub("?…", text))


class WithoutSecrets(logging.Formatter):
    """A line with its traceback, in which what is secret or somebody's own stands as `…`."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


class JsonLines(logging.Formatter):
    """An object with `time` (UTC), `level`, `logger`, `message`, and, where there is one,
    `request`, `status` and `traceback`."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        said: dict[str, Any] = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_secrets(record.getMessage()),
        }
        if request := request_id.get():
            said["request"] = request
        if status := getattr(record, "status_code", None):
            said["status"] = status
        if record.exc_info:
            said["traceback"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps(said, ensure_ascii=False)
