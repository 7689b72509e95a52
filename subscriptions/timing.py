"""How often somebody is told, and when the next digest is due. Pure: it knows no database."""

import datetime

from django.conf import settings
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MONDAY = 0


class Frequency(TextChoices):
    AT_ONCE = "at_once", _("at once, each release by itself")
    DAILY = "daily", _("once a day, all in one mail")
    WEEKLY = "weekly", _("once a week, on Monday, all in one mail")


def next_digest(frequency: str, after: datetime.datetime) -> datetime.datetime | None:
    """The first moment after another at which a digest is due, in the newsroom's own zone.

    Args:
        frequency: one of Frequency.
        after: an aware time.

    Returns:
        None where everything is sent at once.
    """
    if frequency == Frequency.AT_ONCE:
        return None
    zone = timezone.get_default_timezone()
    hour = datetime.time(settings.DIGEST_HOUR)
    day = after.astimezone(zone).date()
    while True:
        moment = datetime.datetime.combine(day, hour, zone)
        if moment > after and (frequency == Frequency.DAILY or day.weekday() == MONDAY):
            return moment
        day += datetime.timedelta(days=1)
