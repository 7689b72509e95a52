"""The second factor of the first person of a newsroom, whom no page has seen yet."""

import io
from urllib.parse import quote, urlencode, urlsplit

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import transaction
from qrcode import QRCode

from agencies.second_factor.codes import app_data, step_of
from agencies.second_factor.held import Kind

NEVER_USED = -1


def new_secret() -> str:
    """A secret for an app: 32 letters and digits of base 32."""
    return str(generate_totp_secret())


def address(username: str, secret: str) -> str:
    """What an app reads a secret from, in the form that django-allauth's own have."""
    host = urlsplit(settings.NEWSROOM_ADDRESS).hostname
    issuer = f"{admin.site.site_header} {host}"
    asked = urlencode({"secret": secret, "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(issuer)}:{quote(username)}?{asked}"


def drawn(text: str) -> str:
    """A text as a QR code for a terminal, of half blocks, light on dark."""
    code, out = QRCode(), io.StringIO()
    code.add_data(text)
    code.print_ascii(out, invert=True)
    return out.getvalue()


def is_shown(secret: str, code: str) -> bool:
    """Whether an app with this secret shows this code now."""
    return step_of(secret, code.strip()) is not None


@transaction.atomic
def give(person: User, secret: str, code: str = "") -> list[str]:
    """Give somebody without any factor an app, and recovery codes.

    Args:
        secret: of the app.
        code: the one it has just shown, which is then used; empty where none was asked for.

    Returns:
        The recovery codes.
    """
    step = step_of(secret, code.strip()) if code else None
    data = app_data(secret, NEVER_USED if step is None else step)
    Authenticator.objects.create(user=person, type=Kind.TOTP, data=data)
    codes: list[str] = RecoveryCodes.activate(person).get_unused_codes()
    return codes
