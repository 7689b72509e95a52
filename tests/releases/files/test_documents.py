"""PDF, DOCX and XLSX: whole, unlocked and without macros."""

import struct
from io import BytesIO

import pytest

from releases.files.intake import take_in
from tests.releases.files import makers
from tests.releases.files.refusals import refusal

pytestmark = pytest.mark.usefixtures("english")


def packed_end(content: bytes) -> int:
    return content.rindex(b"PK\x05\x06")


@pytest.mark.parametrize("name", ["laporan.pdf", "laporan.docx", "tabel.xlsx"])
def test_it_works(name):
    assert take_in(BytesIO(makers.GOOD[name]), name).content.read() == makers.GOOD[name]


def test_a_pdf_may_begin_a_little_late():
    content = b"\n" * 1019 + makers.pdf()
    assert take_in(BytesIO(content), "laporan.pdf").size == len(content)


def test_a_pdf_that_begins_too_late_is_refused():
    assert "not what its name says" in refusal(b"\n" * 1020 + makers.pdf(), "laporan.pdf")


def test_a_pdf_cut_short_is_refused():
    assert "cut short" in refusal(makers.pdf()[:-7], "laporan.pdf")


def test_a_pdf_with_much_behind_its_end_is_refused():
    assert "cut short" in refusal(makers.pdf() + bytes(2048), "laporan.pdf")


def test_a_numbered_main_part_is_found():
    content = makers.packed("[Content_Types].xml", "word/document2.xml")
    assert take_in(BytesIO(content), "laporan.docx").name == "laporan.docx"


@pytest.mark.parametrize("part", ["word/vbaProject.bin", "word/VBAPROJECT.BIN"])
def test_macros_are_refused(part):
    assert "carries macros" in refusal(makers.docx(part), "laporan.docx")


def test_a_locked_part_is_refused():
    content = bytearray(makers.docx())
    entry = content.index(b"PK\x01\x02")
    content[entry + 8] |= 1
    assert "locked with a password" in refusal(bytes(content), "laporan.docx")


def test_an_archive_without_content_types_is_no_document():
    content = makers.packed("word/document.xml")
    assert "is in truth a ZIP archive" in refusal(content, "laporan.docx")


def test_an_archive_without_a_main_part_is_no_document():
    content = makers.packed("[Content_Types].xml")
    assert "is in truth a ZIP archive" in refusal(content, "laporan.docx")


def test_a_presentation_is_called_by_its_name():
    content = makers.packed("[Content_Types].xml", "ppt/presentation.xml")
    assert "a PowerPoint presentation" in refusal(content, "laporan.docx")


@pytest.mark.parametrize("cut", [1, 22, 100])
def test_an_archive_cut_short_is_refused(cut):
    assert "is damaged" in refusal(makers.docx()[:-cut], "laporan.docx")


def test_bytes_behind_an_archive_are_refused():
    assert "is damaged" in refusal(makers.docx() + b"<script>", "laporan.docx")


def test_a_directory_that_does_not_fit_its_archive_is_refused():
    content = bytearray(makers.docx())
    struct.pack_into("<L", content, packed_end(content) + 12, len(content))
    assert "is damaged" in refusal(bytes(content), "laporan.docx")


def test_more_entries_than_there_are_is_refused():
    content = bytearray(makers.docx())
    struct.pack_into("<H", content, packed_end(content) + 10, 4)
    assert "is damaged" in refusal(bytes(content), "laporan.docx")


def test_too_many_entries_are_refused():
    most = [f"word/{number}" for number in range(10_000 - 3)]
    whole = makers.docx(*most)
    assert take_in(BytesIO(whole), "laporan.docx").size == len(whole)
    assert "is damaged" in refusal(makers.docx(*most, "word/x"), "laporan.docx")
