"""The files and the contacts of an archive's rows come along, and what can't is told."""

import pytest

from agencies.models import Contact
from ingest.models import ArchiveRow
from releases.models import Asset, Edition, Release
from tests.health import assert_healthy
from tests.ingest.archive.conftest import MAPPING, row
from tests.releases.files.attaching import coloured

pytestmark = pytest.mark.django_db

FILES = MAPPING + 'files = "lampiran"\n[files]\nsplit = ";"\n'
CONTACTS = MAPPING + 'contacts = "kontak"\n'


@pytest.fixture
def folder(tmp_path):
    """Two pictures beside the archive, and one outside of it."""
    (tmp_path / "foto").mkdir()
    (tmp_path / "foto" / "taman.png").write_bytes(coloured("#abcdef"))
    (tmp_path / "peta.png").write_bytes(coloured("#fedcba"))
    (tmp_path.parent / "rahasia.png").write_bytes(coloured("#000000"))
    return tmp_path


def test_files_come_along_and_are_sealed(archive, take_over, annual, folder):
    one = row(1, lampiran="foto\\taman.png; peta.png", isi="Dibuka.\n\n[foto 2]")
    for _again in range(2):
        take_over(archive(one), FILES)
    edition = Edition.objects.get()
    assert [(file.number, file.name) for file in edition.attached] == [
        (1, "taman.png"),
        (2, "peta.png"),
    ]
    assert edition.assets.count() == Asset.objects.count() == 2
    assert edition.release.revisions.get().fields == edition.release.content()
    assert not ArchiveRow.objects.flagged()
    assert_healthy()


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ("tiada.png", "tiada.png is not there"),
        ("../rahasia.png", "outside"),
        ("https://example.com/a.png", "is an address"),
        ("arsip.jsonl", "cannot be taken"),
        ("x" * 5000, "xxx"),
    ],
)
def test_a_file_that_is_not_taken_is_told_and_the_release_is(
    archive, take_over, annual, folder, named, words
):
    take_over(archive(row(1, lampiran=["peta.png", named])), FILES)
    assert [file.name for file in Edition.objects.get().attached] == ["peta.png"]
    [flagged] = ArchiveRow.objects.flagged()
    assert flagged.flags.split() == ["files"]
    assert words in flagged.details


def test_a_file_that_is_missing_is_told_before_anything_is_written(
    archive, take_over, annual, folder
):
    said = take_over(archive(row(1, lampiran="tiada.png")), FILES, dry_run=True)
    assert "Row 1: tiada.png is not there." in said
    assert not Release.objects.exists()


def test_contacts_are_sealed_as_they_were_printed(archive, take_over, annual, office):
    known = Contact.objects.create(agency=office, name="Laksmi Adiwinangun")
    printed = [
        "Laksmi Adiwinangun, Kepala Bidang Humas, 0812-5550-1044",
        "Humas (0791) 555010 humas@contoh.example",
        "x" * 200,
    ]
    take_over(archive(row(1, kontak=printed)), CONTACTS)
    edition = Edition.objects.get()
    assert [(one["name"], one["phones"]) for one in edition.contacts] == [
        ("Laksmi Adiwinangun", ["0812-5550-1044"]),
        ("Humas", ["(0791) 555010"]),
    ]
    assert list(edition.release.contacts.all()) == [known]
    assert edition.release.revisions.get().fields == edition.release.content()
    assert [one.flags.split() for one in ArchiveRow.objects.flagged()] == [["contacts"]]
