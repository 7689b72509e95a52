"""Lines of the log, without the secrets of addresses."""

import logging
import re

# `/preview/<token>/…` and its like: whoever reads a log must not be able to open them.
SECRET = re.compile(r"/(preview|embargo|invitation|subscribe|subscriptions)/[^/\s\"'?]+")


class WithoutSecrets(logging.Formatter):
    """A line with its traceback, in which a link's secret stands as `…`."""

    def format(self, record: logging.LogRecord) -> str:
        return SECRET.sub(r"/\1/…", super().format(record))
