"""Shelves: where an edition stands follows from who issued it, and lists are read from them."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.models import Agency
from releases.models import Edition, Shelf, Topic
from releases.search.asking import read
from releases.search.searching import weigh
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


READ_FROM = {
    "/releases/?agency=diskabar": "shelf_of_agency",
    "/releases/?agency=diskabar&year=2020": "shelf_of_agency_and_year",
    "/agencies/diskabar/": "shelf_of_agency",
    "/feeds/agencies/diskabar/rss.xml": "shelf_of_agency",
    "/topics/banjir/": "shelf_of_topic",
    "/releases/?topic=banjir": "shelf_of_topic",
    "/releases/?year=2020": "edition_by_year",
    "/releases/2020/": "edition_by_year",
    "/releases/2020/03/": "edition_by_month",
    "/releases/?genre=release": "edition_by_genre",
    "/releases/?language=id": "edition_by_language",
    "/corrections/": "edition_amending",
}


@pytest.mark.parametrize("address", READ_FROM)
def test_a_page_is_read_in_its_order_from_an_index(client, office, sequence, ani, budi, address):
    topic = Topic.objects.create(name="Banjir", name_en="Floods", slug="banjir")
    for nth in range(5):
        put_under(issued(office, ani, budi, title=f"Siaran {nth}"), topic)
    if connection.vendor == "postgresql":  # so few rows are read as fast from any, or from none
        meant = READ_FROM[address]
        others = {one.name for model in (Edition, Shelf) for one in model._meta.indexes} - {meant}
        with connection.cursor() as setting:
            for way in ("seqscan", "sort", "bitmapscan", "hashjoin", "mergejoin"):
                setting.execute(f"SET LOCAL enable_{way} = off")
            for name in others:
                setting.execute(f"DROP INDEX {name}")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    listed = [one["sql"] for one in queries if re.search(r"DESC\s+LIMIT (21|51)$", one["sql"])]
    [plan] = map(explained, listed)
    assert re.search(rf"\b{READ_FROM[address]}\b", plan), plan
    assert not re.search(r"TEMP B-TREE|^\s*(->)?\s*Sort", plan, re.MULTILINE), plan


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("address", ["release", "/archive/", "/topics/", "/releases/2020/03/"])
def test_no_query_of_a_page_reads_through_all_editions(client, published, address):
    topic = Topic.objects.create(name="Banjir", name_en="Floods", slug="banjir")
    put_under(published, topic)
    if address == "release":
        address = published.public_edition().get_absolute_url()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    plans = {one["sql"]: explained(one["sql"]) for one in queries}
    assert [sql for sql, plan in plans.items() if "SCAN releases_edition" in plan] == []


def test_a_question_begins_with_its_words(client, office, sequence, ani, budi):
    topic = Topic.objects.create(name="Banjir", name_en="Floods", slug="banjir")
    put_under(issued(office, ani, budi, title="Banjir surut"), topic)
    asked = "/releases/?q=surut&agency=diskabar&topic=banjir&year=2020&genre=release&language=id"
    with CaptureQueriesContext(connection) as queries:
        assert len(client.get(asked).context["object_list"]) == 1
    plans = [explained(one["sql"]) for one in queries if re.search(r"LIMIT 2001$", one["sql"])]
    assert plans
    for plan in plans:
        if connection.vendor == "postgresql":
            assert "CTE found" in plan, plan
        else:
            assert plan.startswith("SEARCH releases_edition USING INTEGER PRIMARY KEY"), plan
            assert "edition_by" not in plan, plan
            shelves = [line for line in plan.splitlines() if "shelf_of" in line]
            assert all("edition_id=?" in line for line in shelves), plan


def test_a_word_is_counted_in_one_text_after_the_other(office, sequence, ani, budi):
    issued(office, ani, budi, title="Banjir surut")
    with CaptureQueriesContext(connection) as queries:
        assert [word.part for word, _weight in weigh(read("banjir")).weighed] == ["banjir"]
    [plan] = [explained(one["sql"]) for one in queries]
    if connection.vendor == "postgresql":
        assert re.search(r"SubPlan \d\) IS NOT NULL", plan), plan
        assert not re.search("Hash|Merge|Sort|Unique", plan), plan
    else:
        assert "LIST SUBQUERY" not in plan, plan


def explained(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{sql}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())
