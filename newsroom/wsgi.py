"""The newsroom as a WSGI application."""

import logging
import os

from django.core.checks import run_checks
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
application = get_wsgi_application()


def tell_of_a_weak_database() -> None:
    """Say at start, loudly, what the database would not refuse, and whether its version is known to
    damage what it keeps; the server starts all the same."""
    log = logging.getLogger("newsroom.start")
    try:
        for problem in run_checks(tags=["guards", "sqlite"], include_deployment_checks=True):
            log.log(problem.level, "%s %s", problem.msg, problem.hint)
    except DatabaseError as error:
        log.critical("The database does not answer: %s", error)
    connections.close_all()  # the server may fork now, and no two processes may share one


tell_of_a_weak_database()
