"""The first page: the newest release, the ledger, and the ways into the rest."""

import datetime

import pytest

from numbering.clock import database_now
from releases.home import Home
from releases.models import Topic
from tests.cast import issued, written


@pytest.fixture
def home(client):
    return lambda: client.get("/")


def test_it_works(home, three, clinic, citra, boss):
    other = written(clinic, citra, title="Imunisasi", date=datetime.date.today())
    other.submit(citra)
    other.approve(boss, other.revision)
    page = home().context
    assert [one.title for one in page["object_list"]][:2] == ["Imunisasi", "Siaran tiga"]
    assert page["this_month"] == 1
    assert [one.title for one in page["by_agency"]] == ["Imunisasi", "Siaran tiga"]


def test_it_is_one_page(home, client, office, sequence, ani, budi, monkeypatch):
    monkeypatch.setattr(Home, "newest", 2)
    for nth in range(3):
        issued(office, ani, budi, title=f"Siaran {nth}")
    page = client.get("/?page=2")
    assert len(page.context["object_list"]) == 2
    assert 'href="/releases/">Semua siaran pers' in page.content.decode()


def test_topics_are_counted_by_what_is_public_only(home, office, sequence, ani, budi):
    floods = Topic.objects.create(name="Banjir", name_en="Floods", slug="banjir")
    hidden = Topic.objects.create(name="Rahasia", name_en="Secret", slug="rahasia")
    for title, days in (("Satu", 0), ("Dua", 0), ("Nanti", 1)):
        release = written(office, ani, title=title)
        release.topics.set([floods, hidden] if days else [floods])
        release.record(ani)
        release.submit(ani)
        at = database_now() + datetime.timedelta(days=days)
        release.approve(budi, release.revision, at if days else None)
    assert [(str(one), one.count) for one in home().context["topics"]] == [("Banjir", 2)]


def test_an_empty_newsroom_says_so(home, db):
    assert "Belum ada" in home().content.decode()
