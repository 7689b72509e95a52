"""Inviting people by mail: an account without a password, and a link to choose one, once.

Nothing is kept of a link. It is Django's own token for a new password, made from what stands in
the account; each invitation exchanges that, as does choosing a password, so older links die.
"""

import datetime
import re
from collections.abc import Callable, Iterable

from django.conf import settings
from django.contrib.admin import site
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from agencies.models import Agency, Membership

VALID = datetime.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)

Roles = Iterable[tuple[Agency, str]]


class Tokens(PasswordResetTokenGenerator):
    key_salt = "agencies.invitations"


tokens = Tokens()


def waiting() -> QuerySet[User]:
    """The people who were invited, or have no password for another reason, and never came."""
    return User.objects.filter(
        is_active=True, last_login=None, password__startswith=UNUSABLE_PASSWORD_PREFIX
    )


def is_waiting(person: User) -> bool:
    return person.is_active and person.last_login is None and not person.has_usable_password()


def proposed_username(email: str) -> str:
    """A user name that is free, made from a mail address."""
    wanted = re.sub(r"[^\w.+-]", "", email.partition("@")[0].lower())[:100] or "staf"
    taken = User.objects.filter(username__istartswith=wanted).values_list("username", flat=True)
    others = {name.lower() for name in taken}
    nth = 1
    while (name := wanted if nth == 1 else f"{wanted}{nth}") in others:
        nth += 1
    return name


@transaction.atomic
def invite(person: User, roles: Roles, by: User) -> None:
    """Make the account of somebody who is invited. The mail goes out afterwards: `mail_to`.

    Args:
        person: with names, address and user name; not saved yet.
        roles: what they will be, and where.
        by: who invites: a superuser.

    Raises:
        PermissionDenied: `by` may not.
    """
    if not (by.is_active and by.is_superuser):
        raise PermissionDenied
    person.is_staff = True
    person.set_unusable_password()
    person.save()
    for agency, role in roles:
        Membership.objects.create(user=person, agency=agency, role=role)


@transaction.atomic
def renew(person: User) -> bool:
    """Let every link that was sent to a person die, so that another can be sent.

    Returns:
        Whether they are still waiting for one.
    """
    person.refresh_from_db(from_queryset=User.objects.select_for_update())
    if not is_waiting(person):
        return False
    person.set_unusable_password()
    person.save(update_fields=["password"])
    return True


def call_off(person: User) -> None:
    """Let links die that were sent to somebody whose account is closed. Does not save.

    Or they would live again if the account were opened within the week.
    """
    if not person.has_usable_password():
        person.set_unusable_password()


def secret_of(person: User) -> str:
    """What stands in the address of a person's invitation."""
    return f"{person.pk}-{tokens.make_token(person)}"


def invited_with(secret: str, *, lock: bool = False) -> User | None:
    """Who was invited with a secret, if it is still valid.

    Args:
        secret: as it stands in an address.
        lock: whether nobody else may accept meanwhile; needs a transaction.
    """
    key, _dash, token = secret.partition("-")
    if not re.fullmatch("[0-9]{1,18}", key):
        return None
    people = waiting().select_for_update() if lock else waiting()
    person = people.filter(pk=int(key)).first()
    return person if person and tokens.check_token(person, token) else None


def mail_to(
    person: User, by: User, language: str, whole: Callable[[str], str]
) -> EmailMultiAlternatives:
    """The mail with a person's link.

    Args:
        person: who is invited; saved.
        by: who invites.
        language: of the mail, and of the page behind the link.
        whole: makes a path into an address with host and scheme.
    """
    with translation.override(language):
        context = {
            "person": person,
            "by": by.get_full_name() or by.get_username(),
            "desk": site.site_header,
            "host": whole("/").split("/")[2],
            "roles": list(person.memberships.select_related("agency")),
            "link": whole(reverse("invitation", args=[secret_of(person)])),
            "until": timezone.now() + VALID,
            "language": language,
        }
        mail = EmailMultiAlternatives(
            _("Your account at %(desk)s") % {"desk": context["desk"]},
            render_to_string("emails/invitation.txt", context),
            to=[person.email],
        )
        mail.attach_alternative(render_to_string("emails/invitation.html", context), "text/html")
    return mail
