"""What every test may use."""

import os
import time
from collections.abc import Iterator

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import OperationalError, connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils import translation

from numbering import guards
from tests.thoroughness import THOROUGH

# How long a test takes says more of what else the machine is doing than of the code.
# A change is judged by the same examples as the last one; new ones are drawn everywhere else.
hypothesis.settings.register_profile(
    "untimed", deadline=None, derandomize=os.environ.get("REQUIRE_ALL") == "1"
)
hypothesis.settings.load_profile("untimed")

pytest_plugins = ["tests.cast", "tests.browser"]


@pytest.fixture(scope="session", autouse=True)
def _a_flush_may_pass_the_guards() -> Iterator[None]:
    """Let `django_db(transaction=True)` empty the tables after itself, which guards refuse.

    In one transaction with the emptying, so that no moment is left unguarded.
    """
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_behind_the_guards(operations: BaseDatabaseOperations, sql_list: list[str]) -> None:
        for left in reversed(range(5)):
            try:
                with transaction.atomic():
                    guards.lower(guards.all_guards())
                    flush(operations, sql_list)
                    guards.raise_up(guards.all_guards())
            except OperationalError:  # a browser's last request is still under way
                if not left:
                    raise
                time.sleep(0.5)
            else:
                return

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_behind_the_guards)
        yield


@pytest.fixture(autouse=True)
def _the_language_stays_what_it_was() -> Iterator[None]:
    """A request leaves its language behind, and the next test would speak it."""
    before = translation.get_language() or settings.LANGUAGE_CODE
    yield
    translation.activate(before)


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet() -> None:
    """What is counted in the cache, such as questions from one address, outlives a test."""
    cache.clear()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "only_on(vendor): what one engine alone knows, or what is the same on either"
    )
    config.addinivalue_line("markers", "once: on SQLite; on both with THOROUGH=1")
    config.addinivalue_line("markers", "long: with THOROUGH=1 only")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, rather than skip, what this engine has no part in, or what takes too long.

    That is what only the other one has words for; and, on PostgreSQL, what asks no database:
    pytest-django refuses it one, so it can't tell them apart, and SQLite's run has it already.
    """

    def concerns_this_engine(item: pytest.Item) -> bool:
        if item.get_closest_marker("long") and not THOROUGH:
            return False
        if mark := item.get_closest_marker("only_on"):
            return mark.args[0] == connection.vendor
        if connection.vendor == "sqlite":
            return True
        return asks_a_database(item) and (THOROUGH or not item.get_closest_marker("once"))

    config.hook.pytest_deselected(items=[one for one in items if not concerns_this_engine(one)])
    items[:] = [one for one in items if concerns_this_engine(one)]


def asks_a_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("django_db"):
        return True
    return not {"db", "transactional_db"}.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    """Where all is required, a test that was skipped has failed."""
    report = yield
    if report.skipped and os.environ.get("REQUIRE_ALL") == "1":
        report.outcome = "failed"
        report.longrepr = f"Skipped, though all is required: {report.longrepr}"
    return report
