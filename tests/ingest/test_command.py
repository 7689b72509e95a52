"""Reading in from the command line: shown, confirmed, kept as drafts with their numbers."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from releases.models import Edition, Release

PAPER = """PEMERINTAH PROVINSI UJI
DINAS KABAR
Jalan Contoh 1 Kota Uji 12345

SIARAN PERS
Nomor: 41/UJI/03/2020
Tanggal: 28 Maret 2020

Gubernur Resmikan Taman Baca

KOTA UJI – Gubernur Provinsi Uji meresmikan taman baca di tepi sungai pada hari Sabtu.

Taman baca itu dibuka setiap hari kerja dan dijaga oleh lima orang pustakawan.
"""
KEYS = {"numbers", "date", "title", "dateline", "paragraphs", "letterhead", "contacts", "warnings"}


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "siaran.txt"
    path.write_text(PAPER, encoding="utf-8")
    return path


def run(*paths, **options):
    out, err = StringIO(), StringIO()
    call_command(
        "importrelease", *map(str, paths), agency="diskabar", stdout=out, stderr=err, **options
    )
    return out.getvalue(), err.getvalue()


def test_it_works(paper, ani):
    run(paper, by="ani", yes=True)
    release = Release.objects.get()
    assert (release.state, release.edited_by) == ("draft", ani)
    assert release.paper_numbers == "41/UJI/03/2020"
    assert release.title == "Gubernur Resmikan Taman Baca"
    assert release.date.isoformat() == "2020-03-28"


def test_a_dry_run_prints_one_json_object_and_saves_nothing(paper, office):
    out, _err = run(paper, dry_run=True, json=True)
    read = json.loads(out)
    assert read.keys() == KEYS
    assert read["numbers"] == ["41/UJI/03/2020"]
    assert read["date"] == "2020-03-28"
    assert not Release.objects.exists()


def test_several_files_are_one_json_object_a_line(paper, office):
    out, _err = run(paper, paper, dry_run=True, json=True)
    assert [json.loads(line)["title"] for line in out.splitlines()] == [
        "Gubernur Resmikan Taman Baca"
    ] * 2


def test_a_dry_run_needs_no_agency(paper, db):
    out, _err = run(paper, dry_run=True, json=True)
    assert json.loads(out).keys() == KEYS


def test_the_same_file_is_read_in_once(paper, ani):
    run(paper, by="ani", yes=True)
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("importrelease", str(paper), agency="diskabar", by="ani", yes=True, stderr=err)
    assert str(paper) in err.getvalue()
    assert Release.objects.count() == 1


def test_a_pdf_is_refused_in_words_and_the_others_go_on(paper, tmp_path, ani):
    pdf = tmp_path / "siaran.pdf"
    pdf.write_bytes(b"%PDF-1.7\n...")
    err = StringIO()
    files = (str(pdf), str(paper))
    with pytest.raises(CommandError):
        call_command("importrelease", *files, agency="diskabar", by="ani", yes=True, stderr=err)
    assert "damaged" in err.getvalue()
    assert Release.objects.count() == 1


def test_a_file_that_is_not_there_is_refused(tmp_path, ani):
    with pytest.raises(CommandError):
        run(tmp_path / "tidak-ada.txt", by="ani", yes=True)


def test_a_text_without_a_date_makes_no_draft(paper, ani):
    paper.write_text("Gubernur Resmikan Taman Baca\n\nTaman baca dibuka.\n")
    with pytest.raises(CommandError):
        run(paper, by="ani", yes=True)
    assert not Release.objects.exists()


def test_somebody_has_to_confirm(paper, office):
    with pytest.raises(CommandError, match="--by"):
        run(paper, yes=True)


def test_nobody_can_be_asked_without_a_terminal(paper, ani):
    with pytest.raises(CommandError, match="--yes"):
        run(paper, by="ani")


def test_an_unknown_person_is_refused(paper, office):
    with pytest.raises(CommandError, match="siapa"):
        run(paper, by="siapa", yes=True)


def test_an_unknown_agency_is_refused(paper, ani):
    with pytest.raises(CommandError, match="diskabar"):
        call_command("importrelease", str(paper), agency="lain", by="ani", yes=True)


@pytest.mark.parametrize("who", ["citra", "dewi"])
def test_who_does_not_write_for_the_agency_is_refused(request, paper, office, who):
    request.getfixturevalue(who)
    with pytest.raises(CommandError):
        run(paper, by=who, yes=True)
    assert not Release.objects.exists()


def test_a_paper_release_walks_the_whole_way(client, paper, office, sequence, ani, budi):
    sequence.pattern, sequence.opening_serial = "{serial}/UJI/{month:02}/{year}", None
    sequence.save()
    run(paper, by="ani", yes=True)
    release = Release.objects.get()
    release.submit(ani)
    release.approve(budi, release.revision)

    path = Edition.objects.get().path
    assert client.get("/number/41/UJI/03/2020")["Location"] == f"/releases/{path}/"
    assert release.title in client.get("/agencies/diskabar/").content.decode()
    feed = client.get("/feeds/agencies/diskabar/rss.xml").content.decode()
    assert "Sat, 28 Mar 2020" in feed

    following = Release.objects.create(
        agency=office, edited_by=ani, title="Jalan baru", body="<p>Jalan.</p>", date=release.date
    )
    following.record(ani)
    following.submit(ani)
    assert following.approve(budi, following.revision).numbers == ["42/UJI/03/2020"]
