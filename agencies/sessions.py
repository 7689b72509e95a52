"""How long a session lasts: so many hours without a sign of life, so many in all, and so many
sessions at once for one account.

The end is written into the session itself. It is moved on with a write every few minutes at the
most, and only by what somebody does at the desk: not by pages of the public, which know no
session, and not by an open form that says every 20 seconds that it is still open.
"""

import datetime
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

STEP = datetime.timedelta(minutes=5)
AT_ONCE = 5  # sessions of one account; the oldest ends

BEGAN = "began"
ENDS = "_session_expiry"  # where Django keeps what `set_expiry` is told


class SessionLimits:
    """Moves the end of a session on, after a request in which somebody did something."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        attended = not getattr(request, "unattended", False)
        if attended and request.session.accessed and SESSION_KEY in request.session:
            move_on(request.session)
        return response


def move_on(session: SessionBase) -> None:
    """Let a session last from now on, but not longer in all than it may."""
    now = timezone.now()
    if BEGAN not in session:  # from before there were limits
        session[BEGAN] = now.isoformat()
    whole = began(session) + datetime.timedelta(hours=settings.SESSION_HOURS)
    end = min(whole, now + datetime.timedelta(hours=settings.SESSION_IDLE_HOURS))
    if ENDS not in session or abs(end - session.get_expiry_date()) >= STEP:
        session.set_expiry(end)


def began(session: SessionBase | dict[str, Any]) -> datetime.datetime:
    """When somebody signed in; long ago, for sessions from before that was kept."""
    known = session.get(BEGAN)
    if not known:
        return datetime.datetime.min.replace(tzinfo=datetime.UTC)
    return datetime.datetime.fromisoformat(known)


def sessions_of(person: User) -> list[Session]:
    """A person's sessions that are not over, the oldest first.

    All are looked through: only people at the desk have one, and it is asked for seldom.
    """
    live = Session.objects.filter(expire_date__gt=timezone.now())
    told = [(one, one.get_decoded()) for one in live]
    theirs = [(began(data), one) for one, data in told if data.get(SESSION_KEY) == str(person.pk)]
    return [one for _began, one in sorted(theirs, key=lambda pair: pair[0])]


def look_on() -> None:
    """Begin to listen."""
    user_logged_in.connect(_signed_in)


def _signed_in(request: HttpRequest, user: User, **_told: Any) -> None:
    request.session[BEGAN] = timezone.now().isoformat()
    request.session.pop(ENDS, None)
    move_on(request.session)
    mine = request.session.session_key
    others = [one for one in sessions_of(user) if one.session_key != mine]
    for session in others[: max(0, len(others) - AT_ONCE + 1)]:
        session.delete()
