"""What became public since somebody looked last, and who is to be told: handed to the queue.

Every edition is looked at once, which is what an `Announcement` says. What became public longer ago
than `REACH`, because no worker worked, is told of at once to nobody; a digest still has it.
"""

import datetime
from collections.abc import Collection

from django.db import transaction

from numbering.clock import database_now
from releases.models import Edition
from releases.models.edition import EditionQuerySet, Kind
from subscriptions import tasks
from subscriptions.models import Announcement, Subscriber
from subscriptions.rules import recipients, sendable
from subscriptions.timing import Frequency, next_digest

REACH = datetime.timedelta(days=7)
ORDINARY, URGENT = 0, 50  # in the queue
AT_ONCE = 50  # subscribers of one task: with ten seconds each it is done within its lease


def unannounced() -> EditionQuerySet:
    """What is public and was not looked at yet, in the order in which it became public."""
    # With all kinds named the index by kind and time is used, and not every edition looked at.
    recent = sendable().filter(
        kind__in=Kind.values, public_from__gte=database_now() - REACH, announcement=None
    )
    return recent.select_related("release__translation_of").order_by("public_from", "pk")


@transaction.atomic
def announce(edition: Edition) -> int:
    """Put the mails about an edition into the queue, and return how many.

    A withdrawal is told at once to whoever had the release, however often they want their mails.
    """
    _row, first = Announcement.objects.get_or_create(
        edition=edition, defaults={"at": database_now()}
    )
    if not first:
        return 0
    among = Subscriber.objects.active()
    if not edition.withdrawn:
        among = among.filter(frequency=Frequency.AT_ONCE)
    to = sorted(recipients(edition, among))
    task = tasks.send_edition.using(priority=URGENT if edition.withdrawn else ORDINARY)
    for some in batches(to):
        task.enqueue(edition.pk, some)
    return len(to)


@transaction.atomic
def put_digests_into_the_queue() -> int:
    """Let the digests be sent whose hour has come, and return how many."""
    now = database_now()
    due = Subscriber.objects.active().filter(digest_due__lte=now).select_for_update()
    found = dict(due.order_by("pk").values_list("pk", "frequency"))
    for frequency in set(found.values()):
        some = [pk for pk, one in found.items() if one == frequency]
        Subscriber.objects.filter(pk__in=some).update(digest_due=next_digest(frequency, now))
    for some in batches([*found]):
        tasks.send_digests.enqueue(some)
    return len(found)


def batches(keys: list[int]) -> Collection[list[int]]:
    return [keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE)]
