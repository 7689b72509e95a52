"""Keys, by WebAuthn: what the browser is asked for, and whether what it answers is right.

The challenge is kept in the session, and is worth one answer.
"""

import ipaddress
import json
from collections.abc import Callable
from typing import Any, TypeVar

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.contrib.auth.models import User
from django.db import DatabaseError
from django.http import HttpRequest

from agencies.second_factor.held import Kind

Answer = TypeVar("Answer")


def has_a_name(request: HttpRequest) -> bool:
    """Whether the desk is open at a host name. Browsers know no keys for a network address."""
    host = request.get_host()
    try:
        ipaddress.ip_address(host.rpartition(":")[0].strip("[]") or host)
    except ValueError:
        return not host.startswith("[")
    return False


def ask_for_a_new_one(person: User) -> str:
    """What the browser needs to make a key, as JSON. It refuses those that the person has."""
    return json.dumps(auth.begin_registration(person, passwordless=False), default=dict)


def ask_for_one(person: User) -> str:
    """What the browser needs to use one of a person's keys, as JSON."""
    return json.dumps(auth.begin_authentication(person), default=dict)


def made(answer: str) -> dict[str, Any] | None:
    """What is kept of a key that the browser has made; None where the answer is not right."""

    def read() -> dict[str, Any]:
        credential: dict[str, Any] = json.loads(answer)
        auth.parse_registration_response(credential)
        auth.complete_registration(credential)
        return credential

    return _if_right(read)


def shown_by_key(person: User, answer: str) -> Authenticator | None:
    """The key with which the browser has answered, if it is one of this person's."""

    def read() -> Authenticator:
        credential = json.loads(answer)
        auth.parse_authentication_response(credential)
        key: Authenticator = auth.complete_authentication(person, credential)
        return key

    key = _if_right(read)
    if key:
        key.record_usage()
    return key


def _if_right(read: Callable[[], Answer]) -> Answer | None:
    """What an answer comes to. Three parsers read a stranger's bytes and raise what they like: it
    is no key then. What the database has to say is another matter."""
    try:
        return read()
    except DatabaseError:
        raise
    except Exception:
        return None
    finally:
        auth.clear_state()


def named(person: User, name: str) -> bool:
    """Whether a person has a key of that name."""
    keys = Authenticator.objects.filter(user_id=person.pk, type=Kind.WEBAUTHN)
    return name.casefold() in {key.data["name"].casefold() for key in keys}
