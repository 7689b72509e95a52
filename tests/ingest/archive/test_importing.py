"""An archive is taken over whole, each release at its own day, and nothing of it twice."""

import csv
import datetime

import pytest
from django.core.management import CommandError
from django.utils import timezone

from ingest.models import ArchiveImport, ArchiveRow
from numbering.models import Counter, Number
from releases.models import Edition, Release, Topic
from releases.search.index import outdated
from tests.cast import issued
from tests.health import assert_healthy
from tests.ingest.archive.conftest import MAPPING, row

pytestmark = pytest.mark.django_db

SPRING_2015 = datetime.date(2015, 3, 20)


def flags() -> dict[int, set[str]]:
    """The flags of the rows that have any, by their places."""
    return {one.place: set(one.flags.split()) for one in ArchiveRow.objects.flagged()}


def test_it_works(archive, take_over, annual, office, dewi, client, mailoutbox):
    Topic.objects.create(name="Kesehatan", name_en="Health", slug="kesehatan")
    rows = [row(7, topik=["health"]), row(9), row(8)]
    take_over(archive(*rows), MAPPING + 'topics = "topik"\n', by="dewi")
    seventh, ninth, _eighth = Edition.objects.order_by("pk")
    assert seventh.numbers == ["7/SP-HMS/03/2015"]
    assert timezone.localtime(seventh.published_at).isoformat()[:16] == "2015-03-08T00:00"
    assert [topic.slug for topic in seventh.topics.all()] == ["kesehatan"]
    assert seventh.body == "<p>Taman baca dibuka.</p>\n<p>Setiap hari kerja.</p>"
    assert Edition.objects.published().newest_first().first() == ninth
    release = seventh.release
    assert release.revisions.get().fields == release.content()
    assert (release.revisions.get().by, release.revisions.get().action) == (dewi, "take_over")
    assert client.get("/number/9/SP-HMS/03/2015")["Location"] == ninth.get_absolute_url()
    assert seventh.path in client.get("/releases/?q=dibuka+ke-7").content.decode()
    assert annual.next_number(SPRING_2015) == "10/SP-HMS/03/2015"
    assert (flags(), mailoutbox, outdated()) == ({}, [], [])
    assert_healthy()


def test_what_was_taken_over_is_not_taken_over_again(archive, take_over, annual):
    path = archive(row(1), row(2))
    take_over(path)
    assert "2 known" in take_over(path)
    assert Release.objects.count() == ArchiveRow.objects.count() == Number.objects.count() == 2
    assert ArchiveImport.objects.get().finished_at


def test_without_a_key_a_row_is_known_by_what_it_says(archive, take_over, annual):
    mapping = MAPPING.replace('key = "id"', "")
    take_over(archive(row(1), row(1), row(2)), mapping)
    take_over(archive(row(1), row(1), row(2)), mapping)
    assert Release.objects.count() == 2
    assert flags() == {1: {"repeated"}}


def test_a_row_that_has_changed_is_told_and_not_overwritten(archive, take_over, annual):
    take_over(archive(row(1), row(2)))
    later = archive(row(1, judul="Lain"), row(2), row(3), name="later.jsonl")
    for _again in range(2):
        take_over(later)
    assert [one.title for one in Release.objects.order_by("pk")] == [
        f"Taman baca ke-{place} dibuka" for place in (1, 2, 3)
    ]
    assert flags() == {1: {"changed"}}


def test_two_rows_of_one_file_with_one_key_are_two(archive, take_over, annual):
    path = archive(row(1), row(2, id=1))
    for _again in range(2):
        take_over(path)
    assert Release.objects.count() == 2
    assert flags() == {2: {"repeated"}}


def test_what_the_office_numbered_twice_stays_twice_and_both_are_flagged(
    archive, take_over, annual
):
    take_over(archive(row(1), row(2), row(3, nomor="1/SP-HMS/03/2015")))
    assert Edition.objects.count() == 3
    assert flags() == {1: {"double"}, 3: {"double"}}
    assert_healthy()


def test_the_same_release_by_hand_is_not_taken_over(archive, take_over, annual, office, ani, budi):
    one = row(1)
    by_hand = issued(
        office, ani, budi, title=one["judul"], date=one["tanggal"], paper_numbers=one["nomor"]
    )
    take_over(archive(one))
    assert ArchiveRow.objects.get().release == by_hand
    assert flags() == {1: {"here"}}


@pytest.mark.parametrize(
    ("changes", "state", "flagged"),
    [
        ({"judul": ""}, "draft", {"no-title"}),
        ({"isi": " "}, "draft", {"no-text"}),
        ({"nomor": None}, "draft", {"no-number"}),
        ({"nomor": "x" * 101}, "draft", {"long-number", "incomplete"}),
        ({"tanggal": "2999-01-01", "nomor": "1"}, "draft", {"future", "unread"}),
        ({"tanggal": "kemarin"}, "kept-out", {"no-date"}),
        ({"judul": "x" * 301}, "kept-out", {"long-title"}),
        ({"isi": "a\0b\ud800"}, "public", set()),
        ({"nomor": "18-"}, "public", {"incomplete"}),
        ({"nomor": "1/SP-HMS/03/2016"}, "public", {"year"}),
        ({"nomor": "1/SP-HMS/03/2015; 2/SP-HMS/03/2015"}, "public", {"several"}),
        ({"nomor": "Gubernur membuka taman baca"}, "public", {"headline"}),
        ({"nomor": "1 /SP-HMS/03/2015"}, "public", {"spelling"}),
    ],
)
def test_what_is_odd_is_kept_and_flagged(archive, take_over, annual, changes, state, flagged):
    take_over(archive(row(1, **changes), "this is no JSON"))
    first, broken = ArchiveRow.objects.order_by("place")
    assert (first.state, set(first.flags.split())) == (state, flagged)
    assert (broken.state, broken.source) == ("kept-out", "this is no JSON")
    if state == "public":
        assert Edition.objects.get().numbers == [row(1, **changes)["nomor"]]
    assert bool(first.source) == (first.release is None)
    assert_healthy()


def test_numbers_that_were_taken_here_are_kept_without_a_serial(
    archive, take_over, annual, office, ani, budi
):
    issued(office, ani, budi, date="2015-03-02")
    take_over(archive(row(1), row(4), row(9000), row(2)))
    assert flags() == {1: {"taken"}, 3: {"far"}}
    serials = Number.objects.filter(origin="historical").values_list("serial", flat=True)
    assert sorted(one for one in serials if one) == [2, 4]
    assert Counter.objects.get(period="2015").last == 4
    assert Number.objects.get(state="skipped").serial == 3
    assert_healthy()


def test_the_report_lists_what_to_look_at(archive, take_over, annual, tmp_path):
    rows = [row(1), row(2, nomor="18-"), row(3, judul="=1+1<b>", nomor="3 /SP-HMS/03/2015")]
    take_over(archive(*rows))
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    assert [(one["row"], one["flags"]) for one in found] == [("2", "incomplete"), ("3", "spelling")]
    assert found[1]["title"] == "'=1+1<b>"
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "=1+1&lt;b&gt;" in page
    assert "3 /SP-HMS/03/2015" in page


def test_all_that_stands_in_the_way_is_said_before_anything_is_written(
    archive, take_over, annual, office
):
    office.letterheads.update(valid_from="2020-01-01")
    mapping = MAPPING.replace('"judul"', '"title"') + '[topics]\nnames = {"A" = "nowhere"}\n'
    with pytest.raises(CommandError) as refused:
        take_over(archive(row(1, title="x")), mapping.replace('"nomor"', '"number"'))
    said = str(refused.value).splitlines()
    assert [any(word in line for line in said) for word in ("number", "nowhere")] == [True, True]
    with pytest.raises(CommandError, match="letterhead"):
        take_over(archive(row(1)))
    assert not ArchiveImport.objects.exists()


def test_a_dry_run_writes_nothing(archive, take_over, annual):
    assert "up to 2" in take_over(archive(row(1), row(2)), dry_run=True)
    assert not ArchiveImport.objects.exists()


def test_who_is_no_registrar_is_refused(archive, take_over, annual, ani):
    with pytest.raises(CommandError, match="registrar"):
        take_over(archive(row(1)), by="ani")


def test_a_correction_of_what_was_taken_over_keeps_its_number(
    archive, take_over, annual, office, ani, budi
):
    take_over(archive(row(1)))
    release = Release.objects.get()
    release.correct(ani)
    release.title = "Taman baca dibuka"
    release.full_clean()
    release.save()
    release.record(ani)
    release.submit(ani)
    edition = release.approve(budi, release.revision, correction_note="Judul.")
    assert edition.numbers == ["1/SP-HMS/03/2015"]
    assert timezone.localtime(edition.published_at).date() == datetime.date(2015, 3, 2)
    assert_healthy()
