"""Every edition as a sheet of its office's paper: a PDF that is whole, and says what is sealed."""

import json
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.conf import settings
from pypdf import PdfReader

from documents.paper import paper
from documents.typesetting import typeset
from documents.verification import qr_code
from tests.cast import issued, written
from tests.documents.papers import ADDRESS, read, sheet_of, taken
from tests.documents.tools import told_by
from tests.releases.editing import corrected
from tests.releases.files.attaching import attached, coloured
from tests.releases.kin import translated
from tests.thoroughness import once

pytestmark = once

BODY = """
<p>Taman baca <strong>dibuka</strong> setiap hari. #Ini *bukan* perintah $x$ @label \\n</p>
<h2>Jadwal</h2>
<table><caption>Jam buka</caption>
<thead><tr><th>Hari</th><th>Jam</th></tr></thead>
<tbody><tr><td>Senin</td><td>08.00</td></tr></tbody></table>
<ul><li>Gratis<ul><li>Untuk anak<ul><li>dan lansia</li></ul></li></ul></li></ul>
<ol start="3"><li>Ketiga</li></ol>
<blockquote><p>“Datanglah.”</p></blockquote>
<p>[foto 1]</p>
"""


@pytest.fixture
def whole(office, sequence, ani, budi):
    """A release with all that a body may have, and two pictures, one in its place."""
    release = written(office, ani, body=BODY)
    attached(release, ani, coloured("red", 40), "satu.png", alt="Bidang merah.", caption="Merah.")
    attached(release, ani, coloured("blue", 40), "dua.png", alt="Bidang biru.", credit="Humas")
    release.contacts.set(office.contacts.all())
    release.record(ani)
    release.submit(ani)
    release.approve(budi, release.revision)
    return release.public_edition()


def test_it_works(client, whole):
    text = sheet_of(client, whole)
    for said in (
        *("PEMERINTAH PROVINSI UJI", "Jalan Contoh 1", "Telp. (000) 111", "(000) 222, (000) 333"),
        *("SIARAN PERS", "NOMOR: 1158/SP-HMS/03/2020", "28 Maret 2020"),
        "28 Maret 2020 Gubernur resmikan taman baca KOTA UJI – Taman baca dibuka setiap hari.",
        *("Taman baca dibuka setiap hari.", "#Ini *bukan* perintah $x$ @label \\n"),
        *("Jam buka", "Senin 08.00", "Gratis", "dan lansia", "3. Ketiga", "“Datanglah.”"),
        *("Merah.", "Sumber: Humas", "Rini, Humas (000) 444", "Halaman 1 dari"),
        "/verify/?number=1158%2FSP-HMS%2F03%2F2020",
    ):
        assert said in text


def test_the_tools_find_nothing_to_complain_of(client, whole, tmp_path):
    path = taken(client, f"{ADDRESS}sheet.pdf", tmp_path)
    assert "No syntax or stream encoding errors" in told_by("qpdf", "--check", path)
    info = told_by("pdfinfo", path)
    assert "A4" in info
    assert "Tagged:          yes" in info
    assert "Gubernur resmikan taman baca" in info
    fonts = told_by("pdffonts", path).splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts), "a font is not embedded"
    assert "Taman baca dibuka setiap hari." in " ".join(told_by("pdftotext", path, "-").split())


def test_it_claims_both_standards_and_has_its_alternative_texts(client, whole, tmp_path):
    reader = PdfReader(taken(client, f"{ADDRESS}sheet.pdf", tmp_path))
    metadata = reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert reader.trailer["/Root"]["/Lang"] == "id"
    assert {"Bidang merah.", "Bidang biru."} <= set(
        alts(reader.trailer["/Root"]["/StructTreeRoot"])
    )


def alts(element) -> Iterator[str]:
    """The alternative texts in a PDF's tree of tags."""
    element = element.get_object()
    if isinstance(element, list):
        for one in element:
            yield from alts(one)
    elif isinstance(element, dict):
        yield from [element["/Alt"]] if "/Alt" in element else []
        yield from alts(element["/K"]) if "/K" in element else []


def test_it_holds_the_sealed_text_but_not_what_only_the_desk_may_know(client, whole):
    answer = client.get(f"{ADDRESS}sheet.pdf")
    (held,) = PdfReader(BytesIO(answer.getvalue())).attachments["edition.json"]
    said = json.loads(held)
    assert said["body"] == whole.body
    assert said["numbers"] == ["1158/SP-HMS/03/2020"]
    # Both would tell of a schedule that was cancelled before anybody saw it.
    assert not {"position", "previous"} & said.keys()


def test_the_same_edition_is_the_same_bytes(whole, tmp_path):
    said = paper(whole).said | {"letterheads": [], "gallery": [], "blocks": []}
    said["qr"] = qr_code(said["verify"])
    first = typeset("sheet", said, {})
    assert typeset("sheet", said, {}) == first
    path = tmp_path / "said.json"
    path.write_text(json.dumps(said))
    program = (
        "import json, pathlib, sys; from documents.typesetting import typeset;"
        "said = json.loads(pathlib.Path(sys.argv[1]).read_text());"
        "sys.stdout.buffer.write(typeset('sheet', said, {}))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, path],
        capture_output=True,
        check=True,
        cwd=settings.BASE_DIR,
    )
    assert run.stdout == first


def test_letters_that_no_font_has_are_squares_and_the_sheet_says_so(
    client, office, sequence, ani, budi
):
    issued(office, ani, budi, title="Nama 漢 dan السلام 😀")
    text = read(client.get("/releases/2020/03/nama-dan/sheet.pdf"))
    assert "Nama □ dan" in text
    assert "□ menggantikan huruf" in text


def test_a_translation_speaks_its_own_language(client, published, ani, budi):
    translated(published, ani, budi)
    text = read(client.get("/releases/2020/03/governor-opens-reading-garden/sheet.pdf"))
    for said in ("PRESS RELEASE", "NUMBER: 1158/SP-HMS/03/2020", "28 March 2020", "Page 1 of 1"):
        assert said in text


def test_a_correction_says_what_was_corrected(client, published, ani, budi):
    corrected(published, ani, budi, "Gubernur resmikan dua taman baca")
    text = read(client.get(f"{ADDRESS}sheet.pdf"))
    assert "RALAT" in text
    assert "Judulnya: Gubernur resmikan dua taman baca." in text


def test_an_earlier_edition_says_that_it_was_corrected_since(client, published, ani, budi):
    assert "RALAT" not in read(client.get(f"{ADDRESS}sheet.pdf"))
    corrected(published, ani, budi, "Gubernur resmikan dua taman baca")
    answer = client.get(f"{ADDRESS}editions/1/sheet.pdf")
    assert answer["X-Robots-Tag"] == "noindex"
    text = read(answer)
    assert "TELAH DIRALAT" in text
    assert ADDRESS in text.replace(" ", "")
    current = client.get(f"{ADDRESS}editions/2/sheet.pdf")
    assert (current.status_code, current["Location"]) == (302, f"{ADDRESS}sheet.pdf")
    assert client.get(f"{ADDRESS}editions/3/sheet.pdf").status_code == 404
