"""How often an approval asks the database, and how often while a counter is locked."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import written

MOST = {"postgresql": 35, "sqlite": 42}
# From the one that locks the counter to the last before the transaction ends.
MOST_WHILE_LOCKED = {"postgresql": 8, "sqlite": 13}


def test_an_approval_holds_its_counter_for_a_few_statements(office, sequence, ani, budi):
    for title in ("Kabar satu", "Kabar dua"):  # the first begins the counter
        release = written(office, ani, title=title)
        release.submit(ani)
        with CaptureQueriesContext(connection) as asked:
            release.approve(budi, release.revision)
    # In a test the transaction is a savepoint, the first statement and the last.
    every = [one["sql"].strip() for one in asked.captured_queries][1:-1]
    counters = [place for place, sql in enumerate(every) if "numbering_counter" in sql]
    locking = max(place for place in counters if every[place].startswith(("SELECT", "WITH")))

    assert len(every) <= MOST[connection.vendor]
    assert len(every[locking:]) <= MOST_WHILE_LOCKED[connection.vendor]
    # All was read before, but for the clock of SQLite, and whether the address is free.
    read = [sql for sql in every[locking + 1 :] if sql.startswith("SELECT")]
    assert [sql for sql in read if "strftime" not in sql and '."path" = ' not in sql] == []
