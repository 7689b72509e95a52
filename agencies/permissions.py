"""One answer to "may this person do that here?". Everything asks it."""

from django.contrib.auth.models import AnonymousUser, User

from agencies import tree
from agencies.models import Agency, AgencyQuerySet, Membership
from agencies.roles import Action, roles_for

Person = User | AnonymousUser


def can(user: Person, action: Action, agency: Agency) -> bool:
    """Whether `user` may do `action` in `agency`.

    Args:
        user: a person; anonymous or deactivated ones may do nothing.
        action: what is to be done.
        agency: where. A role in an agency above it counts.

    Returns:
        True for superusers, always: they answer for the whole newsroom.
    """
    if not user.is_active:
        return False
    if user.is_superuser:
        return True
    return Membership.objects.filter(
        user=user, role__in=roles_for(action), agency__in=agency.lineage()
    ).exists()


def agencies_where(user: Person, action: Action) -> AgencyQuerySet:
    """The agencies in which `user` may do `action`, those below a held one included.

    Args:
        user: a person; anonymous or deactivated ones get none.
        action: what is to be done.
    """
    if not user.is_active:
        return Agency.objects.none()
    if user.is_superuser:
        return Agency.objects.all()
    held = Membership.objects.filter(user=user, role__in=roles_for(action))
    return Agency.objects.filter(
        pk__in=tree.below(Agency.objects.pairs(), held.values_list("agency_id", flat=True))
    )
