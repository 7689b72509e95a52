"""How far somebody who has signed in has come: their session says whether by the second step."""

import datetime
from enum import Enum

from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest
from django.utils import timezone

from agencies.second_factor.held import factors_of, needs_one
from agencies.sessions import began

PASSED = "second_step_passed"  # in the session: whose
LATELY = datetime.timedelta(minutes=15)


class Standing(Enum):
    ADMITTED = "may use the desk"
    SECOND_STEP = "has a second factor, and this session never showed it"
    SET_UP = "needs a second factor, and has none"


def standing_of(request: HttpRequest) -> Standing:
    """How far whoever is signed in has come. Asks the database once for each request."""
    known: Standing | None = getattr(request, "_standing", None)
    if known is None:
        known = _standing(request)
        request._standing = known  # type: ignore[attr-defined]
    return known


def _standing(request: HttpRequest) -> Standing:
    person = request.user
    if isinstance(person, AnonymousUser):
        return Standing.SECOND_STEP
    if factors_of(person).exists():
        passed = request.session.get(PASSED) == person.pk
        return Standing.ADMITTED if passed else Standing.SECOND_STEP
    return Standing.SET_UP if needs_one(person) else Standing.ADMITTED


def is_admitted(request: HttpRequest) -> bool:
    return standing_of(request) is Standing.ADMITTED


def has_passed(request: HttpRequest, person: User) -> None:
    request.session[PASSED] = person.pk


def passed_no_more(request: HttpRequest) -> None:
    request.session.pop(PASSED, None)


def signed_in_lately(request: HttpRequest) -> bool:
    """Whether somebody signed in so short a while ago that it must still be them.

    What is sent may be twice as old as what is asked for: no form is lost while it is filled in.
    """
    most = LATELY if request.method in ("GET", "HEAD") else 2 * LATELY
    return timezone.now() - began(request.session) < most
