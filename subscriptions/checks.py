"""What is not set up, though alerts need it. Said by `manage.py check --deploy -t mail`."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, register
from django.core.checks import Warning as Warned
from django.utils.translation import gettext as _

BY_SMTP = "django.core.mail.backends.smtp.EmailBackend"


@register("mail", deploy=True)
def mail_is_set_up(**_kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if settings.EMAIL_BACKEND != BY_SMTP:
        found.append(
            Warned(
                _("Mails are written into files and reach nobody."),
                hint=_("Set EMAIL_URL to the mail server that takes them."),
                id="subscriptions.W001",
            )
        )
    if not settings.NEWSROOM_ADDRESS.startswith("https://"):
        found.append(
            Warned(
                _("The links in mails are not HTTPS: no mail program unsubscribes in one click."),
                hint=_("Set NEWSROOM_ADDRESS to the https:// address of the newsroom."),
                id="subscriptions.W002",
            )
        )
    if settings.DEFAULT_FROM_EMAIL.rstrip(">").endswith("@localhost"):
        found.append(
            Warned(
                _("Mails are from %(address)s, which no server outside accepts.")
                % {"address": settings.DEFAULT_FROM_EMAIL},
                hint=_("Set DEFAULT_FROM_EMAIL to an address of your own domain."),
                id="subscriptions.W003",
            )
        )
    if not settings.MAIL_BOUNCES:
        found.append(
            Warned(
                _("Mails that come back stop no delivery, because nothing says whose they were."),
                hint=_("Set MAIL_BOUNCES, and pipe what arrives there into `manage.py bounces`."),
                id="subscriptions.W004",
            )
        )
    return found
