"""What a newsroom needs before it serves the public, and whether it is there.

Nothing of it is a fault of the register: `doctor` names what is open, and finds nothing by it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from agencies.models import Agency, Contact, Membership
from agencies.roles import Action, roles_for
from agencies.second_factor.held import FACTORS, needs_one
from jobs import standing
from numbering.models import Sequence, today


@dataclass(frozen=True)
class Point:
    """One thing that a newsroom needs: what, whether it is there, and how it comes about."""

    what: str
    done: bool
    how: str


def points() -> Iterator[Point]:
    """Everything that is needed, in the order in which it is best done."""
    yield from _of_the_office()
    yield from _of_the_people()
    yield from _of_the_settings()


def still_open() -> list[Point]:
    return [point for point in points() if not point.done]


def _of_the_office() -> Iterator[Point]:
    offices = list(Agency.objects.filter(active=True))
    bare = [one.short_name for one in offices if not one.letterhead_on(today())]
    yield Point(
        _("An office that issues releases, with a letterhead"),
        bool(offices) and not bare,
        _("Give each a letterhead at the desk: %(offices)s.") % {"offices": ", ".join(bare)}
        if bare
        else _("Run `manage.py setup`."),
    )
    yield Point(
        _("A sequence of numbers"),
        Sequence.objects.exists(),
        _("Make one at the desk, from two or three numbers of the office."),
    )
    yield Point(
        _("A contact for the press"),
        Contact.objects.listed().exists(),
        _("Add one on the page of the office, public and chosen by default."),
    )


def _of_the_people() -> Iterator[Point]:
    yield Point(
        _("A registrar"),
        bool(_holders(Action.REGISTER)),
        _("Give somebody the role on the page of the office."),
    )
    writers, approvers = _holders(Action.WRITE), _holders(Action.APPROVE)
    yield Point(
        _("Somebody who writes, and somebody else who approves"),
        bool(approvers) and len(writers | approvers) > 1,
        _("Invite them at the desk, each with a role."),
    )
    people = User.objects.filter(is_active=True, is_staff=True, last_login__isnull=False)
    without = [
        one.get_username()
        for one in people.exclude(authenticator__type__in=FACTORS).distinct()
        if needs_one(one)
    ]
    yield Point(
        _("A second factor for everybody who needs one"),
        settings.SECOND_FACTOR and not without,
        _("They add it when they sign in next: %(people)s.") % {"people": ", ".join(without)}
        if without
        else _("Set SECOND_FACTOR=1."),
    )


def _holders(action: Action) -> set[int]:
    roles = roles_for(action)
    held = Membership.objects.filter(role__in=roles, user__is_active=True)
    return set(held.values_list("user", flat=True))


def _of_the_settings() -> Iterator[Point]:
    yield Point(
        _("Settings for the public: no DEBUG, and HTTPS"),
        settings.HTTPS and not settings.DEBUG,
        _("Set DEBUG=0, and let HTTPS be on."),
    )
    yield Point(
        _("An address for links in mails and on papers"),
        settings.NEWSROOM_ADDRESS.startswith("https://"),
        _("Set NEWSROOM_ADDRESS to where the newsroom is, such as https://news.example."),
    )
    yield Point(
        _("A mail server"),
        settings.MAIL["EMAIL_BACKEND"].endswith(".smtp.EmailBackend"),
        _("Set EMAIL_URL; without it mails are files, and reach nobody."),
    )
    yield Point(
        _("Whom to tell of a hole in the newsroom"),
        bool(settings.SECURITY_CONTACT and settings.SECURITY_EXPIRES),
        _("Set SECURITY_CONTACT and SECURITY_EXPIRES."),
    )
    last = standing.last_worked()
    yield Point(
        _("A worker for the work behind the pages"),
        last is not None and not standing.stopped_since(last),
        _("Let `manage.py worker` run beside the server."),
    )
