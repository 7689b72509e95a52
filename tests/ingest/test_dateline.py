"""The dateline: taken by its shape, or left with a doubt."""

import pytest

from ingest import dateline

REST = "Pemerintah membuka posko kesehatan di dua puluh pasar rakyat."


def test_it_works() -> None:
    found = dateline.read(f"JAKARTA SELATAN - {REST}")
    assert found is not None
    assert (found.place, found.rest, found.unsure) == ("JAKARTA SELATAN", REST, False)


@pytest.mark.parametrize(
    ("start", "place"),
    [
        ("JAKARTA – ", "JAKARTA"),
        ("JAKARTA — ", "JAKARTA"),
        ("JAKARTA—", "JAKARTA"),
        ("JAKARTA -- ", "JAKARTA"),
        ("Banda Aceh – ", "Banda Aceh"),
        ("Jakarta, 15 November 2025 – ", "Jakarta"),
        ("Jakarta, 15 November 2025. ", "Jakarta"),
        ("Belem, Brasil — 13 November 2025 - ", "Belem, Brasil"),
        ("JAKARTA SELATAN, KOMINFO - ", "JAKARTA SELATAN"),
        ("Jakarta (ANTARA) - ", "Jakarta"),
        ("BANDUNG (15/3) – ", "BANDUNG"),
        ("BANDUNG, Senin (15/3) – ", "BANDUNG"),
        ("BANDUNG (27 November 2019) - ", "BANDUNG"),
        ("Jakarta (21/2/2023): ", "Jakarta"),
        ("Jakarta (21/2): ", "Jakarta"),
        ("(Jakarta, 20/09/2025) ", "Jakarta"),
        ("WASHINGTON, D.C. – ", "WASHINGTON, D.C."),
        ("KAB. BOGOR – ", "KAB. BOGOR"),
        ("Jakarta, Biro Humas Kementerian Perairan, Rabu, 21 Februari 2018. ", "Jakarta"),
    ],
)
def test_other_shapes_are_read(start: str, place: str) -> None:
    found = dateline.read(start + REST)
    assert found is not None
    assert (found.place, found.rest, found.unsure) == (place, REST, False)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Pemerintah Kota – bersama warga – membuka posko.",
        "Pasangan Sumarno-Rukmini membuka posko.",
        "Jakarta, 5 Mei 2021 pukul 10.00, petugas membuka posko.",
        "COVID-19 masih ada di sekitar kita.",
        "On March 5, 2013, the court opened.",
        REST,
    ],
)
def test_a_sentence_is_no_dateline(paragraph: str) -> None:
    assert dateline.read(paragraph) is None


@pytest.mark.parametrize(
    "paragraph",
    [
        f"Lebaran Haji – {REST}",
        f"Wali Kota – {REST}",
        f"Jumat (3/3) – {REST}",
        f"JAKARTA {REST}",
    ],
)
def test_what_only_looks_like_one_stays_in_the_text(paragraph: str) -> None:
    found = dateline.read(paragraph)
    assert found is not None
    assert found.place is None
    assert found.rest == paragraph


@pytest.mark.parametrize("start", ["Mekarsari – ", "GPNK – ", "BANDUNG-", "Jakarta, 5 Mei 2021, "])
def test_an_unknown_place_is_taken_with_a_doubt(start: str) -> None:
    found = dateline.read(start + REST)
    assert found is not None
    assert found.place is not None
    assert found.unsure


def test_a_headline_with_a_dash_does_not_begin_the_body() -> None:
    assert not dateline.starts("Jakarta – Bandung Kini Terhubung Kereta Cepat")
    assert dateline.starts(f"Jakarta – {REST}")
