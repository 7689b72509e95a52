"""Somebody has left the office: their account is closed, and their drafts are handed over.

Nothing is deleted but their roles and sessions: their name stays on all that they did.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from agencies.invitations import call_off
from agencies.models import Agency, Membership
from agencies.permissions import can
from agencies.roles import Action, roles_for
from agencies.sessions import sessions_of
from numbering.models import Number
from releases.book import name_of
from releases.errors import NotPermitted, NotReady
from releases.models import Release, State, WorkingCopy

Heirs = Mapping[int, User]  # by the primary key of the agency whose drafts they get


@dataclass(frozen=True)
class Held:
    """What a person holds at the desk."""

    roles: list[Membership]
    drafts: list[Release]  # drafts and those sent back that they edited last
    submitted: list[Release]  # with whoever approves now, and so they stay where they are
    reservations: list[Number]
    unsaved: list[WorkingCopy]

    @property
    def agencies(self) -> list[Agency]:
        """Those for whose drafts an heir is needed."""
        return sorted({draft.agency for draft in self.drafts}, key=lambda agency: agency.name)


def held_by(person: User) -> Held:
    releases = Release.objects.select_related("agency").order_by("agency__name", "title")
    return Held(
        roles=list(person.memberships.select_related("agency")),
        drafts=list(releases.filter(_drafts_of(person))),
        submitted=list(
            releases.filter(state=State.SUBMITTED).filter(
                Q(edited_by=person) | Q(submitted_by=person)
            )
        ),
        reservations=list(Number.objects.filter(owner=person).reserved().order_by("expires_at")),
        unsaved=list(
            WorkingCopy.objects.filter(by=person).exclude(typed="").select_related("release")
        ),
    )


def _drafts_of(person: User) -> Q:
    return Q(edited_by=person, state__in=(State.DRAFT, State.SENT_BACK))


def may_write(agency: Agency) -> QuerySet[User]:
    """The people who may write in an agency."""
    roles = Membership.objects.filter(agency__in=agency.lineage(), role__in=roles_for(Action.WRITE))
    writing = Q(pk__in=roles.values("user")) | Q(is_superuser=True)
    return User.objects.filter(writing, is_active=True).order_by("first_name", "username")


@transaction.atomic
def see_off(person: User, by: User, heirs: Heirs) -> Held:
    """Close the account of somebody who has left, and hand their drafts over.

    What they have reserved stays as it is: the register's lines are sealed, any colleague may use
    the number, and it is void by itself when its time is over. To do it twice changes nothing.

    Args:
        person: who has left; refreshed in place.
        by: who says so: a superuser.
        heirs: who goes on with the drafts of each agency.

    Returns:
        What they held until now.

    Raises:
        NotPermitted: `by` may not.
        NotReady: it is oneself, or nobody who may write was named for an agency's drafts.
    """
    if not (by.is_active and by.is_superuser):
        raise NotPermitted
    person.refresh_from_db(from_queryset=User.objects.select_for_update())
    if person == by:
        raise NotReady(_("You can’t close your own account. Ask another superuser."))
    own = Release.objects.filter(_drafts_of(person)).order_by("pk")
    drafts = list(own.select_for_update(of=("self",)).select_related("agency"))
    held = held_by(person)
    problems = [
        nobody_named(agency)
        for agency in dict.fromkeys(draft.agency for draft in drafts)
        if not _can_go_on(heirs.get(agency.pk), person, agency)
    ]
    if problems:
        raise NotReady(*problems)
    for draft in drafts:
        _hand_over(draft, person, heirs[draft.agency_id], by)
    person.memberships.all().delete()
    person.is_active = person.is_staff = person.is_superuser = False
    call_off(person)
    person.save(update_fields=["is_active", "is_staff", "is_superuser", "password"])
    for session in sessions_of(person):  # or they would come back with the account
        session.delete()
    return held


def nobody_named(agency: Agency) -> str:
    said = _("Name somebody who may write in %(agency)s, to go on with its drafts.")
    return said % {"agency": agency.name}


def _can_go_on(heir: User | None, person: User, agency: Agency) -> bool:
    return heir is not None and heir != person and can(heir, Action.WRITE, agency)


def _hand_over(draft: Release, person: User, heir: User, by: User) -> None:
    draft.edited_by = heir
    draft.record(
        by,
        "hand_over",
        _("From %(person)s to %(heir)s.") % {"person": name_of(person), "heir": name_of(heir)},
    )
    if draft.edited_by != heir:  # the text had not been recorded yet, and now bears another name
        draft.edited_by = heir
        draft.save(update_fields=["edited_by"])
