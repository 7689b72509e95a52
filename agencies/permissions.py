"""One answer to "may this person do that here?". Everything asks it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet

from agencies import tree
from agencies.models import Agency, AgencyQuerySet, Membership
from agencies.roles import Action, roles_for

Person = User | AnonymousUser
Held = list[tuple[int, str]]  # an agency's primary key, and a role in it


@dataclass
class Known:
    """What has been read for one page: the tree of agencies, and who holds what."""

    pairs: list[tree.Pair] | None = None
    held: dict[int, Held] = field(default_factory=dict)


_known: ContextVar[Known | None] = ContextVar("known", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """While it lasts, agencies and roles are read once: a page of the desk asks a hundred times."""
    token = _known.set(Known())
    try:
        yield
    finally:
        _known.reset(token)


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
    where = _held(user, action)
    return bool(where) and not where.isdisjoint(tree.above(_pairs(), agency.pk))


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
    where = _held(user, action)
    return Agency.objects.filter(pk__in=tree.below(_pairs(), where) if where else ())


def somewhere(user: Person, action: Action) -> bool:
    """Whether there is an agency in which `user` may do `action`."""
    return user.is_active and (user.is_superuser or bool(_held(user, action)))


def people_who(action: Action, agency: Agency) -> QuerySet[User]:
    """The people who may do `action` in an agency by a role there or above it, each once.

    Superusers, who may do everything everywhere, are among them only where they hold a role.
    """
    above = tree.above(_pairs(), agency.pk)
    held = Membership.objects.filter(agency__in=above, role__in=roles_for(action))
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("username")


def _held(user: Person, action: Action) -> set[int]:
    """The agencies in which a person holds a role that may do `action`."""
    known = _known.get()
    held = known.held.get(user.pk or 0) if known else None
    if held is None:
        held = list(Membership.objects.filter(user=user).values_list("agency_id", "role"))
        if known:
            known.held[user.pk or 0] = held
    allowed = roles_for(action)
    return {agency for agency, role in held if role in allowed}


def _pairs() -> list[tree.Pair]:
    known = _known.get()
    if known is None:
        return Agency.objects.pairs()
    if known.pairs is None:
        known.pairs = Agency.objects.pairs()
    return known.pairs
