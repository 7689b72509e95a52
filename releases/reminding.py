"""Reminding approvers, by mail, of what has waited for review longer than their agency allows.

One mail a person, whatever waits for them; and of each release once, until it is submitted again.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.admin import site
from django.contrib.auth.models import User
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from agencies.models import FourEyes
from agencies.permissions import people_who
from agencies.roles import Action
from releases.approval import own_work
from releases.models import Release, Reminder, Revision


@dataclass(frozen=True)
class Waiting:
    """A release that is overdue, and the submitting since which it waits."""

    release: Release
    since: Revision

    @property
    def address(self) -> str:
        """Its form at the desk."""
        path = reverse("admin:releases_release_change", args=[self.release.pk])
        return settings.NEWSROOM_ADDRESS + path


@dataclass
class Due:
    """Who is to be reminded of what; and what nobody can be reminded of."""

    mails: dict[User, list[Waiting]] = field(default_factory=lambda: defaultdict(list))
    nobody: list[Waiting] = field(default_factory=list)


def due() -> Due:
    """What is overdue and not yet told, the longest waiting first."""
    found = Due()
    told = set(Reminder.objects.values_list("revision", "person"))
    overdue = Release.objects.overdue().select_related("agency").order_by("handed_in", "pk")
    for release in overdue:
        since = release.revisions.filter(action="submit").latest("position")
        waiting = Waiting(release, since)
        approvers = _approvers(release)
        for person in approvers:
            if (since.pk, person.pk) not in told:
                found.mails[person].append(waiting)
        if not approvers:
            found.nobody.append(waiting)
    return found


def mail_to(person: User, waiting: Iterable[Waiting]) -> EmailMultiAlternatives:
    """The mail that tells somebody what waits for them, in the newsroom's first language."""
    waiting = list(waiting)
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "person": person,
            "waiting": waiting,
            "desk": site.site_header,
            "language": settings.LANGUAGE_CODE,
        }
        subject = ngettext(
            "%(count)s release has waited too long for your review",
            "%(count)s releases have waited too long for your review",
            len(waiting),
        ) % {"count": len(waiting)}
        context["subject"] = subject
        text = render_to_string("emails/reminder.txt", context)
        mail = EmailMultiAlternatives(subject, text, to=[person.email])
        mail.attach_alternative(render_to_string("emails/reminder.html", context), "text/html")
    return mail


def remind(person: User, waiting: list[Waiting]) -> None:
    """Send somebody their mail, and write down that it went out.

    Where the process is killed between the two it goes out once more, rather than never.

    Raises:
        OSError: the mail server could not be reached, or refused it.
    """
    mail_to(person, waiting).send()
    now = timezone.now()
    Reminder.objects.bulk_create(
        [Reminder(revision=one.since, person=person, at=now) for one in waiting],
        ignore_conflicts=True,  # another run was as quick
    )


def _approvers(release: Release) -> list[User]:
    """Those who may approve it as the agency's second person, and can be reached by mail."""
    alone = release.agency.four_eyes == FourEyes.OFF
    people = people_who(Action.APPROVE, release.agency).exclude(email="")
    return [person for person in people if alone or not own_work(release, person)]
