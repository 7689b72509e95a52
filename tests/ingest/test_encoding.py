"""Bytes of a file → clean text, or a sentence that says what to do instead."""

import unicodedata

import pytest

from ingest import encoding

TEXT = "SIARAN PERS\n\n“Kami hadir – untuk warga,” ujar Bupati Bogotá.\n"


def test_it_works() -> None:
    assert encoding.decode(TEXT.encode()) == TEXT


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_other_encodings_are_read(name: str) -> None:
    assert encoding.decode(TEXT.encode(name)) == TEXT


def test_a_big_endian_byte_order_mark_is_read() -> None:
    assert encoding.decode(b"\xfe\xff" + TEXT.encode("utf-16-be")) == TEXT


def test_windows_quotes_and_dashes_come_out_right() -> None:
    assert encoding.decode(b"\x93Kami\x94 \x96 \x91ya\x92 \x85\n") == "“Kami” – ‘ya’ …\n"


def test_line_ends_become_newlines() -> None:
    assert encoding.decode(b"a\r\nb\rc\x0cd") == "a\nb\nc\nd"


def test_letters_are_composed() -> None:
    assert encoding.decode(unicodedata.normalize("NFD", "Bogotá").encode()) == "Bogotá"


def test_control_characters_are_dropped_but_tabs_stay() -> None:
    assert encoding.clean("a\x00b\x07\tc\u202ed\u200be") == "ab\tcde"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
        b"\r\n%PDF-1.4",
        b"PK\x03\x04\x14\x00\x06\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"{\\rtf1\\ansi Siaran pers}",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
    ],
)
def test_a_file_that_is_not_text_is_refused_with_advice(data: bytes) -> None:
    with pytest.raises(encoding.NotText, match="paste"):
        encoding.decode(data)


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x00" * 500, b"abc\x81\x8d\x8f"])
def test_undecodable_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(encoding.NotText, match="UTF-8"):
        encoding.decode(data)


def test_a_file_too_long_is_refused() -> None:
    with pytest.raises(encoding.TooLong, match="2 MB"):
        encoding.decode(b"a" * (encoding.MAX_SIZE + 1))
