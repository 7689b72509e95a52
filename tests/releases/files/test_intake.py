"""What staff send is taken in or refused in words; the ending says what the bytes must be."""

import hashlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from releases.files import intake
from releases.files.intake import Kind, take_in
from tests.releases.files import makers
from tests.releases.files.refusals import refusal

pytestmark = pytest.mark.usefixtures("english")


@pytest.mark.parametrize("name", makers.GOOD)
def test_it_works(name):
    accepted = take_in(BytesIO(makers.GOOD[name]), name)
    kept = accepted.content.read()
    assert accepted.name == name
    assert accepted.size == len(kept)
    assert accepted.sha256 == hashlib.sha256(kept).hexdigest()


def test_a_picture_tells_its_size():
    accepted = take_in(BytesIO(makers.picture_file("PNG")), "foto.png")
    assert (accepted.kind, accepted.media_type) == (Kind.PICTURE, "image/png")
    assert (accepted.width, accepted.height) == (64, 48)


@pytest.mark.parametrize(
    ("name", "kind", "media_type"),
    [
        ("laporan.pdf", Kind.DOCUMENT, "application/pdf"),
        ("acara.mp4", Kind.VIDEO, "video/mp4"),
    ],
)
def test_documents_and_videos_are_kept_as_they_are(name, kind, media_type):
    accepted = take_in(SimpleUploadedFile(name, makers.GOOD[name]), name)
    assert accepted.content.read() == makers.GOOD[name]
    assert (accepted.kind, accepted.media_type) == (kind, media_type)
    assert (accepted.width, accepted.height) == (None, None)


def test_the_ending_may_be_written_in_capitals():
    assert take_in(BytesIO(makers.picture_file()), "FOTO.JPG").name == "FOTO.jpg"


@pytest.mark.parametrize(
    ("name", "content", "truth"),
    [
        ("foto.jpg", makers.picture_file("PNG"), "a PNG picture. Rename it to end in .png"),
        ("foto.png", makers.picture_file("JPEG"), "a JPEG picture. Rename it to end in .jpg"),
        ("foto.webp", makers.picture_file("AVIF"), "an AVIF picture. Rename it"),
        ("foto.avif", makers.picture_file("WEBP"), "a WebP picture. Rename it"),
        ("foto.avif", makers.mp4(), "an MP4 video. Rename it"),
        ("acara.mp4", makers.picture_file("AVIF"), "an AVIF picture. Rename it"),
        ("laporan.docx", makers.pdf(), "a PDF document. Rename it to end in .pdf"),
        ("laporan.docx", makers.xlsx(), "an Excel workbook (XLSX). Rename it to end in .xlsx"),
        ("laporan.docx", makers.packed("a.txt"), "a ZIP archive, which cannot be taken"),
        ("laporan.pdf", b"MZ\x90\0" + bytes(200), "a Windows program, which cannot be taken"),
        ("laporan.pdf", b"MZ\x90\0" + makers.pdf(), "a Windows program"),
        ("foto.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "an SVG drawing"),
        ("foto.png", b"<?xml version='1.0'?>\n<!-- a -->\n<svg/>", "an SVG drawing"),
        ("foto.jpg", b"\n<!DOCTYPE html><p>Rilis", "a web page"),
        ("laporan.pdf", b"<html><script>1</script>" + makers.pdf(), "a web page"),
        ("foto.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a HEIC picture"),
        ("acara.mp4", makers.mp4(b"qt  "), "a QuickTime video"),
        ("foto.png", makers.encoded(makers.drawing("P"), "GIF"), "a GIF picture"),
        ("laporan.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or password-protected"),
    ],
)
def test_a_file_that_lies_is_told_what_it_is(name, content, truth):
    assert refusal(content, name).startswith(f"{name} is in truth {truth}")


def test_unknown_bytes_are_refused():
    assert refusal(b"Selamat pagi.", "foto.jpg") == (
        "foto.jpg is damaged or not what its name says. Send a JPEG picture instead."
    )


def test_an_svg_is_refused_by_its_name():
    assert "Save it as PNG" in refusal(b"<svg/>", "lambang.svg")


@pytest.mark.parametrize("name", ["laporan.pdf.exe", "laporan\u202efdp.exe", "laporan", "a.doc"])
def test_another_ending_is_refused(name):
    assert "cannot be taken. Send a picture that ends in" in refusal(makers.pdf(), name)


def test_an_empty_file_is_refused():
    assert refusal(b"", "laporan.pdf").startswith("laporan.pdf is empty.")


def test_too_many_bytes_are_refused_unread(monkeypatch):
    monkeypatch.setattr(intake, "true_format", None)
    monkeypatch.setitem(intake.MOST_BYTES, Kind.DOCUMENT, 100)
    assert "at most 100\xa0bytes can be taken" in refusal(makers.pdf(), "laporan.pdf")


def test_each_kind_has_its_limit():
    assert intake.MOST_BYTES == {
        Kind.PICTURE: 20 * 1024 * 1024,
        Kind.DOCUMENT: 20 * 1024 * 1024,
        Kind.VIDEO: 200 * 1024 * 1024,
    }
