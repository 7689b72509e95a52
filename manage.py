#!/usr/bin/env python3
"""Django's command line for the newsroom."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError, ProgrammingError


def main(arguments: list[str]) -> None:
    """Run a command; a database that is away or has no tables is told in words.

    With `--traceback` the error itself is raised, as Django does for a CommandError.
    """
    try:
        execute_from_command_line(arguments)
    except (OperationalError, ProgrammingError) as error:
        if "--traceback" in arguments:
            raise
        sys.exit(
            f"The database refused: {str(error).strip()}\n"
            "Is it running, and does DATABASE_URL name it? If a table or a column is missing, run "
            "`manage.py migrate`. With --traceback you see where it happened."
        )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    main(sys.argv)
