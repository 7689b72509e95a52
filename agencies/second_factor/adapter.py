"""What django-allauth asks of us, and how the newsroom calls itself in an app and in a browser."""

from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import admin
from django.contrib.auth.models import User


class Adapter(DefaultMFAAdapter):
    def get_totp_issuer(self) -> str:
        return self._get_site_name()

    def _get_site_name(self) -> str:
        host: str = super()._get_site_name()
        return f"{admin.site.site_header} {host.partition(':')[0]}"

    def _get_user_identifier(self, user: User) -> str:
        return user.get_username()
