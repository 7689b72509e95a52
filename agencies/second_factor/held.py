"""What a person has besides their password.

Recovery codes are no factor by themselves: they come with the first one and go with the last.
"""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import QuerySet

from agencies.roles import WITH_SECOND_FACTOR

Kind = Authenticator.Type
FACTORS = (Kind.TOTP, Kind.WEBAUTHN)


def factors_of(person: User) -> QuerySet[Authenticator]:
    """A person's app and keys, the oldest first."""
    mine = Authenticator.objects.filter(user_id=person.pk, type__in=FACTORS)
    return mine.order_by("created_at", "pk")


def needs_one(person: User) -> bool:
    """Whether a person may do nothing at the desk without one."""
    if not settings.SECOND_FACTOR:
        return False
    return person.is_superuser or person.memberships.filter(role__in=WITH_SECOND_FACTOR).exists()


def codes_left(person: User) -> int:
    """How many of a person's recovery codes were not used yet."""
    codes = Authenticator.objects.filter(user_id=person.pk, type=Kind.RECOVERY_CODES).first()
    return len(codes.wrap().get_unused_codes()) if codes else 0
