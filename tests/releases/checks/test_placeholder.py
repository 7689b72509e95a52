"""Text that was still to be filled in."""

import pytest

from releases.checks.placeholder import RULE
from tests.releases.checks.asking import fields_of, paper, said

pytestmark = pytest.mark.usefixtures("english")


def test_it_works():
    assert said(RULE, paper("Bupati XXX membuka taman baca.")) == [
        "“XXX” is still to be filled in. Write what belongs there."
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("pada tanggal XXX Maret 2020", "XXX"),
        ("Nomor XXX/SP-HMS/03/2020", "XXX"),
        ("senilai Rp XXXX juta", "XXXX"),
        ("dihadiri xxx orang", "xxx"),
        ("Lokasi: TBD", "TBD"),
        ("[TBD]", "[TBD]"),
        ("[TBC]", "[TBC]"),
        ("Lorem ipsum dolor sit amet", "Lorem ipsum"),
        ("[isi di sini]", "[isi di sini]"),
        ("[Tulis kutipan bupati]", "[Tulis kutipan bupati]"),
        ("kata [nama pejabat], kepala dinas", "[nama pejabat]"),
        ("kata (nama pejabat) pada acara itu", "(nama pejabat)"),
        ("[insert quote]", "[insert quote]"),
        ("Peresmian kedua, tanggal menyusul.", "tanggal menyusul"),
    ],
)
def test_every_kind_is_found(text, told):
    found = [sentence.partition("”")[0][1:] for sentence in said(RULE, paper(text))]
    assert found == [told]


@pytest.mark.parametrize(
    "text",
    [
        "PON XXX akan digelar",
        "HUT ke-XXX Korpri",
        "Muktamar XXX di Kota Tirta",
        "Super Bowl XXX",
        "Festival Sungai Tirta XXX Tahun 2020",
        "mobil dengan nomor polisi B 1234 XXX",
        "www.xxx.example",
        "ukuran XXL dan XX",
        "penderita TBC (tuberkulosis)",
        "tuberkulosis (TBC) di Kota Tirta",
        "penipu mencatut nama pejabat provinsi",
        "daftar nama pejabat yang dilantik",
        "“Kami [pemerintah kota] siap,” katanya [sic]",
        "[foto 2]",
        "[tanggal 3 Maret]",
        "seorang korban [nama disamarkan]",
        "Rombongan kedua menyusul. Tanggal menyusul kemudian",
        "nomor menyusulkan",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text):
    assert said(RULE, paper(text)) == []


def test_tbc_is_a_disease_in_indonesian_only():
    assert len(said(RULE, paper("Venue: TBC", language="en"))) == 1
    assert len(said(RULE, paper("Venue: [TBC]", language="en"))) == 1
    assert said(RULE, paper("Penanganan TBC", language="id")) == []


def test_it_leads_to_the_field_where_it_stands():
    release = paper("TBD", title="TBD", summary="TBD", dateline="XXX")
    assert fields_of(RULE, release) == ["title", "summary", "dateline", "body"]


def test_one_that_stands_there_twice_is_told_once():
    assert len(said(RULE, paper("TBD dan TBD"))) == 1
