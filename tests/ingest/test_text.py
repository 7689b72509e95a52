"""A whole release as text → its fields; what is unsure or missing is said."""

import json
import re

import pytest

from ingest import text
from tests.ingest.releases import EXAMPLES, LEAD, SECOND, THIRD, Example

PROVINCE = f"""



PEMERINTAH PROVINSI NUSA KENCANA DINAS KOMUNIKASI DAN INFORMATIKA

Jalan Teratai Timur 14-15 Blok C Lt. 2 serta Blok D Lt. 5
Telp. (029) 3321100 Fax. (029) 3321101 dan Fax. (029) 3321102
N U S A J A Y A 40991

SIARAN PERS
NOMOR: 731/SP-HMS/05/2021

21 Mei 2021

BUKA POSKO KESEHATAN, GUBERNUR AJAK WARGA PASAR JAGA KESEHATAN BERSAMA

NUSAJAYA TIMUR - {LEAD}

{THIRD}

Kafé warga di Desa Montréal ikut membantu – tanpa bayaran – sejak Jumat (14/5)."""


def test_it_works() -> None:
    assert text.parse(PROVINCE).as_json() == {
        "numbers": ["731/SP-HMS/05/2021"],
        "date": "2021-05-21",
        "title": "BUKA POSKO KESEHATAN, GUBERNUR AJAK WARGA PASAR JAGA KESEHATAN BERSAMA",
        "dateline": "NUSAJAYA TIMUR",
        "paragraphs": [
            LEAD,
            THIRD,
            "Kafé warga di Desa Montréal ikut membantu – tanpa bayaran – sejak Jumat (14/5).",
        ],
        "letterhead": {
            "lines": ["PEMERINTAH PROVINSI NUSA KENCANA DINAS KOMUNIKASI DAN INFORMATIKA"],
            "address": "Jalan Teratai Timur 14-15 Blok C Lt. 2 serta Blok D Lt. 5",
            "city": "NUSAJAYA",
            "postcode": "40991",
            "phones": ["(029) 3321100"],
            "faxes": ["(029) 3321101", "(029) 3321102"],
        },
        "contacts": [],
        "warnings": [],
    }


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_offices_with_other_habits(example: Example) -> None:
    fields = text.parse(example.text).as_json()
    letterhead = fields.pop("letterhead")
    read = letterhead | fields | {"letterhead": letterhead["lines"]}
    assert {name: read[name] for name in example.expected} == example.expected
    for words in example.warned:
        assert any(words in warning for warning in fields["warnings"]), fields["warnings"]
    if not example.warned:
        assert fields["warnings"] == []


# Labels and kinds are read, not kept; so are the names of months and weekdays.
READ = re.compile(
    r"siaran|pers|bersama|press|release|for|immediate|nomor|number|no|tanggal|telp|telepon|fax|faks\w*|tel"
    r"|e-?mail|pos-el|hp|narahubung|penanggung|jawab|berita|lembaga|kontak|contact|media|tentang"
    r"|januari|februari|maret|april|mei|juni|juli|agt|agustus|september|oktober|november|may"
    r"|march|jumat|selasa|kamis|senin",
    re.IGNORECASE,
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_no_word_vanishes_in_silence(example: Example) -> None:
    kept = json.dumps(text.parse(example.text).as_json(), ensure_ascii=False).lower()
    words = re.findall(r"[^\W\d_][\w-]+", example.text.lower())
    assert [word for word in words if word not in kept and not READ.fullmatch(word)] == []


def test_the_keys_are_a_contract() -> None:
    fields = text.parse("Kontak").as_json()
    assert list(fields) == [
        "numbers",
        "date",
        "title",
        "dateline",
        "paragraphs",
        "letterhead",
        "contacts",
        "warnings",
    ]
    assert list(fields["letterhead"]) == [
        "lines",
        "address",
        "city",
        "postcode",
        "phones",
        "faxes",
    ]


@pytest.mark.parametrize("blank", ["", " \n\t\n ", "\ufeff\r\n"])
def test_an_empty_text_is_a_warning(blank: str) -> None:
    reading = text.parse(blank)
    assert reading.numbers == reading.paragraphs == reading.contacts == []
    assert reading.date is reading.title is reading.dateline is None
    assert len(reading.warnings) == 1
    assert "empty" in reading.warnings[0]


def test_a_headline_without_a_text_is_a_warning() -> None:
    reading = text.parse("SIARAN PERS\nNomor: 5/SP/2021\n1 Juli 2021\nPOSKO DIBUKA\n")
    assert reading.title == "POSKO DIBUKA"
    assert reading.paragraphs == []
    assert any("No text" in warning for warning in reading.warnings)


def test_a_subtitle_in_another_style_is_a_doubtful_headline() -> None:
    reading = text.parse(
        f"SIARAN PERS\nNomor: 5/SP/2021\n1 Juli 2021\nPOSKO DIBUKA\nWarga tak perlu bayar\n{LEAD}\n"
    )
    assert reading.title == "POSKO DIBUKA Warga tak perlu bayar"
    assert any("where the headline begins and ends" in warning for warning in reading.warnings)


def test_an_office_line_among_the_anchors_is_the_headline_only_with_a_warning() -> None:
    reading = text.parse(
        f"SIARAN PERS\nLEMBAGA PASAR TERBITKAN ATURAN BARU\nSP 80/LP/XI/2018\n"
        f"Jakarta, 12 November 2018. {LEAD}\n"
    )
    assert reading.title == "LEMBAGA PASAR TERBITKAN ATURAN BARU"
    assert any("where the headline begins and ends" in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    "headline",
    [
        "JALAN LAYANG SEPANJANG 3 KM DIRESMIKAN",
        "Gedung Baru Rumah Sakit Dipakai Mulai Besok",
        "Kontak Tani Andalan Gelar Rembuk Daerah",
        "Hal Baru di Pasar Rakyat",
        "GUBERNUR RESMIKAN JEMBATAN DI\nBANDUNG",
    ],
)
def test_a_headline_that_begins_like_another_line_is_still_the_headline(headline: str) -> None:
    reading = text.parse(f"SIARAN PERS\nNomor: 5/SP/2021\n1 Juli 2021\n{headline}\n{LEAD}\n")
    assert reading.title == headline.replace("\n", " ")
    assert reading.paragraphs == [LEAD]
    assert reading.warnings == []


def test_the_bold_signs_of_chat_are_no_words() -> None:
    reading = text.parse(
        f"*SIARAN PERS*\nNo. 5/SP/2021\n*1 Juli 2021*\n**POSKO DIBUKA**\n*JAKARTA* - {LEAD}\n"
    )
    assert (reading.title, reading.dateline) == ("POSKO DIBUKA", "JAKARTA")
    assert reading.paragraphs == [LEAD]
    assert reading.warnings == []


def test_an_end_mark_at_the_last_sentence_is_left_out_with_a_warning() -> None:
    reading = text.parse(f"SIARAN PERS\nNomor: 5/SP/2021\n1 Juli 2021\nPOSKO\n{LEAD}\n{SECOND}(*)")
    assert reading.paragraphs == [LEAD, SECOND]
    assert reading.warnings == ["Left out of the text: (*)."]


def test_a_sentence_below_the_closing_lines_is_kept_as_text_with_a_warning() -> None:
    reading = text.parse(
        f"SIARAN PERS\nNomor: 5/SP/2021\n1 Juli 2021\nPOSKO\n\n{LEAD}\n\n"
        f"Foto: Posko di pasar (dok. Humas)\n\n{SECOND}\n"
    )
    assert reading.paragraphs == [LEAD, SECOND]
    assert any("below the closing lines" in warning for warning in reading.warnings)
    assert any("dok. Humas" in warning for warning in reading.warnings)


def test_a_number_below_the_text_is_read_with_a_warning() -> None:
    reading = text.parse(f"FOR IMMEDIATE RELEASE\nMay 3, 2018\nPosko\n\n{LEAD}\n\n18 - 476\n")
    assert reading.numbers == ["18 - 476"]
    assert any("18 - 476" in warning for warning in reading.warnings)


def test_a_number_of_unusual_form_is_taken_whole_with_a_warning() -> None:
    reading = text.parse(f"SIARAN PERS\nNomor: 12 Tahun 2021\n1 Juli 2021\nPOSKO\nMEDAN - {LEAD}\n")
    assert reading.numbers == ["12 Tahun 2021"]
    assert reading.title == "POSKO"
    assert any("12 Tahun 2021" in warning for warning in reading.warnings)


def test_a_regulation_in_the_first_sentence_is_no_number() -> None:
    sentence = "Nomor 5 Tahun 2021 adalah peraturan yang menjadi dasar pembangunan pasar rakyat."
    reading = text.parse(f"SIARAN PERS\nNo. 7/SP/2021\n1 Juli 2021\nPASAR DIBUKA\n{sentence}\n")
    assert reading.numbers == ["7/SP/2021"]
    assert reading.paragraphs == [sentence]


def test_another_month_in_the_number_is_a_warning() -> None:
    reading = text.parse(f"SIARAN PERS\nSP 80/LP/XI/2018\n3 Desember 2018\nPOSKO\nMEDAN - {LEAD}\n")
    assert len(reading.warnings) == 1
    assert "SP 80/LP/XI/2018" in reading.warnings[0]


def test_another_day_in_the_dateline_is_a_warning() -> None:
    reading = text.parse(
        f"SIARAN PERS\nNomor: 5/SP/2021\n16 Maret 2021\nPOSKO\nBANDUNG (15/3) – {LEAD}\n"
    )
    assert reading.date is not None
    assert reading.date.isoformat() == "2021-03-16"
    assert any("15/3" in warning for warning in reading.warnings)


def test_a_day_without_a_year_is_no_date() -> None:
    reading = text.parse(f"SIARAN PERS\nNomor: 5/SP/2021\nPOSKO\nBANDUNG (15/3) – {LEAD}\n")
    assert reading.date is None
    assert any("15/3" in warning for warning in reading.warnings)


def test_a_contact_without_a_name_is_a_warning() -> None:
    reading = text.parse(
        f"SIARAN PERS\nNo. 5/SP/2021\n1 Juli 2021\nPOSKO\n{LEAD}\nNarahubung: Kepala Biro Humas\n"
    )
    assert [contact.position for contact in reading.contacts] == ["Kepala Biro Humas"]
    assert any("Kepala Biro Humas" in warning for warning in reading.warnings)


def test_a_postcode_without_a_city_is_a_warning() -> None:
    reading = text.parse(
        "DINAS PASAR\nJl. Raya Mekarsari Permai 40987\n\nSIARAN PERS\nNo. 5/SP/2021\n"
        f"1 Juli 2021\nPOSKO\nMEDAN - {LEAD}\n"
    )
    assert reading.letterhead.address == "Jl. Raya Mekarsari Permai"
    assert len(reading.warnings) == 1
    assert "40987" in reading.warnings[0]


def test_broken_characters_are_a_warning() -> None:
    reading = text.parse("SIARAN PERS\n\nâ€œKami hadir,â€ ujarnya.")
    assert any("broken" in warning for warning in reading.warnings)
