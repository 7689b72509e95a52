"""`manage.py erase` deletes what is kept of a mail address, and names what stays."""

import io

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Contact
from subscriptions.models import Subscriber

pytestmark = pytest.mark.usefixtures("english")


def erased(address: str) -> str:
    out = io.StringIO()
    call_command("erase", address, stdout=out)
    return out.getvalue()


def test_it_works(sari):
    assert erased("Sari@Example.org") == "Sari@Example.org is no subscriber any more.\n"
    assert not Subscriber.objects.exists()


def test_what_belongs_to_the_record_is_named_and_stays(sari, office, ani):
    ani.email = sari.email
    ani.save()
    Contact.objects.create(agency=office, name="Sari Wulandari", email=sari.email)
    said = erased(sari.email)
    assert "An account of the desk has this address: ani." in said
    assert f"A contact of {office.name} has it: Sari Wulandari." in said
    assert Contact.objects.filter(email=sari.email).exists()


def test_nothing_is_kept_of_a_stranger(db):
    with pytest.raises(CommandError, match="Nothing is kept of budi"):
        erased("budi@example.org")
