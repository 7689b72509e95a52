"""The pytest option `--database`, and a var/ of its own for every run.

A plugin that pyproject.toml loads by name, not a conftest.py: pytest-django reads the
settings, and they read the environment, before any conftest.py is looked at.
"""

import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.servers import postgres

NO_SERVER = 69  # EX_UNAVAILABLE in BSD's sysexits.h; dev.py knows it too


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=["sqlite", "postgres"],
        default="sqlite",
        help="what to test on; for postgres a throwaway server is started",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        # A worker inherits what was prepared for the run, but counts its own files only.
        os.environ["VAR_DIR"] = str(Path(os.environ["VAR_DIR"]) / worker)
        return
    run = ExitStack()
    early_config.add_cleanup(run.close)
    # Neither uploads nor the SQLite file of a test belong into the checkout's var/, and two
    # runs at once would meet there.
    os.environ["VAR_DIR"] = run.enter_context(tempfile.TemporaryDirectory(prefix="newsroom-var-"))
    os.environ.pop("DATABASE_URL", None)
    # Tests ask faster than any reader; the one of the limit sets its own.
    os.environ["API_REQUESTS_A_MINUTE"] = "0"
    if early_config.known_args_namespace.database == "postgres":
        try:
            os.environ["DATABASE_URL"] = run.enter_context(postgres.throwaway())
        except postgres.NotInstalled as error:
            # pytest.exit() is understood only later, when tests run.
            sys.stderr.write(f"Nothing was tested. {error}\n")
            raise SystemExit(NO_SERVER) from error
