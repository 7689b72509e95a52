"""Files that are no documents, or are meant to do harm: each is refused, soon and in words."""

import zipfile
import zlib
from io import BytesIO

import pytest
from docx import Document
from PIL import Image
from pypdf import PdfWriter

from documents.verifying import reading
from tests.documents.papers import ADDRESS
from tests.documents.verifying.asking import PAGE, problem, sent, verdict

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("english", "db")]
MB = 1024 * 1024


def refused(client, content: bytes) -> str:
    return problem(client, content, "/en/verify/?format=json")


def written(writer: PdfWriter) -> bytes:
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def test_an_empty_file(client):
    assert refused(client, b"") == "The file is empty."


def test_random_bytes(client):
    noise = bytes((n * n * 31 + 7 * n) % 256 for n in range(5000))
    assert "no PDF" in refused(client, noise)
    assert "damaged" in refused(client, b"%PDF-1.7\n" + noise)
    assert "damaged" in refused(client, b"PK\x03\x04" + noise)


def test_another_archive(client):
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "a")
    assert "no PDF" in refused(client, file.getvalue())


def test_an_encrypted_pdf(client):
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("rahasia", algorithm="RC4-128")
    assert "password" in refused(client, written(writer))


def test_a_pdf_of_pictures(client):
    file = BytesIO()
    Image.new("RGB", (50, 50), "red").save(file, "PDF")
    assert "Type the number" in refused(client, file.getvalue())


def test_a_pdf_that_unpacks_for_ever(client):
    packed = zlib.compress(b"0 0 m\n" * (40 * MB), 9)
    bomb = (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    )
    content = bomb + packed + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    assert refused(client, content)


def test_a_document_that_unpacks_for_ever(client):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * (60 * MB))
    assert "too heavy" in refused(client, file.getvalue())


def test_a_document_that_names_itself_for_ever(client):
    lines = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
    xml = f'<!DOCTYPE d [<!ENTITY a0 "ha">{lines}]><d>&a12;</d>'
    document = Document()
    file = BytesIO()
    document.save(file)
    with zipfile.ZipFile(file) as before, zipfile.ZipFile(other := BytesIO(), "w") as after:
        for name in before.namelist():
            after.writestr(name, xml if name == "word/document.xml" else before.read(name))
    assert refused(client, other.getvalue())


def test_a_file_of_100_mb(client):
    answer = sent(client, bytes(100 * MB), "/en/verify/?format=json")
    assert answer.status_code == 413
    assert "larger than 10 MB" in answer.content.decode()


def test_a_file_a_little_too_large_is_not_read_to_its_end(client):
    answer = sent(client, bytes(11 * MB), "/en/verify/")
    assert answer.status_code == 413
    assert "larger than 10 MB" in answer.content.decode()


def test_half_a_million_times_one_word(client, published):
    answer = sent(client, b"taman " * 500_000, "/en/verify/?format=json")
    assert answer.status_code == 400
    assert "longer" in answer.content.decode()


@pytest.mark.parametrize(
    "word", ["taman ", "a", "1158/SP-HMS/03/2020 ", "Taman baca dibuka. ", "1\f"]
)
def test_one_word_for_ever(client, published, word):
    said = verdict(client, (word * (290_000 // len(word))).encode())
    assert said["verdict"] in ("altered", "unknown")


def test_letters_that_are_none(client, published, monkeypatch):
    odd = "Taman baca dibuka.\0 \ud800 1158/SP-HMS/03/2020 \udfff"
    monkeypatch.setattr(reading, "_read_apart", lambda _kind, _content: odd)
    page = sent(client, b"%PDF-", PAGE)
    assert page.status_code == 200
    assert verdict(client, b"%PDF-")["verdict"] == "altered"


def test_a_length_that_is_no_number(client, db):
    answer = client.post(PAGE, {"number": "1"}, CONTENT_LENGTH="abc")
    assert answer.status_code in (200, 400)


def test_a_reader_that_takes_too_long_is_stopped(client, monkeypatch):
    monkeypatch.setattr(reading, "WAIT", 0.01)
    assert "too heavy" in refused(client, b"%PDF-1.7")


def test_nothing_is_written_and_no_log_tells_of_it(client, published, caplog, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    secret = b"Kata rahasia sekali. " * 200_000
    with caplog.at_level(0):
        sent(client, secret, PAGE)
        sent(client, secret[:1000], PAGE)
        sent(client, b"%PDF-1.7 rahasia", PAGE)
    assert "rahasia" not in caplog.text
    assert not [*tmp_path.iterdir()]


def test_a_form_that_is_broken_is_refused(client, db):
    answer = client.post(PAGE, b"--x", content_type="multipart/form-data; boundary=")
    assert answer.status_code in (400, 413)
    assert client.get(ADDRESS).status_code == 404
