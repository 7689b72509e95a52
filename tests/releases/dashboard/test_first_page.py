"""The desk's first page: for each person what is theirs, in as many queries for many as for few."""

import datetime

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from agencies.models import Agency, Letterhead
from numbering.clock import database_now
from numbering.models import Sequence
from numbering.reservations import reserve
from releases.admin import unsaved
from releases.models import Asset, Preparing
from tests.cast import SPRING, issued, person, written
from tests.newsroom.gate import answer
from tests.releases.dashboard.page import INDEX, opened, seen
from tests.releases.files.attaching import attached, coloured

pytestmark = pytest.mark.usefixtures("english")


def busy(times, office, ani, budi, dewi, boss) -> None:
    """So many rows of all that the page shows."""
    tomorrow = database_now() + datetime.timedelta(days=1)
    for place in range(times):
        agency = Agency.objects.create(
            name=f"Dinas {place}", short_name=f"Dinas {place}", slug=f"d{place}", parent=office
        )
        Letterhead.objects.create(agency=agency, lines="DINAS", city="KOTA UJI")
        book = Sequence.objects.create(
            agency=agency, name=f"Buku {place}", code=f"d{place}", pattern="{serial}/D/{year}"
        )
        issued(agency, ani, budi)
        changed = issued(agency, ani, budi, title="Dikoreksi")
        changed.correct(ani)
        changed.submit(ani)
        changed.approve(budi, changed.revision, correction_note="Salah ketik.")
        ahead = written(agency, ani)
        ahead.submit(ani)
        ahead.approve(budi, ahead.revision, tomorrow)
        written(agency, boss, sequence=book).submit(boss)
        joint = written(agency, ani)
        joint.joint_with.set(office.sequences.all())
        joint.submit(ani)
        returned = written(agency, boss)
        returned.submit(boss)
        returned.send_back(budi, "Perbaiki.")
        mine = written(agency, boss)
        attached(mine, boss, coloured((place, 9, 9)), "foto.png")
        unsaved.at_it(mine, boss, QueryDict("title=Lain"))
        reserve(book, SPRING, dewi, owner=boss, reason="Untuk nanti", expires_at=tomorrow)
    Asset.objects.update(preparing=Preparing.FAILED)


def asked(client, user) -> list[str]:
    client.force_login(user)
    client.get(INDEX)  # what is read once for a process
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(INDEX).status_code == 200
    return [query["sql"] for query in queries.captured_queries]


def test_it_asks_as_often_for_ten_times_the_rows(client, office, sequence, ani, budi, dewi, boss):
    busy(1, office, ani, budi, dewi, boss)
    few = {user: len(asked(client, user)) for user in (ani, budi, dewi, boss)}
    Agency.objects.filter(slug="d0").update(slug="e0")
    Sequence.objects.filter(code="d0").update(code="e0")
    busy(10, office, ani, budi, dewi, boss)
    assert {user: len(asked(client, user)) for user in few} == few
    assert max(few.values()) <= 44


def test_another_agency_sees_nothing_of_it(client, office, sequence, ani, budi, dewi, boss, citra):
    client.force_login(citra)
    before = answer(client, INDEX)
    busy(2, office, ani, budi, dewi, boss)
    assert answer(client, INDEX) == before


def test_a_person_without_a_role_is_told_so(client, published):
    page = seen(client, person("eka"))
    assert "You have no role in any agency yet." in page
    assert published.title not in page


def test_a_new_newsroom_says_what_to_do_first(client, boss):
    today = opened(client, boss)
    assert [step.done for step in today["steps"]] == [False] * 5
    assert "waiting" not in today
    page = seen(client, boss)
    assert 'href="/en/admin/agencies/agency/add/">Make an agency' in page
    assert "Nothing waits for you." not in page


def test_each_step_that_is_done_says_so(client, boss, office):
    today = opened(client, boss)
    assert [step.done for step in today["steps"]] == [True, True, False, False, False]
    assert today["steps"][4].url == f"/en/admin/agencies/agency/{office.pk}/change/"
    assert today["waiting"] == []


def test_a_newsroom_that_is_set_up_is_not_told_what_to_do(client, boss, ani, sequence):
    assert opened(client, boss)["steps"] == []
    assert opened(client, ani)["steps"] == []


def test_the_list_of_what_there_is_stays(client, ani, sequence):
    page = seen(client, ani)
    assert 'href="/en/admin/releases/release/"' in page
    assert 'href="/en/admin/numbering/number/"' in page


def test_the_page_of_an_app_is_as_it_was(client, ani, draft):
    client.force_login(ani)
    page = client.get("/en/admin/releases/").content.decode()
    assert 'href="/en/admin/releases/release/"' in page
    assert "Waits for you" not in page
