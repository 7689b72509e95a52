"""What every test may use."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.db.backends.base.operations import BaseDatabaseOperations

from numbering import guards

pytest_plugins = ["tests.cast", "tests.browser"]


@pytest.fixture(scope="session", autouse=True)
def _a_flush_may_pass_the_guards() -> Iterator[None]:
    """Let `django_db(transaction=True)` empty the tables after itself, which guards refuse.

    In one transaction with the emptying, so that no moment is left unguarded.
    """
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_behind_the_guards(operations: BaseDatabaseOperations, sql_list: list[str]) -> None:
        with transaction.atomic():
            guards.lower(guards.all_guards())
            flush(operations, sql_list)
            guards.raise_up(guards.all_guards())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_behind_the_guards)
        yield
