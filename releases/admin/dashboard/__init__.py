"""The desk's first page: what waits for a person, what goes out, and how things stand."""

from typing import Any

from django.contrib.auth.models import User

from agencies.permissions import somewhere
from agencies.roles import Action
from numbering.clock import database_now
from releases.admin.dashboard import chart, drawing, editions, failures, first_steps, waiting, work
from releases.admin.dashboard.books import Books
from releases.admin.dashboard.lines import SHOWN


def today(user: User) -> dict[str, Any]:
    """All that the first page says to a person, of agencies that they may see and of no others.

    It asks the database as often for many rows as for a few.
    """
    steps = first_steps.first_steps(user)
    now = database_now()
    nothing_yet = bool(steps) and not steps[0].done
    if nothing_yet or not somewhere(user, Action.VIEW):
        return {"now": now, "steps": steps}
    books = Books(user, now)
    published = chart.published(user, now)
    standings = books.standings()
    return {
        "now": now,
        "steps": steps,
        "sees_something": True,
        "may_write": somewhere(user, Action.WRITE),
        "waiting": waiting.groups(user, books),
        "going_out": editions.going_out(user, now),
        "published": published,
        "bars": drawing.bars(published) if published.series else [],
        "standings": standings[:SHOWN],
        "more_standings": len(standings) - SHOWN,
        "all_well": not any(one.unsettled for one in standings),
        "changes": editions.last_changes(user, now),
        "failures": failures.failures(user, now),
        "work": work.work(user),
    }
