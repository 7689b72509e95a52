"""Shelves: where an edition stands follows from who issued it, and lists are read from them."""

import re

import pytest
from django.core.management import call_command
from django.db import connection

from agencies.models import Agency
from releases.models import Edition, Shelf, Topic
from tests.cast import issued, put_under
from tests.newsroom.examining import checks


@pytest.fixture
def province(office, clinic) -> Agency:
    agency = Agency.objects.create(name="Provinsi", short_name="Prov", slug="provinsi")
    office.parent = agency
    office.save()
    return agency


def on_shelf_of(agency: Agency) -> list[str]:
    return [edition.title for edition in Edition.objects.of_agency(agency.pk).newest_first()]


def test_it_works(province, office, clinic, sequence, ani, budi):
    issued(office, ani, budi, title="Satu")
    assert on_shelf_of(office) == on_shelf_of(province) == ["Satu"]
    assert on_shelf_of(clinic) == []


def test_an_agency_that_is_put_below_another_takes_its_releases_along(
    province, office, clinic, sequence, ani, budi
):
    issued(office, ani, budi, title="Satu")
    office.parent = clinic
    office.save()
    assert on_shelf_of(clinic) == on_shelf_of(office) == ["Satu"]
    assert on_shelf_of(province) == []
    clinic.parent = province
    clinic.save()
    assert on_shelf_of(province) == ["Satu"]


def test_two_shelves_at_once(province, office, sequence, ani, budi):
    topic = Topic.objects.create(name="Banjir", name_en="Floods", slug="banjir")
    put_under(issued(office, ani, budi, title="Satu"), topic)
    issued(office, ani, budi, title="Dua")
    both = Edition.objects.of_agency(office.pk).about(topic.pk).in_year(2020)
    assert [edition.title for edition in both.newest_first()] == ["Satu"]
    assert not both.in_year(2021).exists()


def test_what_stands_on_no_shelf_is_found_and_put_there(province, office, sequence, ani, budi):
    issued(office, ani, budi, title="Satu")
    Shelf.objects.filter(agency=province).delete()
    assert checks() == {"search"}
    call_command("reindex", verbosity=0)
    assert checks() == set()
    Shelf.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert on_shelf_of(province) == ["Satu"]


NARROWED = {
    "shelf_of_agency": lambda all_, agency, topic: all_.of_agency(agency),
    "shelf_of_agency_and_year": lambda all_, agency, topic: all_.of_agency(agency).in_year(2020),
    "shelf_of_topic": lambda all_, agency, topic: all_.about(topic),
    "edition_by_year": lambda all_, agency, topic: all_.in_year(2020),
}


@pytest.mark.parametrize("index", NARROWED)
def test_a_list_is_read_in_its_order_from_an_index(office, sequence, ani, budi, index):
    topic = Topic.objects.create(name="Banjir", name_en="Floods", slug="banjir")
    for nth in range(5):
        put_under(issued(office, ani, budi, title=f"Siaran {nth}"), topic)
    if connection.vendor == "postgresql":  # so few rows are read faster without one
        with connection.cursor() as setting:
            for way in ("seqscan", "sort", "bitmapscan", "hashjoin", "mergejoin"):
                setting.execute(f"SET LOCAL enable_{way} = off")
    public = Edition.objects.published()
    asked = NARROWED[index](public, office.pk, topic.pk).in_language("id").for_ledger()
    plan = asked[:3].explain()
    assert re.search(rf"\b{index}\b", plan), plan
    assert not re.search(r"TEMP B-TREE|^\s*(->)?\s*Sort", plan), plan
