"""How many mails may be asked for at the form: nobody's mailbox is filled by somebody else.

What was typed is not kept, only a keyed hash of it, and that for a day.
"""

import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from subscriptions.models import Asking

DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)
TO_ONE_MAILBOX = 3  # a day, from wherever they are asked
FROM_ONE_PLACE = 20  # an hour, to whatever mailboxes: an office shares its address


def wait_for(place: str) -> datetime.timedelta:
    """How long somebody has to wait before they may ask again; nothing, if they need not."""
    if not place:
        return datetime.timedelta()
    now = timezone.now()
    last = _newest(Asking.objects.filter(place=_hashed(place), at__gt=now - HOUR), FROM_ONE_PLACE)
    return last + HOUR - now if last else datetime.timedelta()


def may_mail(email: str, place: str) -> bool:
    """Write down that a mail is asked for, and return whether it may be sent.

    Written down first and then counted, so that of many at once none slips through.
    """
    now = timezone.now()
    Asking.objects.filter(at__lte=now - DAY).delete()
    mailbox = _hashed(email)
    from_there = _hashed(place) if place else ""
    mine = Asking.objects.create(mailbox=mailbox, place=from_there, at=now)
    others = Asking.objects.filter(mailbox=mailbox).exclude(pk=mine.pk)
    if _newest(others, TO_ONE_MAILBOX) is None:
        return True
    mine.delete()  # or whoever goes on asking would shut its owner out for ever
    return False


def _newest(rows: QuerySet[Asking], nth: int) -> datetime.datetime | None:
    """When the n-th newest was asked for, if there are so many."""
    return rows.order_by("-at").values_list("at", flat=True)[nth - 1 : nth].first()


def _hashed(text: str) -> str:
    return salted_hmac("subscriptions.limits", text, algorithm="sha256").hexdigest()
