"""Documents that are compared with what was published: what each is called, and why."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.shared import RGBColor
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText

from documents.paper import paper
from releases.models import Edition, Release
from tests.cast import issued
from tests.documents.papers import ADDRESS
from tests.documents.verifying.asking import PAGE, sent, verdict
from tests.documents.verifying.copies import as_pdf
from tests.releases.editing import corrected
from tests.releases.links.linking import scheduled
from tests.thoroughness import once

pytestmark = once

BODY = (
    "<p>Taman baca dibuka hari Senin. Biayanya Rp10,5 juta. Warga boleh datang.</p>"
    "<p>Taman itu terletak di tepi sungai. Bukunya 1.200 judul.</p>"
    "<p>Gubernur membaca bersama anak-anak sekolah.</p>"
    "<table><tr><td>12</td><td>5</td></tr></table>"
)
FIRST = "Taman baca dibuka hari Senin. Biayanya Rp10,5 juta. Warga boleh datang."
SECOND = "Taman itu terletak di tepi sungai. Bukunya 1.200 judul."
THIRD = "Gubernur membaca bersama anak-anak sekolah."


@pytest.fixture
def text(client, office, sequence, ani, budi) -> str:
    """The plain text of a release."""
    issued(office, ani, budi, body=BODY)
    return client.get(f"{ADDRESS}sheet.txt").getvalue().decode()


@pytest.fixture
def docx(client, text):
    return Document(BytesIO(client.get(f"{ADDRESS}sheet.docx").getvalue()))


def saved(document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def test_it_works(client, text):
    said = verdict(client, text)
    assert (said["verdict"], said["number"]) == ("genuine", "1158/SP-HMS/03/2020")
    said = verdict(client, text.replace("Rp10,5", "Rp105"))
    assert said["verdict"] == "altered"
    (place,) = said["differences"]
    assert place == {
        "published": "Rp10,5",
        "document": "Rp105",
        "before": "Taman baca dibuka hari Senin. Biayanya",
        "after": "juta. Warga boleh datang. Taman itu",
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("10,5", "10.5"),
        ("12 | 5", "1 | 25"),
        ("(000) 333", "(000) 335"),
        ("28 Maret 2020", "29 Maret 2020"),
        ("1158/SP-HMS/03/2020", "1159/SP-HMS/03/2020"),
        (THIRD, f"{THIRD} Dan ia bernyanyi."),
        ("Warga boleh datang.", ""),
        (SECOND, ""),
        (f"{FIRST}\n\n{SECOND}", f"{SECOND}\n\n{FIRST}"),
    ],
)
def test_a_changed_place_is_altered(client, text, old, new):
    assert old in text
    said = verdict(client, text.replace(old, new))
    assert said["verdict"] == "altered"
    assert said["differences"]


def test_what_is_added_behind_the_end_is_altered(client, text):
    said = verdict(client, f"{text}\nKirim uang ke rekening 123.")
    assert said["verdict"] == "altered"
    assert "rekening 123" in said["differences"][0]["document"]


@pytest.mark.parametrize(
    "old_new", [("anak-anak", "anak-\nanak"), ("terletak", "ter-\nletak"), ("\n", "\r\n\r\n")]
)
def test_line_ends_and_hyphens_change_nothing(client, text, old_new):
    assert verdict(client, text.replace(*old_new))["verdict"] == "genuine"


def test_a_quotation_is_a_part(client, text):
    assert verdict(client, f"{SECOND}\n{THIRD}")["verdict"] == "partial"
    assert verdict(client, f"{FIRST}\n{THIRD}")["verdict"] == "altered"
    assert verdict(client, SECOND.replace("1.200", "1.300"))["verdict"] == "altered"
    number = "1158/SP-HMS/03/2020"
    assert verdict(client, f"{number}\n{SECOND}\n{THIRD}")["verdict"] == "altered"
    assert verdict(client, number)["verdict"] == "genuine"


def test_the_number_of_another_text_is_altered_and_the_true_headline_is_named(client, text):
    said = verdict(client, "Nomor: 1158/SP-HMS/03/2020\n\nBupati menutup pasar ikan selamanya.")
    assert said["verdict"] == "altered"
    assert said["headline"] == "Gubernur resmikan taman baca"


def test_what_has_nothing_to_do_with_us_is_unknown(client, text):
    assert verdict(client, "Resep soto: rebus ayam dengan serai.")["verdict"] == "unknown"


# --- In the course of time ---


def test_an_earlier_edition_is_genuine_but_corrected(client, published, ani, budi):
    before = client.get(f"{ADDRESS}sheet.txt").getvalue()
    corrected(published, ani, budi, "Dua taman baca dibuka")
    for content in (before, before + b"\n"):  # known by its hash, and by its words
        said = verdict(client, content)
        assert said["verdict"] == "corrected"
        assert said["changes"].endswith(f"{ADDRESS}editions/1/2/")
    page = sent(client, before, PAGE).content.decode()
    assert f'href="{ADDRESS}editions/1/2/"' in page
    now = client.get(f"{ADDRESS}sheet.txt").getvalue()
    assert verdict(client, now + b"\n")["verdict"] == "genuine"


def test_a_withdrawn_sheet_is_withdrawn_and_not_compared(client, text, budi):
    Release.objects.get().withdraw(budi, "Keliru.", "")
    said = verdict(client, text)
    assert (said["verdict"], said["note"], said["differences"]) == ("withdrawn", "Keliru.", [])


def test_a_hidden_text_is_as_unknown_as_any(client, draft, ani, budi):
    edition = scheduled(draft, ani, budi)
    hidden = "Taman baca dibuka. Nomor 1158/SP-HMS/03/2020"
    answers = [
        client.post(PAGE, {"text": text}).content.replace(text.encode(), b"")
        for text in (hidden, hidden.replace("Taman", "Pasar").replace("1158", "7158"))
    ]
    assert answers[0] == answers[1]
    assert verdict(client, as_pdf(paper(edition)))["verdict"] == "unknown"


# --- What is seen, and what is not ---


def test_hidden_and_deleted_words_of_a_document_are_not_read(client, docx):
    for hide in ("vanish", "white", "deleted"):
        run = docx.paragraphs[-1].add_run("Tidak terlihat.")
        if hide == "vanish":
            run.font.hidden = True
        elif hide == "white":
            run.font.color.rgb = RGBColor(255, 255, 255)
        else:
            deleted = OxmlElement("w:del")
            run._r.addprevious(deleted)
            deleted.append(run._r)
    assert verdict(client, saved(docx))["verdict"] == "genuine"


def test_a_sentence_that_is_hidden_is_missing(client, docx):
    (paragraph,) = [one for one in docx.paragraphs if one.text == SECOND]
    for run in paragraph.runs:
        run.font.hidden = True
    said = verdict(client, saved(docx))
    assert said["verdict"] == "altered"
    assert said["differences"][0]["published"] == SECOND


def test_headers_and_notes_of_a_document_are_read(client, docx):
    docx.sections[0].first_page_header.add_paragraph("Palsu sekali.")
    assert verdict(client, saved(docx))["differences"][0]["document"] == "Palsu sekali."


def test_a_note_on_a_pdf_is_read(client, text):
    writer = PdfWriter(clone_from=BytesIO(client.get(f"{ADDRESS}sheet.pdf").getvalue()))
    writer.add_annotation(0, FreeText(text="Biayanya Rp90 juta", rect=(50, 550, 200, 650)))
    file = BytesIO()
    writer.write(file)
    said = verdict(client, file.getvalue())
    assert said["verdict"] == "altered"
    assert "Rp90" in said["differences"][0]["document"]


def test_what_a_pdf_writes_without_ink_is_not_read(client, text):
    """Its letters are there, but nobody sees them."""
    reader = PdfReader(BytesIO(client.get(f"{ADDRESS}sheet.pdf").getvalue()))
    writer = PdfWriter(clone_from=reader)
    page = writer.pages[0]
    stream = page.get_contents()
    stream.set_data(b"3 Tr\n" + stream.get_data().replace(b"0 Tr", b"3 Tr"))
    page.replace_contents(stream)
    file = BytesIO()
    writer.write(file)
    answer = sent(client, file.getvalue())
    assert answer.status_code == 400
    assert "gambar" in answer.content.decode() or "pictures" in answer.content.decode()


def test_what_a_pdf_holds_for_machines_is_not_believed(client, text):
    """An altered sheet with the sealed text attached is altered."""
    printed = paper(Edition.objects.get())
    printed.said["blocks"][0]["runs"][-1]["text"] += " Warga wajib membayar."
    assert verdict(client, as_pdf(printed))["verdict"] == "altered"
