"""Those who are told by mail, and a post in which every mail is seen."""

import datetime
from collections.abc import Callable

import pytest

from jobs import clock
from numbering.clock import database_now
from subscriptions.models import Standing, Subscriber
from subscriptions.timing import Frequency, next_digest

DAY = datetime.timedelta(days=1)


def subscribed(email: str = "sari@example.org", **fields) -> Subscriber:
    """Somebody who confirmed yesterday, and is told of everything at once unless told otherwise."""
    many = {name: fields.pop(name, []) for name in ("agencies", "topics")}
    since = database_now() - DAY
    fields = {
        "mail_language": "id",
        "standing": Standing.ACTIVE,
        "asked_at": since,
        "confirmed_at": since,
        "digest_since": since,
    } | fields
    frequency = fields.get("frequency", Frequency.AT_ONCE)
    fields.setdefault("digest_due", next_digest(frequency, since))
    subscriber = Subscriber.objects.create(email=email, **fields)
    subscriber.agencies.set(many["agencies"])
    subscriber.topics.set(many["topics"])
    return subscriber


@pytest.fixture
def sari(db) -> Subscriber:
    return subscribed()


@pytest.fixture
def work(db) -> Callable[[], None]:
    """What a worker does: every chore of the alerts, then all that stands in the queue."""
    from django.core.management import call_command

    from jobs.models import Turn

    def working() -> None:
        Turn.objects.filter(chore__startswith="subscriptions").delete()
        call_command("worker", once=True)

    assert any(name.startswith("subscriptions") for name in clock.CHORES)
    return working
