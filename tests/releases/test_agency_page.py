"""An agency's page: where it is, who answers, what belongs to it, in its colour."""

import pytest
from django.db import IntegrityError, transaction

PAGE = "/agencies/diskabar/"


@pytest.fixture
def read(client, published):
    return lambda: client.get(PAGE).content.decode()


def test_it_works(read, office, clinic):
    clinic.parent = office
    clinic.save()
    office.contacts.update(by_default=True)
    page = read()
    for words in ("Jalan Contoh 1", "tel:000111", "Rini", "tel:000444"):
        assert words in page
    assert '<a href="/agencies/dinsehat/">Dinas Sehat</a>' in page
    assert "Gubernur resmikan taman baca" in page


@pytest.mark.parametrize("missing", ["public", "by_default"])
def test_a_contact_that_the_directory_does_not_list_is_not_named(read, office, missing):
    office.contacts.update(**{"public": True, "by_default": True, missing: False})
    assert "Rini" not in read()


def test_an_agency_that_is_not_active_is_not_named(read, office, clinic):
    clinic.parent, clinic.active = office, False
    clinic.save()
    assert "Dinas Sehat" not in read()


def test_its_pages_have_its_colour(read, client, office):
    office.tint = "teal"
    office.save()
    assert 'class="tint-teal"' in read()
    sheet = client.get("/releases/2020/03/gubernur-resmikan-taman-baca/").content.decode()
    assert 'class="tint-teal"' in sheet
    assert 'class="tint-ink"' in client.get("/").content.decode()


def test_a_colour_that_was_not_tried_is_refused(office):
    with pytest.raises(IntegrityError), transaction.atomic():
        type(office).objects.update(tint="lime")
