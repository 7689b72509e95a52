"""What a new newsroom needs before its first release, and what of it is there."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.models import Agency, Letterhead, Membership
from numbering.models import Sequence


@dataclass(frozen=True)
class Step:
    """One thing to do first, where, and whether it is done."""

    title: str
    url: str
    explains: str
    done: bool


def first_steps(user: User) -> list[Step]:
    """For those who set the newsroom up, and as long as something is missing."""
    if not user.is_superuser:
        return []
    agency = Agency.objects.values_list("pk", flat=True).first()
    on_its_page = (
        reverse("admin:agencies_agency_change", args=[agency])
        if agency
        else reverse("admin:agencies_agency_add")
    )
    steps = [
        Step(
            _("Make an agency"),
            reverse("admin:agencies_agency_add"),
            _("The office that issues the releases."),
            agency is not None,
        ),
        Step(
            _("Give it a letterhead"),
            on_its_page,
            _("On the agency’s page. Without one nothing is approved."),
            Letterhead.objects.exists(),
        ),
        Step(
            _("Make a sequence"),
            reverse("admin:numbering_sequence_wizard"),
            _("From two or three numbers of the office, as they were printed so far."),
            Sequence.objects.exists(),
        ),
        Step(
            _("Invite the people"),
            reverse("admin:auth_user_invite"),
            _("By mail, each with a role."),
            User.objects.filter(is_staff=True).exclude(pk=user.pk).exists(),
        ),
        Step(
            _("Give them their roles"),
            on_its_page,
            _("On the agency’s page: at least an author and an approver."),
            Membership.objects.exists(),
        ),
    ]
    return [] if all(step.done for step in steps) else steps
