"""People with a second factor, and what they would type."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.models import User
from django.test import Client

from agencies.second_factor.codes import app_data
from agencies.second_factor.standing import PASSED

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "rahasia-sekali-2026"


def code(later: int = 0) -> str:
    """What the app shows; `later` steps of 30 seconds from now."""
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + later))


def with_app(user: User) -> list[str]:
    """Give somebody an app. Their recovery codes."""
    data = app_data(SECRET, 0)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)
    return RecoveryCodes.activate(user).get_unused_codes()


def passed(client: Client, user: User) -> Client:
    """Somebody has signed in with both steps."""
    client.force_login(user)
    session = client.session
    session[PASSED] = user.pk
    session.save()
    return client
