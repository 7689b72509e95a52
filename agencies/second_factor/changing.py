"""A person's second factor is added, removed by themselves, or reset by somebody else."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.dispatch import Signal
from django.http import HttpRequest

from agencies.second_factor.held import Kind, factors_of
from agencies.second_factor.standing import has_passed, passed_no_more
from agencies.sessions import sessions_of

MOST = 10  # apps and keys of one person

# All that a person had is gone. Told: `person`, `by` (None for a command), `reason`, `request`.
factors_reset = Signal()


@transaction.atomic
def add(request: HttpRequest, kind: str, data: dict[str, Any]) -> Authenticator | None:
    """Add an app or a key to whoever is signed in; with the first one, recovery codes.

    Whoever adds one has just shown it: their session counts as having passed the second step. Their
    others do not, and have to sign in again.

    Args:
        kind: one of FACTORS.
        data: as allauth keeps it.

    Returns:
        None, and nothing is added, where there is an app already, or too many.
    """
    person = _locked(request.user.pk)
    has = [one.type for one in factors_of(person)]
    if (kind == Kind.TOTP and kind in has) or len(has) >= MOST:
        return None
    added = Authenticator.objects.create(user=person, type=kind, data=data)
    RecoveryCodes.activate(person)
    has_passed(request, person)
    _tell(authenticator_added, request, added)
    return added


@transaction.atomic
def remove(request: HttpRequest, factor: Authenticator) -> None:
    """Take one away from whoever is signed in. With the last one their other sessions end."""
    person = _locked(request.user.pk)
    factor.delete()
    if not factors_of(person).exists():
        Authenticator.objects.filter(user=person).delete()
        passed_no_more(request)
        _end_sessions(person, but=request.session.session_key)
    _tell(authenticator_removed, request, factor)


@transaction.atomic
def new_codes(request: HttpRequest) -> list[str]:
    """Make the recovery codes of whoever is signed in anew; the old ones are worth nothing then."""
    person = _locked(request.user.pk)
    Authenticator.objects.filter(user=person, type=Kind.RECOVERY_CODES).delete()
    made = RecoveryCodes.activate(person)
    _tell(authenticator_reset, request, made.instance)
    return made.get_unused_codes()


@transaction.atomic
def reset(
    person: User, by: User | None, reason: str = "", request: HttpRequest | None = None
) -> int:
    """Take away all that somebody has, because it is lost; their sessions end.

    Args:
        by: a superuser; None for a command on the server.
        reason: what is put on record.

    Returns:
        How many apps and keys there were.

    Raises:
        PermissionDenied: `by` is no superuser, or is that person.
    """
    if by is not None and not (by.is_active and by.is_superuser and by != person):
        raise PermissionDenied
    _locked(person.pk)
    count = factors_of(person).count()
    if not count:
        return 0
    Authenticator.objects.filter(user=person).delete()
    _end_sessions(person)
    factors_reset.send(sender=User, person=person, by=by, reason=reason, request=request)
    return count


def _locked(pk: int | None) -> User:
    return User.objects.select_for_update().get(pk=pk)


def _end_sessions(person: User, but: str | None = None) -> None:
    for session in sessions_of(person):
        if session.session_key != but:
            session.delete()


def _tell(signal: Signal, request: HttpRequest, factor: Authenticator) -> None:
    signal.send(sender=Authenticator, request=request, user=factor.user, authenticator=factor)
