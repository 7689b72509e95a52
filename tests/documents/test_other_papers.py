"""The same edition as a Word document, as plain text, its pictures in an archive, and as a card."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from PIL import Image

from documents.card import headline
from documents.plain import with_addresses
from documents.tree import plain, tree
from tests.cast import written
from tests.documents.papers import ADDRESS
from tests.documents.test_sheet import BODY
from tests.releases.editing import corrected
from tests.releases.files.attaching import attached, coloured
from tests.thoroughness import once

pytestmark = once


@pytest.fixture
def whole(office, sequence, ani, budi):
    release = written(office, ani, body=BODY)
    said = {"alt": "Bidang merah.", "caption": "Merah.", "credit": "Humas"}
    attached(release, ani, coloured("red", 40), "satu.png", **said)
    attached(release, ani, coloured("blue", 40), "satu.png", alt="Bidang biru.")
    release.contacts.set(office.contacts.all())
    release.record(ani)
    release.submit(ani)
    release.approve(budi, release.revision)
    return release


def sent(client, name: str) -> bytes:
    answer = client.get(f"{ADDRESS}{name}")
    assert answer.status_code == 200
    return answer.getvalue()


# --- Word ---


def test_a_word_document_has_real_styles(client, whole):
    document = Document(BytesIO(sent(client, "sheet.docx")))
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert styles["Gubernur resmikan taman baca"] == "Title"
    assert styles["Jadwal"] == "Heading 2"
    assert styles["Gratis"] == "List Bullet"
    assert styles["Untuk anak"] == "List Bullet 2"
    assert styles["Ketiga"] == "List Number"
    assert styles["“Datanglah.”"] == "Quote"
    assert styles["Merah. Sumber: Humas"] == "Caption"
    (table,) = document.tables
    assert [cell.text for row in table.rows for cell in row.cells] == [
        *("Hari", "Jam", "Senin", "08.00")
    ]


def test_it_has_header_footer_and_alternative_texts(client, whole):
    document = Document(BytesIO(sent(client, "sheet.docx")))
    section = document.sections[0]
    assert "DINAS KABAR" in section.first_page_header.paragraphs[0].text
    assert "1158/SP-HMS/03/2020" in section.footer.paragraphs[0].text
    drawn = document.element.body.findall(".//{*}docPr")
    assert {one.get("descr") for one in drawn} == {"Bidang merah.", "Bidang biru."}


def test_the_same_edition_is_the_same_document(client, whole, settings, tmp_path):
    first = sent(client, "sheet.docx")
    settings.PAPERS_DIR = tmp_path  # where none is kept yet
    assert sent(client, "sheet.docx") == first


# --- Plain text ---


def test_plain_text_says_all_that_the_sheet_says(client, whole, ani, budi):
    corrected(whole, ani, budi, "Gubernur resmikan dua taman baca")
    text = sent(client, "sheet.txt").decode()
    for line in (
        *("DINAS KABAR", "NOMOR: 1158/SP-HMS/03/2020", "Gubernur resmikan dua taman baca"),
        *("Hari | Jam", "Senin | 08.00", "- Gratis", "    - Untuk anak", "3. Ketiga"),
        *("    “Datanglah.”", "[Foto: Merah. Sumber: Humas]", "- Rini, Humas; (000) 444"),
    ):
        assert line in text.splitlines()
    assert "RALAT: Diralat pada" in text
    assert client.head(f"{ADDRESS}sheet.txt")["Content-Type"] == "text/plain; charset=utf-8"


def test_a_link_is_written_out_once(client, office, sequence, ani):
    (block,) = tree('<p>Lihat <a href="https://uji.example/a">di <b>sini</b></a>.</p>', "")
    assert plain(block["runs"]) == "Lihat di sini."
    assert with_addresses(block["runs"]) == "Lihat di sini (https://uji.example/a)."
    (block,) = tree('<p><a href="https://uji.example/">uji.example</a></p>', "")
    assert with_addresses(block["runs"]) == "uji.example"


# --- Pictures ---


def test_an_archive_holds_every_picture_with_what_is_said_of_it(client, whole):
    with ZipFile(BytesIO(sent(client, "photos.zip"))) as archive:
        assert archive.namelist() == ["captions.txt", "01-satu.png", "02-satu.png"]
        captions = archive.read("captions.txt").decode()
        with Image.open(BytesIO(archive.read("02-satu.png"))) as picture:
            assert picture.convert("RGB").getpixel((0, 0)) == (0, 0, 255)
    for said in ("1158/SP-HMS/03/2020", "Merah.", "Sumber: Humas", "Bidang biru."):
        assert said in captions


def test_where_there_is_no_picture_there_is_no_archive(client, published):
    assert client.get(f"{ADDRESS}photos.zip").status_code == 404
    assert "photos.zip" not in client.get(ADDRESS).content.decode()


# --- The card ---


def test_a_card_is_what_others_show_of_the_page(client, published):
    with Image.open(BytesIO(sent(client, "card.png"))) as card:
        assert card.size == (1200, 630)
    page = client.get(ADDRESS).content.decode()
    address = f"http://testserver{ADDRESS}card.png"
    assert f'<meta property="og:image" content="{address}">' in page
    assert f'"image":["{address}"]' in page


@pytest.mark.parametrize(
    "text", ["Pendek", "Kata " * 60, "W" * 300, "Sungai " * 8, "Pertanggungjawaban " * 15, "."]
)
def test_a_headline_of_any_length_fits_and_loses_nothing(text):
    face, lines = headline(text.strip(), 1072, 292)
    assert all(face.getlength(line) <= 1072 for line in lines)
    assert len(lines) * face.size <= 292
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(lines)
