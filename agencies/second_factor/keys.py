"""Keys, by WebAuthn: what the browser is asked for, and whether what it answers is right.

The challenge is kept in the session, and is worth one answer.
"""

import ipaddress
import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.contrib.auth.models import User
from django.http import HttpRequest

from agencies.second_factor.held import Kind


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
    try:
        credential: dict[str, Any] = json.loads(answer)
        auth.parse_registration_response(credential)
        auth.complete_registration(credential)
    except Exception:  # whatever a stranger's bytes do to three parsers: it is no key
        return None
    finally:
        auth.clear_state()
    return credential


def shown_by_key(person: User, answer: str) -> Authenticator | None:
    """The key with which the browser has answered, if it is one of this person's."""
    try:
        credential = json.loads(answer)
        auth.parse_authentication_response(credential)
        key = auth.complete_authentication(person, credential)
    except Exception:  # as above
        return None
    finally:
        auth.clear_state()
    key.record_usage()
    return key


def named(person: User, name: str) -> bool:
    """Whether a person has a key of that name."""
    keys = Authenticator.objects.filter(user_id=person.pk, type=Kind.WEBAUTHN)
    return name.casefold() in {key.data["name"].casefold() for key in keys}
