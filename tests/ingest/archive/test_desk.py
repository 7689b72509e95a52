"""The registrar works through what is flagged, in the own agencies only."""

import pytest
from django.urls import reverse

from ingest.models import ArchiveRow
from tests.ingest.archive.conftest import row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

LIST = reverse("admin:ingest_archiverow_changelist")


@pytest.fixture
def rows(archive, take_over, annual) -> list[ArchiveRow]:
    take_over(archive(row(1), row(2, nomor="18-"), row(3, judul=""), "no JSON"))
    return list(ArchiveRow.objects.order_by("place"))


def test_what_is_open_is_listed_and_can_be_narrowed(client, rows, dewi, english):
    client.force_login(dewi)
    page = client.get(LIST)
    assert [one.place for one in page.context["cl"].result_list] == [2, 3, 4]
    narrowed = client.get(LIST, {"flag": "incomplete"})
    assert [one.place for one in narrowed.context["cl"].result_list] == [2]
    assert len(client.get(LIST, {"settled": "all"}).context["cl"].result_list) == 4


def test_one_is_settled_with_a_note_and_opens_again(client, rows, dewi):
    client.force_login(dewi)
    address = reverse("admin:ingest_archiverow_change", args=[rows[1].pk])
    assert rows[1].release.title in client.get(address).content.decode()
    client.post(address, {"note": "So it was printed.", "settled": "on"})
    settled = ArchiveRow.objects.get(place=2)
    assert (settled.note, settled.settled_by) == ("So it was printed.", dewi)
    client.post(address, {"note": "No."})
    assert ArchiveRow.objects.get(place=2).settled_at is None


def test_several_are_settled_at_once(client, rows, dewi):
    client.force_login(dewi)
    chosen = [one.pk for one in rows[1:3]]
    client.post(LIST, {"action": "settle", "_selected_action": chosen})
    assert ArchiveRow.objects.filter(settled_by=dewi).count() == 2


def test_who_writes_reads_and_another_agency_sees_nothing(client, rows, ani, citra):
    address = reverse("admin:ingest_archiverow_change", args=[rows[1].pk])
    client.force_login(ani)
    assert client.get(address).status_code == 200
    assert client.post(address, {"settled": "on"}).status_code == 403
    client.force_login(citra)
    assert client.get(address).status_code == 302
    page = client.get(LIST)
    assert not page.context["cl"].result_list
    assert "arsip.jsonl" not in page.content.decode()


def test_a_list_asks_no_more_for_more_rows(client, rows, dewi, django_assert_max_num_queries):
    client.force_login(dewi)
    with django_assert_max_num_queries(20):
        client.get(LIST, {"settled": "all"})
