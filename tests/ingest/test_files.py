"""Files of Word, PDF and HTML: what is read of them, and which are refused in words."""

import io
import time
import zipfile
from html import escape

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest import apart, door
from tests.ingest.papers import HEAD, PAPER, locked, packed, pdf, photo, saved, word

pytestmark = pytest.mark.once
HTML = "".join(f"<p>{escape(line) or '&nbsp;'}</p>" for line in PAPER.splitlines())
LETTERHEAD = ["PEMERINTAH PROVINSI UJI", "DINAS KABAR"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("siaran.docx", saved(word())),
        ("siaran.docx", saved(word(header=False))),
        ("siaran.pdf", pdf(PAPER)),
        ("siaran.html", HTML.encode()),
        ("siaran.txt", PAPER.encode()),
    ],
    ids=["header", "body", "pdf", "html", "text"],
)
def test_it_works(name, data):
    source = door.read(data, name)
    read = source.reading
    assert read.numbers == ["41/UJI/03/2020"]
    assert read.date.isoformat() == "2020-03-28"
    assert read.title == "Gubernur Resmikan Taman Baca"
    assert read.dateline == "KOTA UJI"
    assert read.letterhead.lines == LETTERHEAD
    assert read.letterhead.postcode == "12345"
    assert len(read.paragraphs) == 2
    assert source.body.startswith("<p>Gubernur Provinsi Uji meresmikan")


def test_a_letterhead_in_a_text_box_is_read_once():
    inside = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in HEAD.splitlines())
    box = f"<w:txbxContent {nsdecls('w')}>{inside}</w:txbxContent>"
    twice = (
        f"<w:r {nsdecls('w')} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
        f" xmlns:v='urn:schemas-microsoft-com:vml'><mc:AlternateContent><mc:Choice Requires='wps'>"
        f"<w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        f"</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    paper = word()
    for line in paper.sections[0].header.paragraphs:
        line.text = ""
    paper.paragraphs[0].insert_paragraph_before()._p.append(parse_xml(twice))
    assert door.read(saved(paper), "a.docx").reading.letterhead.lines == LETTERHEAD


def test_number_and_date_in_a_table_are_read():
    paper = word()
    for line in paper.paragraphs[1:3]:
        line.text = ""
    table = paper.add_table(2, 3)
    for row, texts in zip(
        table.rows, [("Nomor", ":", "9/UJI/2020"), ("Tanggal", ":", "1 Mei 2020")], strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    paper.paragraphs[0]._p.addnext(table._tbl)
    read = door.read(saved(paper), "a.docx").reading
    assert (read.numbers, str(read.date)) == (["9/UJI/2020"], "2020-05-01")


def test_lists_tables_and_pictures_with_captions_stand_where_they_stood():
    paper = word()
    paper.add_picture(photo())
    paper.add_paragraph("Foto: Gubernur di taman baca.")
    paper.add_paragraph("Bagiannya tiga:")
    for item in ("ruang anak", "ruang dewasa"):
        paper.add_paragraph(item, style="List Bullet")
    table = paper.add_table(2, 2)
    for cell, text in zip(table._cells, ("Bulan", "Buku", "Mei", "310"), strict=True):
        cell.text = text
    paper.add_paragraph("Taman itu ramai setiap hari Minggu.")
    source = door.read(saved(paper), "a.docx")
    places = [
        source.body.index(text)
        for text in ("[foto 1]", "Bagiannya", "<ul><li>ruang anak", "<table>", "Taman itu ramai")
    ]
    assert places == sorted(places)
    assert [one.caption for one in source.pictures] == ["Foto: Gubernur di taman baca."]
    assert "Mei | 310" in source.reading.paragraphs


def test_marks_of_the_text_stay_where_the_dateline_is_taken_off():
    paper = word()
    first = next(line for line in paper.paragraphs if line.text.startswith("KOTA UJI"))
    first.text = ""
    first.add_run("KOTA UJI").bold = True
    first.add_run(" – Gubernur ")
    first.add_run("meresmikan").italic = True
    first.add_run(" taman baca di tepi sungai pada hari Sabtu.")
    body = door.read(saved(paper), "a.docx").body
    assert body.startswith("<p>Gubernur <em>meresmikan</em> taman baca")


def test_the_furniture_of_a_pdfs_pages_is_left_out_and_paragraphs_go_on():
    first, second = PAPER + "\nTaman baca itu dibangun", "bersama warga selama enam bulan."
    foot = "\n\nSIARAN PERS Nomor 41/UJI/03/2020 Halaman {} dari 2"
    read = door.read(pdf(first + foot.format(1), second + foot.format(2)), "a.pdf").reading
    assert "Halaman" not in " ".join(read.paragraphs)
    assert read.numbers == ["41/UJI/03/2020"]


def test_what_is_pasted_as_html_is_read():
    source = door.read_pasted(HTML.replace("taman baca", "<b>taman baca</b>"))
    assert "<strong>taman baca</strong>" in source.body
    assert source.reading.title == "Gubernur Resmikan Taman Baca"


def test_what_is_hidden_in_html_does_nothing():
    source = door.read_pasted(HTML + "<script>alert(1)</script><p onclick=x>Akhir kata itu.</p>")
    assert "script" not in source.body
    assert "onclick" not in source.body


def zipped(**parts: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return written.getvalue()


ENTITIES = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>]><w:document>&a;</w:document>"
OLE = b"\xd0\xcf\x11\xe0" + b"\0" * 60


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("terkunci.pdf", locked(pdf(PAPER)), "locked"),
        ("terkunci.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "locked"),
        ("rusak.pdf", b"%PDF-1.7\n...", "damaged"),
        ("rusak.docx", saved(word())[:2000], "damaged"),
        ("pindai.pdf", pdf(""), "no text"),
        ("panjang.pdf", pdf(*["Halaman dengan teks yang cukup panjang."] * 31), "30 pages"),
        ("makro.docx", packed(word__vbaProject_bin=b"x"), "macros"),
        ("makro.docm", saved(word()), "macros"),
        ("bom.docx", packed(word__media__a_bin=b"\0" * 70_000_000), "memory"),
        ("entitas.docx", zipped(word__document_xml=ENTITIES), "memory"),
        ("lama.doc", OLE, r"\.doc\b"),
        ("buka.odt", zipped(mimetype=b"x", content_xml=b"x"), r"\.odt"),
        ("kaya.rtf", b"{\\rtf1 x}", "RTF"),
        ("foto.jpg", b"\xff\xd8\xff\xe0", "picture"),
        ("arsip.zip", zipped(a_txt=b"x"), "Word"),
        ("besar.pdf", b"%PDF-" + b"0" * door.MOST_BYTES, "20 MB"),
        ("panjang.html", b"<html>" + b"kata " * 600_000, "2 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value[-5:] else "",
)
def test_what_is_not_read_is_refused_in_words(name, data, words):
    with pytest.raises(door.Refused, match=words):
        door.read(data, name)


def test_what_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(apart, "WALL_SECONDS", 0.05)
    began = time.monotonic()
    with pytest.raises(door.Refused, match="memory or time"):
        door.read(saved(word()), "a.docx")
    assert time.monotonic() - began < 5


def test_characters_that_no_database_takes_are_left_out(monkeypatch):
    lines = [line.replace("Taman", "Ta\ud800\0man") for line in PAPER.splitlines()]
    block = {"kind": "text", "rows": [], "picture": 0, "html": ""}
    blocks = [block | {"lines": [line], "parts": [f"<p>{line}</p>"]} for line in lines]
    said = {"blocks": blocks, "pictures": [], "doubts": []}
    monkeypatch.setattr(apart, "opened", lambda _kind, _data: said)
    source = door.read(b"%PDF-1.7", "a.pdf")
    assert source.reading.title == "Gubernur Resmikan Taman Baca"
    assert "Taman baca itu dibuka" in source.body.encode().decode()


@pytest.mark.long
def test_what_takes_too_much_memory_is_stopped():
    """A million paragraphs are little to send, and much to hold as a tree."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = b"<w:p/>" * 1_300_000
    document = b"<w:document xmlns:w='%b'><w:body>%b</w:body></w:document>"
    many = zipped(word__document_xml=document % (space.encode(), body))
    assert len(many) < 100_000
    with pytest.raises(door.Refused, match="memory"):
        door.read(many, "a.docx")
