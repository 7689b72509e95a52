"""Agencies, letterheads, contacts and roles remember who changed what, when, and from where."""

import datetime

import pytest
from django.core import serializers
from django.db.models import ProtectedError
from django.test import RequestFactory
from django.utils import timezone, translation

from agencies.models import Agency, Contact, Letterhead, Membership
from agencies.network import client_address
from tests.agencies.test_admin import opened, page

HERE = "203.0.113.7"


@pytest.fixture(autouse=True)
def _in_english(english):
    """What is asserted are the words of the code."""


def sent(client, user, agency, **typed):
    """The agency's page, sent back with changes by a user somewhere."""
    answer = client.post(page(agency), opened(client, user, agency) | typed, REMOTE_ADDR=HERE)
    assert answer.status_code == 302, answer.context["errors"]


def test_it_works(client, boss, office):
    before = timezone.now() - datetime.timedelta(seconds=1)
    sent(client, boss, office, name="Dinas Kabar Baru")
    record = office.history.first()
    assert (record.history_type, record.history_user, record.history_address) == ("~", boss, HERE)
    assert record.changes == [("name", "Dinas Kabar", "Dinas Kabar Baru")]
    assert before <= record.history_date <= timezone.now()


def test_a_letterhead_is_made_changed_and_deleted(client, dewi, office):
    new = {"letterheads-TOTAL_FORMS": 2, "letterheads-1-valid_from": "2021-01-01"}
    sent(client, dewi, office, **new, **{"letterheads-1-lines": "DINAS KABAR BARU"})
    made = Letterhead.history.first()
    sent(client, dewi, office, **{"letterheads-0-city": "KOTA LAIN"})
    changed = Letterhead.history.first()
    sent(client, dewi, office, **{"letterheads-0-DELETE": "on"})
    deleted = Letterhead.history.first()
    records = [made, changed, deleted]
    assert [one.history_type for one in records] == ["+", "~", "-"]
    assert [(one.history_user, one.history_address) for one in records] == [(dewi, HERE)] * 3
    assert ("lines", "", "DINAS KABAR BARU") in made.changes
    assert len(changed.changes) == 1
    assert changed.changes[0][2] == "KOTA LAIN"
    assert all(is_now == "" for _name, _was, is_now in deleted.changes)


def test_a_contact_is_made_changed_and_deleted(client, dewi, office):
    new = {"contacts-TOTAL_FORMS": 2, "contacts-1-name": "Sari", "contacts-1-order": 1}
    sent(client, dewi, office, **new)
    made = Contact.history.first()
    sent(client, dewi, office, **{"contacts-0-phones": "(000) 555"})
    changed = Contact.history.first()
    sent(client, dewi, office, **{"contacts-0-DELETE": "on"})
    records = [made, changed, Contact.history.first()]
    assert [one.history_type for one in records] == ["+", "~", "-"]
    assert [(one.history_user, one.history_address) for one in records] == [(dewi, HERE)] * 3
    assert changed.changes == [("telephones", "(000) 444", "(000) 555")]


def test_a_role_is_given_changed_and_taken(client, boss, ani, office):
    sent(client, boss, office, **{"memberships-0-role": "editor"})
    changed = Membership.history.first()
    sent(client, boss, office, **{"memberships-0-DELETE": "on"})
    taken = Membership.history.first()
    new = {"memberships-TOTAL_FORMS": 1, "memberships-0-user": ani.pk}
    sent(client, boss, office, **new, **{"memberships-0-role": "author"})
    records = [Membership.history.first(), changed, taken]
    assert [one.history_type for one in records] == ["+", "~", "-"]
    assert [(one.history_user, one.history_address) for one in records] == [(boss, HERE)] * 3
    assert changed.changes == [("role", "author", "editor")]
    assert ("person", "ani", "") in taken.changes


def test_an_agency_is_made_and_deleted(client, boss):
    client.force_login(boss)
    formsets = {
        f"{name}-{count}_FORMS": 0
        for name in ("letterheads", "contacts", "memberships")
        for count in ("TOTAL", "INITIAL")
    }
    typed = {"name": "Dinas Taman", "short_name": "Taman", "slug": "taman", "tint": "ink"}
    typed |= {"four_eyes": "strict"}
    client.post("/en/admin/agencies/agency/add/", typed | formsets, REMOTE_ADDR=HERE)
    agency = Agency.objects.get()
    client.post(f"/en/admin/agencies/agency/{agency.pk}/delete/", {"post": "yes"}, REMOTE_ADDR=HERE)
    records = list(Agency.history.filter(id=agency.pk))
    assert [one.history_type for one in records] == ["-", "+"]
    assert {(one.history_user, one.history_address) for one in records} == {(boss, HERE)}


def test_deleting_an_agency_records_its_parts(client, boss, office, ani):
    office.delete()
    for model in (Agency, Letterhead, Contact, Membership):
        assert model.history.first().history_type == "-", model


def test_deleting_a_person_records_the_role(office, ani):
    ani.delete()
    assert Membership.history.first().history_subject.startswith("ani, ")


def test_a_command_has_nobody_and_nowhere(office):
    record = office.history.get()
    assert (record.history_user, record.history_address) == (None, None)


def test_a_save_that_changes_nothing_is_not_recorded(office):
    office.save()
    Agency.objects.get(pk=office.pk).save()
    assert office.history.count() == 1


def test_what_was_not_saved_is_not_recorded(office):
    office.name, office.short_name = "Dinas Warta", "Warta"
    office.save(update_fields=["short_name"])
    assert office.history.first().changes == [("short name", "Diskabar", "Warta")]


def test_what_update_changed_is_not_laid_to_the_next_person(office):
    Agency.objects.filter(pk=office.pk).update(short_name="DK")
    office.refresh_from_db()
    office.active = False
    office.save()
    assert office.history.first().changes == [("active", "yes", "no")]


def test_the_first_change_of_what_stood_before_says_what_it_was(office):
    # Such as an agency that is older than its history: loaddata makes one, too.
    copy = serializers.serialize("json", [office]).replace("diskabar", "lama")
    copy = copy.replace(f'"pk": {office.pk}', '"pk": 4711')
    for read in serializers.deserialize("json", copy):
        read.save()
    assert not Agency.history.filter(id=4711).exists()
    old = Agency.objects.get(pk=4711)
    old.name = "Dinas Baru"
    old.save()
    assert Agency.history.get(id=4711).changes == [("name", "Dinas Kabar", "Dinas Baru")]


def test_it_says_what_things_were_called_then(office, clinic):
    clinic.parent = office
    clinic.save()
    office.name = "Dinas Lain"
    office.save()
    assert clinic.history.first().changes == [("belongs to", "", "Dinas Kabar")]


def test_it_is_read_in_the_language_of_who_reads(office, ani):
    record = ani.memberships.get().history.get()
    with translation.override("id"):
        assert ("peran", "", "penulis") in record.changes


def test_who_has_changed_something_is_not_deleted(client, dewi, office):
    sent(client, dewi, office, **{"letterheads-0-city": "KOTA LAIN"})
    with pytest.raises(ProtectedError):
        dewi.delete()


# --- From where ---


@pytest.mark.parametrize(
    ("behind_proxy", "headers", "address"),
    [
        (False, {"REMOTE_ADDR": HERE}, HERE),
        (False, {"REMOTE_ADDR": HERE, "HTTP_X_FORWARDED_FOR": "198.51.100.9"}, HERE),
        (True, {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": HERE}, HERE),
        (True, {"REMOTE_ADDR": "", "HTTP_X_FORWARDED_FOR": f"198.51.100.9, {HERE}"}, HERE),
        (True, {"REMOTE_ADDR": HERE, "HTTP_X_FORWARDED_FOR": "' OR 1=1"}, HERE),
        (True, {"REMOTE_ADDR": HERE}, HERE),
        (False, {"REMOTE_ADDR": f"::ffff:{HERE}"}, HERE),
        (False, {"REMOTE_ADDR": "fe80::1%eth0"}, "fe80::1"),
        (False, {"REMOTE_ADDR": ""}, None),
    ],
)
def test_the_address_is_the_one_that_nobody_claims(settings, behind_proxy, headers, address):
    settings.BEHIND_PROXY = behind_proxy
    assert client_address(RequestFactory().get("/", **headers)) == address
