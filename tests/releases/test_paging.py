"""Pages by number and by cursor: no page counts or walks over the whole list."""

import re

import pytest
from django.db import connection

from releases import paging
from releases.models import Edition
from releases.views import Ledger
from tests.cast import issued


@pytest.fixture
def seven(office, sequence, ani, budi, monkeypatch):
    monkeypatch.setattr(Ledger, "paginate_by", 2)
    for place in range(7):
        issued(office, ani, budi, title=f"Siaran {place}")


def walked(client, address, rel="next"):
    """The headlines of each page, walking on by its links."""
    pages = []
    while address:
        page = client.get(address)
        pages.append([str(edition) for edition in page.context["object_list"]])
        link = re.search(rf'rel="{rel}" href="([^"]*)"', page.content.decode())
        address = f"/releases/{link[1].replace('&amp;', '&')}" if link else ""
    return pages


@pytest.mark.parametrize("query", ["", "?sort=oldest", "?q=siaran", "?agency=diskabar"])
def test_walking_on_passes_each_release_once(client, seven, query):
    pages = walked(client, f"/releases/{query}")
    assert [len(page) for page in pages] == [2, 2, 2, 1]
    assert len({title for page in pages for title in page}) == 7


def test_walking_back_leads_to_the_first_page(client, seven):
    there = walked(client, "/releases/")
    last = client.get("/releases/?page=4")
    assert [str(one) for one in last.context["object_list"]] == there[-1]
    assert walked(client, "/releases/?page=3", rel="prev")[-1] == there[0]


def test_what_is_published_meanwhile_moves_nothing(client, seven, office, ani, budi):
    page = client.get("/releases/")
    after = page.context["page_obj"].after
    issued(office, ani, budi, title="Baru")
    following = client.get("/releases/", {"after": after}).context["object_list"]
    assert [str(one) for one in following] == ["Siaran 4", "Siaran 3"]


def test_a_cursor_fits_its_own_question_only(client, seven):
    after = client.get("/releases/").context["page_obj"].after
    for query in ({"after": after[:-1]}, {"after": after, "year": "2020"}):
        page = client.get("/en/releases/", query)
        assert page.status_code == 200
        assert "The address of this page is not whole." in page.content.decode()


def test_a_cursor_names_no_key(client, seven):
    import base64

    said = client.get("/releases/").context["page_obj"].after.partition(":")[0]
    told = base64.urlsafe_b64decode(said + "=" * (-len(said) % 4)).decode()
    assert "2020/03/siaran-5" in told
    assert len(told.split(",")) == 3


def test_a_number_too_high_is_told_where_there_are_more(client, seven, monkeypatch):
    monkeypatch.setattr(paging, "PAGES", 2)
    page = client.get("/en/releases/?page=3")
    assert "Only the first 2 pages have a number." in page.content.decode()
    assert client.get("/releases/?page=2").status_code == 200


def test_a_count_that_goes_on_says_so(client, seven, monkeypatch):
    monkeypatch.setattr(paging, "COUNTED", 5)
    assert client.get("/releases/").context["paginator"].shown == "5+"
    assert client.get("/releases/?month=3").context["paginator"].shown == "5+"


@pytest.mark.parametrize("cursor", [False, True])
def test_a_page_is_read_from_the_index(seven, rf, cursor):
    if connection.vendor == "postgresql":  # so few rows are read faster without one
        with connection.cursor() as setting:
            setting.execute("SET LOCAL enable_seqscan = off")
            setting.execute("SET LOCAL enable_sort = off")
            setting.execute("SET LOCAL enable_bitmapscan = off")
    editions = Edition.objects.published().for_ledger()
    pages = paging.Ledgers(editions, 2, rf.get("/releases/"))
    asked = editions
    if cursor:
        row = editions[1]
        asked = pages._beyond(row.path, row.published_at, False)
    plan = asked[:3].explain()
    assert "edition_newest_first" in plan
    assert not re.search(r"TEMP B-TREE|^\s*(->)?\s*Sort", plan), plan
    if cursor:
        assert re.search(r"published_at<|Index Cond: .*published_at", plan), plan
