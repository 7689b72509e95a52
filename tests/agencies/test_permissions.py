"""A role allows what its table says, in its agency and in all below."""

import pytest
from django.contrib.auth.models import AnonymousUser

from agencies.models import Agency
from agencies.permissions import agencies_where, can
from agencies.roles import Action, Role
from tests.cast import person


@pytest.fixture
def branch(office):
    return Agency.objects.create(name="UPT Kabar", short_name="UPT", slug="upt", parent=office)


def test_it_works(office, clinic, budi):
    assert can(budi, Action.APPROVE, office)
    assert list(agencies_where(budi, Action.APPROVE)) == [office]


def test_a_role_reaches_the_agencies_below(budi, office, branch):
    assert can(budi, Action.APPROVE, branch)
    assert set(agencies_where(budi, Action.APPROVE)) == {office, branch}


def test_a_role_does_not_reach_the_agency_above(office, branch):
    below = person("eka", role=Role.APPROVER, agency=branch)
    assert not can(below, Action.VIEW, office)
    assert list(agencies_where(below, Action.VIEW)) == [branch]


@pytest.mark.parametrize(
    ("role", "action"),
    [
        (Role.AUTHOR, Action.SEND_BACK),
        (Role.AUTHOR, Action.APPROVE),
        (Role.AUTHOR, Action.MANAGE),
        (Role.EDITOR, Action.APPROVE),
        (Role.EDITOR, Action.CANCEL),
        (Role.APPROVER, Action.MANAGE),
        (Role.REGISTRAR, Action.WRITE),
        (Role.REGISTRAR, Action.APPROVE),
    ],
)
def test_a_role_does_not_allow_what_is_not_in_its_table(office, role, action):
    someone = person("eka", role=role, agency=office)
    assert not can(someone, action, office)
    assert not agencies_where(someone, action)


def test_a_superuser_may_do_everything_everywhere(boss, office, clinic):
    assert all(can(boss, action, clinic) for action in Action)
    assert set(agencies_where(boss, Action.APPROVE)) == {office, clinic}


@pytest.mark.parametrize("superuser", [True, False])
def test_a_deactivated_person_may_do_nothing(office, superuser):
    gone = person("eka", role=Role.APPROVER, agency=office, is_active=False, is_superuser=superuser)
    assert not can(gone, Action.VIEW, office)
    assert not agencies_where(gone, Action.VIEW)


def test_an_anonymous_visitor_may_do_nothing(office):
    assert not can(AnonymousUser(), Action.VIEW, office)
    assert not agencies_where(AnonymousUser(), Action.VIEW)


def test_without_a_membership_nothing_is_allowed(office):
    assert not can(person("eka"), Action.VIEW, office)
