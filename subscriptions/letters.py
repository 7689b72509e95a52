"""The mails themselves: words in both parts, and the headers that mail programs go by.

The headers follow RFC 2369 and 8058 (List-Unsubscribe, in one click), 2919 (List-Id), 3834
(Auto-Submitted) and 5322 (Message-ID, In-Reply-To, References). No picture and no script is
fetched from anywhere, so nothing tells whether a mail was read.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.utils import formataddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from releases.body import tidy_line
from releases.models import Edition
from releases.models.edition import Kind
from releases.search.texts import plain
from subscriptions import tokens
from subscriptions.models import Standing, Subscriber

BEGINNING = 600  # characters of the text that stand in a mail; the rest is read in the newsroom
LONGEST_SUBJECT = 200
# Stands in a letter that is written once for many, where each has a secret of their own.
SECRET = "0wn-s3cret"  # noqa: S105


@dataclass(frozen=True)
class Letter:
    """What is said, the same to everybody."""

    subject: str
    text: str
    html: str

    def to(self, subscriber: Subscriber, headers: dict[str, str]) -> EmailMultiAlternatives:
        """The mail to one subscriber, with what every mail of the list has in its head."""
        secret = tokens.own(subscriber)
        mail = EmailMultiAlternatives(
            self.subject,
            self.text.replace(SECRET, secret),
            from_email=_return_path(subscriber),
            to=[subscriber.email],
            headers=_of_the_list(subscriber) | headers,
        )
        mail.attach_alternative(self.html.replace(SECRET, secret), "text/html")
        return mail


# --- What became public ---


def of_edition(edition: Edition, language: str) -> Letter:
    """What is said of one edition to all whose mails are in a language."""
    with translation.override(language):
        agency = edition.agency.short_name or edition.agency.name
        named = ", ".join(edition.numbers) if edition.withdrawn else edition.title
        subject = f"[{agency}] {named}"
        if mark := _mark(edition):
            subject = f"{mark}: {subject}"
        return _letter("alert", subject, language, {"one": _shown(edition)})


def of_digest(editions: Sequence[Edition], language: str, on: datetime.datetime) -> Letter:
    """What is said of several editions in one mail, in their order."""
    with translation.override(language):
        count = len(editions)
        subject = ngettext("%(count)d release, %(day)s", "%(count)d releases, %(day)s", count) % {
            "count": count,
            "day": date_format(timezone.localtime(on), "DATE_FORMAT"),
        }
        shown = [_shown(edition) for edition in editions]
        for one in shown:
            if one["summary"]:
                one["beginning"] = ""  # so that many stay short
        return _letter("digest", f"{_('Official releases')}: {subject}", language, {"all": shown})


def headers_of_edition(
    edition: Edition, subscriber: Subscriber, before: Iterable[Edition]
) -> dict[str, str]:
    """What sets a mail about an edition apart, and below those about the same release.

    Args:
        before: the earlier editions that were sent to the same subscriber, in their order.
    """
    earlier = [message_id(one.pk, subscriber) for one in before]
    headers = {"Message-ID": message_id(edition.pk, subscriber)}
    if earlier:
        headers |= {"In-Reply-To": earlier[-1], "References": " ".join(earlier)}
    return headers


def message_id(about: object, subscriber: Subscriber) -> str:
    """The same whenever the same is sent to the same subscriber, so that a double is known as one.

    A keyed hash: an edition's own key would tell how many there are that nobody may know of.
    """
    text = f"{about} {subscriber.uid.hex}"
    told = salted_hmac("subscriptions.message", text, algorithm="sha256").hexdigest()[:24]
    return f"<{told}@{_host()}>"


# --- What is said about the subscription itself ---


def confirmation(subscriber: Subscriber) -> EmailMultiAlternatives:
    """The mail with the link that confirms; or with that to the choice, where that was done."""
    with translation.override(subscriber.mail_language):
        if known := subscriber.standing == Standing.ACTIVE:
            link = whole(reverse("subscriptions:preferences", args=[tokens.own(subscriber)]))
            subject = _("You are subscribed already")
        else:
            link = whole(reverse("subscriptions:confirm", args=[tokens.confirming(subscriber)]))
            subject = _("Confirm your subscription")
        context = {
            "known": known,
            "link": link,
            "subscriber": subscriber,
            "until": timezone.now() + tokens.VALID,
        }
        letter = _letter("subscribing", subject, subscriber.mail_language, context)
    mail = letter.to(subscriber, {})
    for name in [one for one in mail.extra_headers if one.startswith("List-Unsubscribe")]:
        del mail.extra_headers[name]  # nothing to unsubscribe from, or not by whoever asked
    return mail


def trial(address: str) -> EmailMultiAlternatives:
    """A mail as subscribers get it, for whoever runs the newsroom, about nothing."""
    nobody = Subscriber(email=address, mail_language=settings.LANGUAGE_CODE)
    with translation.override(settings.LANGUAGE_CODE):
        letter = _letter("trial", _("A trial of the alerts"), settings.LANGUAGE_CODE, {})
    return letter.to(nobody, {"Message-ID": message_id(timezone.now(), nobody)})


# --- Parts ---


def whole(path: str) -> str:
    return settings.NEWSROOM_ADDRESS + path


def one_line(text: str) -> str:
    """Text as it may stand in a header: one line, not endless."""
    return Truncator(tidy_line(text)).chars(LONGEST_SUBJECT)


def _letter(template: str, subject: str, language: str, context: dict[str, Any]) -> Letter:
    subject = one_line(subject)
    context = context | {
        "language": language,
        "subject": subject,
        "desk": _("Official releases"),
        "newsroom": whole(reverse("releases:home")),
        "preferences": whole(reverse("subscriptions:preferences", args=[SECRET])),
        "end": whole(reverse("subscriptions:end", args=[SECRET])),
    }
    text = render_to_string(f"emails/{template}.txt", context)
    html = render_to_string(f"emails/{template}.html", context)
    return Letter(subject, f"{text.strip()}\n", html)


def _mark(edition: Edition) -> str:
    if edition.withdrawn:
        return pgettext("mark", "WITHDRAWN")
    return pgettext("mark", "CORRECTED") if edition.kind == Kind.CORRECTION else ""


def _shown(edition: Edition) -> dict[str, Any]:
    """An edition as the templates of mails need it, in the present language."""
    issuers = [edition.agency.name, *(one["name"] for one in edition.joint_with)]
    return {
        "edition": edition,
        "mark": _mark(edition),
        "address": whole(edition.get_absolute_url()),
        "numbers": ", ".join(edition.numbers),
        "issuers": ", ".join(issuers),
        "summary": tidy_line(edition.summary),
        "beginning": _beginning(plain(edition.body)),
    }


def _beginning(text: str) -> str:
    """The first words of a text."""
    if len(text) <= BEGINNING:
        return text
    return f"{text[:BEGINNING].rpartition(' ')[0]} …"


def _of_the_list(subscriber: Subscriber) -> dict[str, str]:
    with translation.override(subscriber.mail_language):
        name = _("Official releases")
        end = whole(reverse("subscriptions:end", args=[tokens.own(subscriber)]))
    return {
        "From": settings.DEFAULT_FROM_EMAIL,
        "List-Id": f"{formataddr((name, ''))[:-2].strip()} <alerts.{_host()}>",
        "List-Unsubscribe": f"<{end}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }


def _return_path(subscriber: Subscriber) -> str:
    """Where a mail goes that can't be delivered: an address for each, where one is set up."""
    if settings.MAIL_BOUNCES:
        return tokens.return_path(subscriber, settings.MAIL_BOUNCES)
    return settings.DEFAULT_FROM_EMAIL


def _host() -> str:
    return urlsplit(settings.NEWSROOM_ADDRESS).hostname or "localhost"
