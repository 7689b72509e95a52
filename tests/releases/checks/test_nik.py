"""A NIK in the text. All of these are invented."""

import pytest

from releases.checks.nik import RULE
from tests.releases.checks.asking import fields_of, paper, said

pytestmark = pytest.mark.usefixtures("english")


def test_it_works():
    [sentence] = said(RULE, paper("Penerima bantuan, NIK 3299010203850001, warga Kota Tirta."))
    assert "“3299…” looks like a NIK" in sentence
    assert "3299010203850001" not in sentence


@pytest.mark.parametrize(
    "nik",
    [
        "3299 0102 0385 0001",
        "32.99.01.020385.0001",
        "329901-020385-0001",
        "3299014203850001",  # a woman born on the second
        "9699017112990012",
    ],
)
def test_every_spelling_is_read(nik):
    assert len(said(RULE, paper(f"NIK: {nik}."))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Rp3.500.010.203.850.001",
        "Rp1.134.010.203.850.001",
        "rekening 4299010203850001",  # no such province
        "3299013203850001",  # no such day
        "3299017203850001",
        "3299010213850001",  # no such month
        "3299010203850000",  # serials begin at 1
        "32990102038500012",
        "329901020385000",
        "3299010203850001,5",
        "kode A3299010203850001",
        "https://contoh.go.id/arsip/3299010203850001",
        "https://contoh.go.id/?nomor=3299010203850001",
        "tahun 1990 1995 2000 2005",
        "(021) 3299010, (021) 3850001",
    ],
)
def test_what_is_none_is_left_alone(text):
    assert said(RULE, paper(text)) == []


def test_it_leads_to_the_field_where_it_stands():
    release = paper("Teks.", title="NIK 3299010203850001", summary="3299010203850001")
    assert fields_of(RULE, release) == ["title", "summary"]


def test_one_that_stands_there_twice_is_told_once():
    assert len(said(RULE, paper("3299010203850001", "3299010203850001"))) == 1
