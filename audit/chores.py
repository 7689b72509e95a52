"""What the audit asks of the clock."""

import datetime

from django.conf import settings
from django.utils import timezone

from audit.forgetting import forget_addresses
from jobs.clock import every


@every(days=1)
def forget_old_addresses() -> None:
    if settings.ADDRESSES_KEPT_DAYS:
        forget_addresses(timezone.now() - datetime.timedelta(days=settings.ADDRESSES_KEPT_DAYS))
