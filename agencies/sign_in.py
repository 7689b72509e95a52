"""Signing in, a few tries at a time: for an account from one address, from one address, for all.

Passwords and the codes of the second step are counted apart: whoever knows the password may type
it as often as they like, and has no more tries at a code for it.

A try is written down before its password is looked at, and taken out again if it was right. So of
many at once, in whatever process, none slips through; and once there are too many, the right
password does not help either. What was typed is not kept, only a keyed hash of it.
"""

import datetime
import math
from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from agencies.models import SignInTry
from agencies.network import place_of

WINDOW = datetime.timedelta(minutes=15)
# Whoever keeps failing from elsewhere shuts out nobody but themselves; only from ten addresses and
# more can they shut an account for all, and that ends with the window.
FROM_THERE = 5  # for one account, from one address
AN_ADDRESS = 20  # whatever the account
AN_ACCOUNT = 50  # from wherever
# Whoever comes this far knows the password, and a code has but six digits.
CODES_OF_AN_ACCOUNT = 10  # from wherever

PASSWORDS, CODES = "", "code"  # what is tried

TOO_MANY = "too_many"


def begin(account: str, address: str, tried: str = PASSWORDS) -> SignInTry:
    """Write a try down, and forget those that are over.

    Args:
        account: a user name as it was typed; for codes, a primary key.
        address: see `place_of`.
        tried: PASSWORDS or CODES.

    Raises:
        ValidationError: there were too many; it is not written down then.
    """
    now = timezone.now()
    SignInTry.objects.filter(at__lte=now - WINDOW).delete()
    place = _hashed(address) if address else ""
    of = _hashed(f"{tried}\0{account.strip().casefold()}")
    most = CODES_OF_AN_ACCOUNT if tried == CODES else AN_ACCOUNT
    mine = SignInTry.objects.create(account=of, place=place, at=now)
    others = SignInTry.objects.exclude(pk=mine.pk)
    waits = [_wait(others.filter(account=of), most, now)]
    if place:
        waits.append(_wait(others.filter(place=place), AN_ADDRESS, now))
        waits.append(_wait(others.filter(place=place, account=of), FROM_THERE, now))
    if wait := max(waits):
        mine.delete()
        minutes = math.ceil(wait / datetime.timedelta(minutes=1))
        said = ngettext(
            "There were too many tries. Try again in %(minutes)d minute.",
            "There were too many tries. Try again in %(minutes)d minutes.",
            minutes,
        )
        raise ValidationError(said % {"minutes": minutes}, code=TOO_MANY)
    return mine


def succeeded(attempt: SignInTry) -> None:
    """Take back what that person failed at from there before."""
    SignInTry.objects.filter(account=attempt.account, place=attempt.place).delete()


def _wait(tries: QuerySet[SignInTry], limit: int, now: datetime.datetime) -> datetime.timedelta:
    """How long until there are fewer than `limit` of these tries; nothing, if there are."""
    last_too_many = tries.order_by("-at").values_list("at", flat=True)[limit - 1 : limit].first()
    return last_too_many + WINDOW - now if last_too_many else datetime.timedelta()


def _hashed(text: str) -> str:
    return salted_hmac("agencies.sign_in", text, algorithm="sha256").hexdigest()


class SignInForm(AdminAuthenticationForm):
    """The desk's door. Who comes too often is told so, whatever the password."""

    def clean(self) -> dict[str, Any]:
        username = self.cleaned_data.get("username")
        if not username or not self.cleaned_data.get("password") or self.request is None:
            return super().clean()
        attempt = begin(username, place_of(self.request))
        cleaned = super().clean()
        succeeded(attempt)
        return cleaned
