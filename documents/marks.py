"""What has to be known of a paper before it is read: a word, and a sentence that explains it.

Each is said in the language that is active.
"""

import datetime
from typing import NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from numbering.clock import database_now
from releases.models import Edition, Kind


class Mark(NamedTuple):
    """A word, what explains it, and what stands across every page of a sheet, if anything."""

    word: str
    text: str
    across: str = ""


def in_moment(moment: datetime.datetime) -> str:
    return date_format(localtime(moment), "DATETIME_FORMAT")


def corrected(edition: Edition) -> list[Mark]:
    """RALAT, where the edition corrects what was public before it."""
    if edition.kind != Kind.CORRECTION:
        return []
    text = _("Corrected on %(date)s") % {"date": in_moment(edition.public_from)}
    return [Mark(pgettext("mark", "CORRECTED"), f"{text}.\n{edition.note}".strip())]


def superseded(edition: Edition) -> Mark:
    """That it was corrected since, and where to read what is said now."""
    said = _("Public from %(from)s until %(until)s.") % {
        "from": in_moment(edition.public_from),
        "until": in_moment(edition.public_until or edition.public_from),
    }
    address = settings.NEWSROOM_ADDRESS + edition.get_absolute_url()
    now = _("The text that is current: %(address)s") % {"address": address}
    return Mark(pgettext("mark", "CORRECTED SINCE"), f"{said}\n{now}")


def withdrawn(tombstone: Edition) -> Mark:
    """DICABUT, with the reason that the public reads."""
    said = _("Withdrawn on %(date)s.") % {"date": in_moment(tombstone.public_from)}
    return Mark(pgettext("mark", "WITHDRAWN"), f"{said}\n{tombstone.note}".strip())


def embargoed(edition: Edition, recipient: str = "") -> Mark:
    """EMBARGO, with the moment at which it ends.

    Args:
        recipient: for whom alone this copy is; nobody's where it is for the desk.
    """
    said = _("Not to be published or passed on before %(moment)s.") % {
        "moment": in_moment(edition.public_from)
    }
    if recipient:
        said += "\n" + _("This copy is for %(recipient)s alone.") % {"recipient": recipient}
    return Mark(pgettext("mark", "EMBARGO"), said, recipient)


def cancelled() -> Mark:
    """That it was sealed, but never came out."""
    return Mark(
        pgettext("mark", "CANCELLED"), _("Taken back before its time: this was never published.")
    )


# --- Which of them a paper bears ---


def of_current(edition: Edition) -> list[Mark]:
    with translation.override(edition.language):
        return corrected(edition)


def of_earlier(edition: Edition) -> list[Mark]:
    with translation.override(edition.language):
        return [superseded(edition), *corrected(edition)]


def behind_a_link(edition: Edition, recipient: str) -> list[Mark]:
    with translation.override(edition.language):
        return [embargoed(edition, recipient), *corrected(edition)]


def at_the_desk(edition: Edition) -> list[Mark]:
    """As the public would have it now, or as it will or would have been."""
    now = database_now()
    later = Edition.objects.history(now).filter(
        release=edition.release_id, position__gt=edition.position
    )
    last = later.order_by("position").last()
    with translation.override(edition.language):
        own = [withdrawn(edition)] if edition.withdrawn else corrected(edition)
        if edition.cancelled:
            return [cancelled(), *own]
        if edition.public_from > now:
            return [embargoed(edition), *own]
        if last is None:
            return own
        return [withdrawn(last) if last.withdrawn else superseded(edition), *own]
