"""Files that act, lie, or weigh more than they show: refused in words, or made harmless."""

import subprocess
import sys
import zlib
from io import BytesIO

import pytest
from django.conf import settings
from PIL import Image, ImageCms
from pypdf import PdfWriter

from releases.files.intake import take_in
from releases.files.pictures import FEWER_PIXELS
from tests.releases.files import makers
from tests.releases.files.refusals import refusal
from tests.thoroughness import once

pytestmark = [once, pytest.mark.usefixtures("english")]


def with_object(said: bytes) -> bytes:
    return makers.pdf().replace(b"trailer", b"9 0 obj" + said + b"endobj\ntrailer")


def packed(said: bytes, about: bytes = b"/Filter/FlateDecode") -> bytes:
    """A PDF in which objects are packed, as most programs write it."""
    about = b"<</Type/ObjStm/N 1/First 4" + about + b">>"
    return with_object(about + b"stream\n" + zlib.compress(b"9 0 " + said) + b"\nendstream ")


def written(change) -> bytes:
    paper = PdfWriter()
    paper.add_blank_page(100, 100)
    change(paper)
    content = BytesIO()
    paper.write(content)
    return content.getvalue()


ACTS = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"


@pytest.mark.parametrize(
    "content",
    [
        with_object(ACTS),
        with_object(b"<</S /Launch/F(/bin/sh)>>"),
        with_object(b"<</S % so that nobody looks\n/Launch/F(/bin/sh)>>"),
        with_object(b"<</S/#4aava#53cript/JS(1)>>"),
        with_object(b"<</#53/SubmitForm/F(https://x.example/)>>"),
        with_object(b"/Launch "),
        with_object(b"<</AcroForm<</XFA 3 0 R>>>>"),
        packed(ACTS),
    ],
)
def test_a_pdf_that_acts_is_refused(content):
    assert "does something when it is opened" in refusal(content, "laporan.pdf")


def test_a_pdf_with_files_in_it_is_refused():
    content = written(lambda paper: paper.add_attachment("a.exe", b"MZ"))
    assert "other files within it" in refusal(content, "laporan.pdf")


def test_a_pdf_behind_a_password_is_refused():
    content = written(lambda paper: paper.encrypt("", "rahasia", algorithm="RC4-128"))
    assert "protected with a password" in refusal(content, "laporan.pdf")


def test_a_pdf_whose_objects_can_not_be_seen_is_refused():
    content = packed(b"<<>>", b"/Filter[/ASCIIHexDecode/FlateDecode]").replace(b"\x78\x9c", b"78")
    assert "can't be looked through" in refusal(content, "laporan.pdf")


def test_a_pdf_of_objects_without_end_is_refused():
    assert "can't be looked through" in refusal(packed(b" " * 70_000_000), "laporan.pdf")


@pytest.mark.parametrize(
    "content",
    [
        with_object(b"<</S/URI/URI(https://news.example/Launch/JavaScript)>>"),
        with_object(b"<</Names/JavaScripting>>"),
        packed(b"<</Type/Page>>"),
    ],
)
def test_a_pdf_that_only_speaks_of_it_is_taken(content):
    assert take_in(BytesIO(content), "laporan.pdf").size == len(content)


def test_an_office_file_that_unpacks_for_ever_is_refused():
    content = bytearray(makers.docx())
    entry = content.index(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (600 * 1024 * 1024).to_bytes(4, "little")
    assert "unpacks to more than 500 MB" in refusal(bytes(content), "laporan.docx")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"GIF89a" + makers.docx(), "foto.png"),  # a GIFAR
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "foto.png"),
        (b"<html><script>alert(1)</script>%PDF-1.4\n%%EOF", "laporan.pdf"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "foto.jpg"),
        (makers.pdf(), "foto.png"),
        (makers.picture_file()[:200], "foto.jpg"),
    ],
)
def test_a_file_that_lies_is_refused(content, name):
    assert name in refusal(content, name)


def test_a_picture_of_fifty_thousand_pixels_a_side_is_refused_unread():
    content = BytesIO()
    Image.new("1", (50_000, 50)).save(content, "PNG")
    assert "too large" in refusal(content.getvalue(), "foto.png")


@pytest.mark.parametrize("written", ["WEBP", "AVIF"])
def test_what_is_dear_to_write_may_have_fewer_pixels(written, monkeypatch):
    monkeypatch.setitem(FEWER_PIXELS, written, 100)
    name = f"foto.{makers.ENDINGS[written]}"
    assert "13 million in WebP and AVIF" in refusal(makers.picture_file(written), name)


MEASURED = """
import resource, sys, django
django.setup()
from releases.files.intake import take_in
with open(sys.argv[1], "rb") as upload:
    take_in(upload, sys.argv[1])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
DEAREST = [
    ("LA", "PNG", (8000, 5000)),
    ("RGB", "JPEG", (8000, 5000)),
    ("RGBA", "PNG", (8000, 5000)),
    ("RGBA", "AVIF", (4160, 3120)),
    ("RGBA", "WEBP", (4160, 3120)),
]


@pytest.mark.long
@pytest.mark.parametrize(("mode", "written", "size"), DEAREST)
def test_the_largest_picture_takes_less_than_half_a_gigabyte(tmp_path, mode, written, size):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = tmp_path / f"foto.{makers.ENDINGS[written]}"
    Image.new(mode, size, 77).save(path, written, icc_profile=profile)
    env = {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "VAR_DIR": str(tmp_path)}
    run = [sys.executable, "-c", MEASURED, str(path)]
    told = subprocess.run(run, env=env, cwd=settings.BASE_DIR, capture_output=True, check=True)
    assert 100 < int(told.stdout) < 512
