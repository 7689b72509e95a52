"""Notices for the tests."""

import datetime

from django.contrib.auth.models import User

from numbering.clock import database_now
from pages.models import Notice

HOUR = datetime.timedelta(hours=1)


def notice(by: User, begins: datetime.timedelta = -HOUR, ends: datetime.timedelta = HOUR) -> Notice:
    """One that runs from an hour ago until in an hour, or from and until so long from now."""
    now = database_now()
    return Notice.objects.create(
        text="Listrik padam.",
        text_en="No electricity.",
        link="/releases/",
        begins=now + begins,
        ends=now + ends,
        raised_by=by,
    )
