"""The head of the sheet: lines, address, city and postcode, telephone and fax."""

import pytest

from ingest import letterhead, phones
from ingest.reading import Letterhead


def test_it_works() -> None:
    sheet, left = letterhead.read(
        [
            "PEMERINTAH PROVINSI NUSA KENCANA",
            "Jalan Teratai Timur 14-15 Blok C Lt. 2",
            "Telp. (029) 3321100 Fax. (029) 3321101 dan Fax. (029) 3321102",
            "J A K A R T A 10110",
        ]
    )
    assert sheet == Letterhead(
        lines=["PEMERINTAH PROVINSI NUSA KENCANA"],
        address="Jalan Teratai Timur 14-15 Blok C Lt. 2",
        city="JAKARTA",
        postcode="10110",
        phones=["(029) 3321100"],
        faxes=["(029) 3321101", "(029) 3321102"],
    )
    assert left == []


@pytest.mark.parametrize(
    ("line", "address", "city", "postcode"),
    [
        ("Jl. Melati No. 22, Bandung 40115", "Jl. Melati No. 22", "Bandung", "40115"),
        ("Jalan Melati No. 22 Bandung - 40115", "Jalan Melati No. 22", "Bandung", "40115"),
        ("Jl. Melati 7 Kota Batu Kode Pos 65313", "Jl. Melati 7", "Kota Batu", "65313"),
        ("Jl. Melati 5, Mekarsari Permai 40987", "Jl. Melati 5", "Mekarsari Permai", "40987"),
        ("Jl. Melati 9, Jakarta Pusat 10110, Indonesia", "Jl. Melati 9", "Jakarta Pusat", "10110"),
        ("Gedung Anggrek Lantai 3", "Gedung Anggrek Lantai 3", None, None),
    ],
)
def test_city_and_postcode_on_the_line_of_the_address(
    line: str, address: str, city: str | None, postcode: str | None
) -> None:
    sheet, left = letterhead.read([line])
    assert (sheet.address, sheet.city, sheet.postcode) == (address, city, postcode)
    assert left == []


def test_a_city_that_cannot_be_told_from_the_street_stays_in_the_address() -> None:
    sheet, _left = letterhead.read(["Jl. Raya Mekarsari Permai 40987"])
    assert sheet.address == "Jl. Raya Mekarsari Permai"
    assert sheet.city is None
    assert sheet.postcode == "40987"


@pytest.mark.parametrize(
    "line", ["KANTOR PELAYANAN PAJAK PRATAMA", "BALAI BESAR PELAKSANAAN JALAN NASIONAL"]
)
def test_an_office_may_have_a_street_or_a_building_in_its_name(line: str) -> None:
    sheet, left = letterhead.read([line])
    assert sheet == Letterhead(lines=[line])
    assert left == []


def test_office_and_address_on_one_line() -> None:
    sheet, _left = letterhead.read(["DINAS PASAR Jl. Melati No. 22"])
    assert sheet == Letterhead(lines=["DINAS PASAR"], address="Jl. Melati No. 22")


def test_two_lines_of_address_are_joined() -> None:
    sheet, _left = letterhead.read(["Gedung Anggrek Lt. 3,", "Jalan Melati No. 22"])
    assert sheet.address == "Gedung Anggrek Lt. 3, Jalan Melati No. 22"


def test_web_and_mail_addresses_are_given_back() -> None:
    _sheet, left = letterhead.read(["Laman: www.nusa.example Pos-el: humas@nusa.example"])
    assert left == ["humas@nusa.example", "Laman: www.nusa.example"]


@pytest.mark.parametrize(
    ("line", "telephone", "fax"),
    [
        ("Telepon: 021-345678, 345679", ["021-345678", "345679"], []),
        ("Telp. 021 3456789 / 3456790", ["021 3456789", "3456790"], []),
        ("Telp (031) 3524001 - 3524011", ["(031) 3524001", "3524011"], []),
        ("Telp/Fax: 021-3504024", ["021-3504024"], ["021-3504024"]),
        ("Faks. (021) 345680", [], ["(021) 345680"]),
        ("Faksimile: (021) 345680", [], ["(021) 345680"]),
        ("Call Center: 131", ["131"], []),
        ("HP. 0812-3456-0000", ["0812-3456-0000"], []),
        ("Dewi (0813-1234-5678)", ["0813-1234-5678"], []),
        ("Anna (+32 2 555 12 34)", ["+32 2 555 12 34"], []),
        ("Tahun 2020 ada 1.234.567 warga", [], []),
    ],
)
def test_telephone_and_fax(line: str, telephone: list[str], fax: list[str]) -> None:
    reach = phones.read(line)
    assert (reach.phones, reach.faxes) == (telephone, fax)
