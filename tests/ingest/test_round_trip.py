"""What our own papers say is read back from them: the same text, letterhead and number."""

import pytest

from documents import sheet, word
from ingest import door
from releases.differences import blocks
from tests.cast import written
from tests.thoroughness import once

pytestmark = [once, pytest.mark.django_db]

BODY = (
    "<p>Taman baca di tepi sungai dibuka setiap hari, dan setiap orang boleh meminjam buku.</p>"
    "<h2>Apa yang ada di sana</h2>"
    "<ul><li>1.200 buku anak;</li><li>tiga ruang baca.</li></ul>"
    "<p>“Sungai ini milik kita bersama,” kata Gubernur pada Sabtu (28/3).</p>"
)
MAKERS = {"pdf": sheet.pdf, "docx": word.docx}


@pytest.fixture(params=MAKERS)
def source(request, office, sequence, ani, budi):
    """What is read of a release's paper."""
    title = "Gubernur Resmikan Taman Baca di Tepi Sungai Selasih Sesudah Tiga Tahun Dibangun Warga"
    release = written(office, ani, title=title, body=BODY, dateline="TIRTALOKA", date="2020-03-28")
    release.contacts.set(office.contacts.all())
    release.record(ani)
    release.submit(ani)
    release.approve(budi, release.revision)
    edition = release.public_edition()
    path = MAKERS[request.param](edition, ())
    return edition, door.read(path.read_bytes(), path.name)


def test_the_fields(source):
    edition, read = source
    reading = read.reading
    assert reading.numbers == edition.numbers
    assert reading.date == edition.date
    assert reading.title == edition.title
    assert reading.dateline == edition.dateline
    assert [one.name for one in reading.contacts] == [one["name"] for one in edition.contacts]


def test_the_letterhead(source):
    edition, read = source
    printed, found = edition.letterhead, read.reading.letterhead
    assert found.lines == printed["lines"]
    assert found.address == printed["address"]
    assert found.phones == printed["phones"]
    assert found.faxes == printed["faxes"]
    # Letters set apart leave no gap between words in a PDF.
    assert (found.city or "").casefold().replace(" ", "") == "kotauji"
    assert found.postcode == printed["postcode"]


def test_the_text(source):
    edition, read = source
    assert blocks(read.body) == blocks(edition.body)
