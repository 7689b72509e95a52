"""A contact that can't be called."""

import pytest

from agencies.models import Contact
from releases.checks.contact_phone import RULE
from tests.releases.checks.asking import said

pytestmark = pytest.mark.usefixtures("english")


def test_it_works(draft, office):
    draft.contacts.add(Contact.objects.create(agency=office, name="Tono", email="t@contoh.id"))
    [sentence] = said(RULE, draft)
    assert sentence.startswith("The contact Tono has no telephone number.")


def test_one_with_a_telephone_is_left_alone(draft, office):
    draft.contacts.add(office.contacts.get(name="Rini"))
    assert said(RULE, draft) == []


def test_one_that_is_not_printed_needs_none(draft, office):
    draft.contacts.add(Contact.objects.create(agency=office, name="Tono", public=False))
    assert said(RULE, draft) == []


def test_without_any_contact_another_rule_speaks(draft):
    assert said(RULE, draft) == []
