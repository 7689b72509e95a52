"""Codes that are typed: from an app, or one of the recovery codes. Each is good once.

What was used is kept with the secret itself, under a lock. django-allauth keeps it in the cache,
which the processes of a newsroom need not share.

Source: RFC 6238, section 5.2, for codes by time.
"""

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt, encrypt
from django.contrib.auth.models import User
from django.db import transaction

from agencies.second_factor.held import Kind


def step_of(secret: str, code: str) -> int | None:
    """The step of time, of 30 seconds, whose code this is; None where it is that of none.

    The step before counts, and the one after: people type slowly, and clocks differ.
    """
    for step in yield_hotp_counters_from_time():
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step))):
            return step
    return None


def app_data(secret: str, step: int) -> dict[str, object]:
    """What is kept of an app, whose first code has just been used."""
    return {"secret": encrypt(secret), "used": step}


@transaction.atomic
def shown_by_code(person: User, code: str) -> Authenticator | None:
    """What a code belongs to, if it is one of this person's; it is used then."""
    typed = Authenticator.objects.select_for_update().filter(user=person)
    for one in typed.exclude(type=Kind.WEBAUTHN).order_by("pk"):
        if one.type == Kind.RECOVERY_CODES:
            right = one.wrap().validate_code(code)
        else:
            right = _use(one, code)
        if right:
            one.refresh_from_db()
            one.record_usage()
            return one
    return None


def _use(app: Authenticator, code: str) -> bool:
    step = step_of(decrypt(app.data["secret"]), code)
    if step is None or step <= app.data.get("used", -1):
        return False
    app.data["used"] = step
    app.save(update_fields=["data"])
    return True
