"""What the alerts ask of the clock."""

import datetime

from django.utils import timezone

from jobs.clock import every
from subscriptions import announcing
from subscriptions.models import Standing, Subscriber
from subscriptions.tokens import VALID

STOPPED_FOR = datetime.timedelta(days=180)


@every(seconds=5)
def announce_what_became_public() -> None:
    for edition in announcing.unannounced():
        announcing.announce(edition)


@every(minutes=1)
def send_digests_that_are_due() -> None:
    announcing.put_digests_into_the_queue()


@every(hours=6)
def forget_who_never_came() -> None:
    """Addresses that nobody confirmed; and after half a year those whose mail came back."""
    now = timezone.now()
    Subscriber.objects.filter(standing=Standing.PENDING, asked_at__lt=now - VALID).delete()
    stopped = Subscriber.objects.filter(standing=Standing.STOPPED)
    stopped.filter(bounced_at__lt=now - STOPPED_FOR).delete()
