"""The list of contacts: who is public and stands on every new release, and nobody else."""

import pytest

from agencies.models import Agency


@pytest.fixture
def rini(office):
    contact = office.contacts.get()
    contact.by_default = True
    contact.email, contact.hours, contact.languages = "humas@example.org", "08.00–16.00", "Jawa"
    contact.phones = "(000) 444\n0812-3456"
    contact.save()
    return contact


def test_it_works(client, rini):
    page = client.get("/contacts/").content.decode()
    for words in ("Dinas Kabar", "Rini", "Humas", "08.00–16.00", "Jawa"):
        assert words in page
    for link in ("tel:000444", "tel:08123456", "mailto:humas@example.org", "/agencies/diskabar/"):
        assert f'href="{link}"' in page


@pytest.mark.parametrize(("public", "by_default"), [(False, True), (True, False), (False, False)])
def test_others_are_not_listed(client, rini, public, by_default):
    rini.public, rini.by_default = public, by_default
    rini.save()
    assert "Rini" not in client.get("/contacts/").content.decode()


def test_those_of_an_agency_that_is_not_active_are_not_listed(client, rini, office):
    office.active = False
    office.save()
    page = client.get("/contacts/").content.decode()
    assert "Rini" not in page
    assert "Dinas Kabar" not in page


def test_an_agency_stands_after_the_one_it_belongs_to(client, rini, office):
    below = Agency.objects.create(name="Balai", short_name="Balai", slug="balai", parent=office)
    below.contacts.create(name="Sari", by_default=True)
    Agency.objects.create(name="Tanpa", short_name="Tanpa", slug="tanpa")
    listed = client.get("/contacts/").context["object_list"]
    assert [agency.slug for agency, _contacts in listed] == ["diskabar", "balai"]


# --- For an address book ---


@pytest.mark.parametrize("page", ["/contacts/", "/agencies/diskabar/"])
def test_each_can_be_kept(client, rini, page):
    address = f"/contacts/{rini.pk}.vcf"
    assert f'href="{address}"' in client.get(page).content.decode()
    card = client.get(address)
    assert card["Content-Type"] == "text/vcard; charset=utf-8"
    assert card["Content-Disposition"] == f'attachment; filename="diskabar-{rini.pk}.vcf"'
    assert {"FN:Rini", "ORG:Dinas Kabar"} <= set(card.content.decode().split("\r\n"))


@pytest.mark.parametrize("which", ["private", "of_one_release", "of_no_agency", "nobody"])
def test_there_is_no_card_of_who_is_not_listed(client, rini, office, which):
    key = 10**20 if which == "nobody" else rini.pk
    rini.public, rini.by_default = which != "private", which != "of_one_release"
    rini.save()
    office.active = which != "of_no_agency"
    office.save()
    assert client.get(f"/contacts/{key}.vcf").status_code == 404
