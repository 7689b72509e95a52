"""The name that a file keeps: what people called it, without what could mislead."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releases.files.names import LONGEST, UNSEEN, kept_name


def test_it_works():
    assert kept_name("Laporan Tahunan.PDF") == ("Laporan Tahunan.pdf", "pdf")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("/etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\Ani\\foto.jpg", "foto.jpg"),
        ("../../laporan.pdf", "laporan.pdf"),
        ("lapo\x00ran\r\n.pdf", "laporan.pdf"),
        ("lapo\u202eran\u2066\u200f.pdf", "laporan.pdf"),
        ("lapo\ud800ran.pdf", "laporan.pdf"),
        ("cafe\u0301.pdf", "caf\xe9.pdf"),
        ("  rapat \t kerja  .pdf ", "rapat kerja.pdf"),
        ("laporan.pdf.", "laporan.pdf"),
        (".pdf", "file.pdf"),
        ("....pdf", "file.pdf"),
        ("", "file"),
        ("..", "file"),
        ("laporan. Bagian dua", "laporan. Bagian dua"),
        ("x" * 300 + ".docx", "x" * 95 + ".docx"),
    ],
)
def test_what_could_mislead_is_left_out(name, kept):
    assert kept_name(name)[0] == kept


@given(st.text(alphabet=st.characters(codec=None), max_size=150))
def test_any_name_can_be_kept(name):
    kept, ending = kept_name(name)
    assert 0 < len(kept) <= LONGEST
    assert not {unicodedata.category(letter) for letter in kept} & UNSEEN
    assert not set(kept) & {"/", "\\"}
    assert unicodedata.is_normalized("NFC", kept)
    assert kept.endswith(f".{ending}" if ending else kept)


@given(st.text(max_size=150))
def test_a_kept_name_is_kept(name):
    kept = kept_name(name)
    assert kept_name(kept[0]) == kept
