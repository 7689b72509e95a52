"""From where people acted is forgotten when it was kept long enough; what they did never is."""

import datetime

from django.db.models import Q

from audit.models import CameFrom
from audit.sources import SOURCES
from releases.models import Opening


def forget_addresses(before: datetime.datetime) -> int:
    """Empty the network addresses of all acts before a moment, and of what opened links.

    Args:
        before: an aware time.

    Returns:
        How many records lost theirs.
    """
    forgotten = 0
    for source in SOURCES.values():
        old = source.rows().filter(**{f"{source.at}__lt": before}).order_by()
        if source.address:
            known = old.model._base_manager.filter(pk__in=old.values("pk"))
            name = source.address
        else:
            known = CameFrom.objects.filter(source=source.name, row__in=old.values("pk"))
            name = "address"
        forgotten += known.exclude(**{name: None}).update(**{name: None})
    opened = Opening.objects.filter(at__lt=before).exclude(Q(address="") & Q(user_agent=""))
    return forgotten + opened.update(address="", user_agent="")
