"""Voiding a number of which it is known whether a release bears it."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from numbering import voiding
from numbering.errors import NotOpen
from numbering.models import Number
from releases.models import Edition, Release


@transaction.atomic
def void(number: Number, reason: str, by: User) -> Number:
    """Void a number, unless the public sees its release or will see it.

    A release whose number is void takes a new one when it is approved again.

    Args:
        number: refreshed in place.
        reason: why; it stands in the register and in the release's history.
        by: a registrar of the sequence's agency.

    Raises:
        NotOpen: the public sees a release that bears it, or will; or it is void already.
        NotTheRegistrar, ReasonMissing: see `numbering.voiding`.
    """
    bearers = list(Release.objects.select_for_update().filter(numbers=number).order_by("pk"))
    if seen := public_or_to_be(number):
        raise NotOpen(
            _("“%(title)s” bears number %(number)s and is public, or will be.")
            % {"title": seen.title, "number": number}
        )
    number = voiding.void(number, reason, by)
    for release in bearers:
        release.record(by, "void", reason)
    return number


def public_or_to_be(number: Number) -> Edition | None:
    """An edition with this number that the public sees, or will see; None where there is none."""
    return Edition.objects.standing().filter(release__numbers=number).first()
