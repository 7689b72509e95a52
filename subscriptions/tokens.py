"""The secrets in addresses that are sent by mail. Nothing of them is kept: they are signed.

Each purpose has a signature of its own, so that an address that bounces tells nobody how to
unsubscribe. All die with `SECRET_KEY`, unless it goes on among Django's `SECRET_KEY_FALLBACKS`.
"""

import datetime
import hmac
import re
import uuid

from django.core.signing import BadSignature, Signer, TimestampSigner
from django.utils.crypto import salted_hmac

from subscriptions.models import Subscriber

VALID = datetime.timedelta(days=7)

_own = Signer(salt="subscriptions.own", sep=".")
_confirming = TimestampSigner(salt="subscriptions.confirming", sep=".")
# Thirty-two digits, and a signature that fits beside them into the 64 characters that may stand
# before an "@" (RFC 5321, 4.5.3.1.1).
_RETURN = re.compile(r"\+([0-9a-f]{32})-([0-9a-f]{16})@", re.IGNORECASE)


def own(subscriber: Subscriber) -> str:
    """What opens a subscriber's preferences, and unsubscribes."""
    return _own.sign(subscriber.uid.hex)


def confirming(subscriber: Subscriber) -> str:
    """What confirms an address, for a week."""
    return _confirming.sign(subscriber.uid.hex)


def uid_of(token: str) -> uuid.UUID | None:
    """Whose preferences a secret opens, or would if they were still there."""
    try:
        return uuid.UUID(_own.unsign(token))
    except (BadSignature, ValueError):
        return None


def owner(token: str) -> Subscriber | None:
    uid = uid_of(token)
    return Subscriber.objects.filter(uid=uid).first() if uid else None


def confirmed_by(token: str) -> Subscriber | None:
    try:
        uid = uuid.UUID(_confirming.unsign(token, max_age=VALID))
    except (BadSignature, ValueError):
        return None
    return Subscriber.objects.filter(uid=uid).first()


def return_path(subscriber: Subscriber, address: str) -> str:
    """The address to which mails to a subscriber come back, made from the newsroom's own."""
    mailbox, _at, domain = address.rpartition("@")
    return f"{mailbox}+{subscriber.uid.hex}-{_signature(subscriber.uid.hex)}@{domain}"


def returned_from(text: str) -> Subscriber | None:
    """Whose mail came back, from what stands in a header."""
    for found in _RETURN.finditer(text):
        key, signature = found[1].lower(), found[2].lower()
        if hmac.compare_digest(_signature(key), signature):
            return Subscriber.objects.filter(uid=uuid.UUID(key)).first()
    return None


def _signature(key: str) -> str:
    return salted_hmac("subscriptions.return", key, algorithm="sha256").hexdigest()[:16]
