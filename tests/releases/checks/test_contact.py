"""A release that names nobody to ask."""

import pytest

from agencies.models import Contact
from releases.checks.contact import RULE
from tests.releases.checks.asking import said

pytestmark = pytest.mark.usefixtures("english")


def test_it_works(draft):
    assert said(RULE, draft) == ["It has no contact. Choose who answers questions about it."]


def test_a_contact_that_is_not_public_is_not_enough(draft, office):
    draft.contacts.add(Contact.objects.create(agency=office, name="Tono", public=False))
    [sentence] = said(RULE, draft)
    assert "None of its contacts is public" in sentence


def test_one_public_contact_is_enough(draft, office):
    draft.contacts.add(Contact.objects.create(agency=office, name="Tono", public=False))
    draft.contacts.add(office.contacts.get(name="Rini"))
    assert said(RULE, draft) == []
