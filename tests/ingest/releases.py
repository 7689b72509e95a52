"""Invented releases in the habits of many offices, each with what a careful reader would note.

`expected` names only the fields the example is about; `warned` lists words of which each must
appear in some warning, and an empty list says that the reading must raise none at all.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Example:
    name: str
    text: str
    expected: dict[str, Any]
    warned: list[str] = field(default_factory=list)


LEAD = (
    "Pemerintah Provinsi Nusa Kencana membuka posko kesehatan di dua puluh pasar rakyat agar "
    "warga dapat memeriksakan diri tanpa biaya."
)
SECOND = (
    "Posko dibuka setiap hari kerja pukul 08.00 sampai 15.00 dan dijaga oleh tenaga dari "
    "puskesmas terdekat."
)
THIRD = "“Kami ingin warga tidak perlu menempuh jarak jauh,” ujar Kepala Dinas Kesehatan, Ratna."
ENGLISH_LEAD = (
    "The Ministry of Rivers today opened four new monitoring stations, the first of their kind "
    "on the upper reaches of the river."
)
ENGLISH_SECOND = "The stations report the water level every ten minutes and warn nearby towns."

EXAMPLES = [
    Example(
        "a ministry puts place and date into the dateline and repeats the date at the end",
        f"""SIARAN PERS
Nomor : SP. 041/HUMAS/KSP/HMS.2/06/2023

Jakarta, 12 Juni 2023. {LEAD}

{SECOND}(*)

Jakarta, 12 Juni 2023

Penanggung jawab berita:
Kepala Biro Hubungan Masyarakat, Kementerian Samudra dan Pulau,
Wirawan Sasmita, S.Kom., M.Si.

Website:
www.samudra.example
Instagram:
@ksp_id
""",
        {
            "numbers": ["SP. 041/HUMAS/KSP/HMS.2/06/2023"],
            "date": "2023-06-12",
            "title": None,
            "dateline": "Jakarta",
            "paragraphs": [LEAD, SECOND],
            "contacts": [
                {
                    "name": "Wirawan Sasmita, S.Kom., M.Si.",
                    "position": "Kepala Biro Hubungan Masyarakat, Kementerian Samudra dan Pulau",
                    "phones": [],
                    "email": None,
                }
            ],
        },
        ["headline", "www.samudra.example"],
    ),
    Example(
        "the closing date differs from the date in the dateline",
        f"""SIARAN PERS
Nomor: SP.303/HUMAS/KSP/HMS.2/11/2025

Lisbon, Portugal — 13 November 2025 - {LEAD}

{SECOND}

Jakarta, 15 November 2025

Narahubung: Tri Handoko
HP. 0812-3456-0000
""",
        {
            "dateline": "Lisbon, Portugal",
            "date": "2025-11-15",
            "paragraphs": [LEAD, SECOND],
            "contacts": [
                {
                    "name": "Tri Handoko",
                    "position": None,
                    "phones": ["0812-3456-0000"],
                    "email": None,
                }
            ],
        },
        ["13 November 2025", "15 November 2025"],
    ),
    Example(
        "number and date share a line, and every line is a paragraph",
        f"""KEMENTERIAN PANAS BUMI
REPUBLIK INDONESIA
SIARAN PERS
NOMOR: 125.Pers/04/SJI/2022 Tanggal: 24 Maret 2022
Posko Kesehatan Pasar Mulai Melayani Warga
{LEAD}
{SECOND}
{THIRD}
""",
        {
            "numbers": ["125.Pers/04/SJI/2022"],
            "date": "2022-03-24",
            "title": "Posko Kesehatan Pasar Mulai Melayani Warga",
            "dateline": None,
            "paragraphs": [LEAD, SECOND, THIRD],
            "letterhead": ["KEMENTERIAN PANAS BUMI", "REPUBLIK INDONESIA"],
        },
    ),
    Example(
        "the ministry stands under the kind, and the headline under Tentang",
        f"""Siaran Pers
Kementerian Kabar dan Warta

No. 79/HM/KKW/03/2022

Jumat, 11 Maret 2022

Tentang

Posko Kesehatan Pasar Mulai Melayani Warga

Jakarta Selatan, KKW - {LEAD}

{SECOND}

Biro Humas
Kementerian Kabar dan Warta
e-mail: humas@warta.example
Telp/Fax: 021-5550123
Twitter @warta
""",
        {
            "numbers": ["79/HM/KKW/03/2022"],
            "date": "2022-03-11",
            "title": "Posko Kesehatan Pasar Mulai Melayani Warga",
            "dateline": "Jakarta Selatan",
            "paragraphs": [LEAD, SECOND],
            "letterhead": ["Kementerian Kabar dan Warta"],
            "contacts": [
                {
                    "name": None,
                    "position": "Biro Humas, Kementerian Kabar dan Warta",
                    "phones": ["021-5550123"],
                    "email": "humas@warta.example",
                }
            ],
        },
        ["KKW", "Twitter @warta"],
    ),
    Example(
        "a joint release has two numbers below an empty label",
        f"""SIARAN PERS BERSAMA

Nomor:
SP-133/GKPB/LKN/VIII/2025
SP.185/HUMAS/PP/HMS.3/8/2025

Bandar Lampung, 30 Agustus 2025. {LEAD}

{SECOND}

Narahubung Lembaga:

M. Yusuf Santoso
Kepala Departemen Komunikasi,
Lembaga Keuangan Nusantara

Wirawan Sasmita
Kepala Biro Hubungan Masyarakat,
Kementerian Samudra dan Pulau
""",
        {
            "numbers": ["SP-133/GKPB/LKN/VIII/2025", "SP.185/HUMAS/PP/HMS.3/8/2025"],
            "date": "2025-08-30",
            "dateline": "Bandar Lampung",
            "paragraphs": [LEAD, SECOND],
            "contacts": [
                {
                    "name": "M. Yusuf Santoso",
                    "position": "Kepala Departemen Komunikasi, Lembaga Keuangan Nusantara",
                    "phones": [],
                    "email": None,
                },
                {
                    "name": "Wirawan Sasmita",
                    "position": "Kepala Biro Hubungan Masyarakat, Kementerian Samudra dan Pulau",
                    "phones": [],
                    "email": None,
                },
            ],
        },
        ["headline"],
    ),
    Example(
        "a central bank prints a volume number and signs with place, date and name",
        f"""Siaran Pers No. 27/188/DKom

BANK SENTRAL PERTAHANKAN SUKU BUNGA

{LEAD}

{SECOND}

Jakarta, 17 September 2025
Departemen Komunikasi

Surya Wibowo
Direktur Eksekutif
""",
        {
            "numbers": ["27/188/DKom"],
            "date": "2025-09-17",
            "title": "BANK SENTRAL PERTAHANKAN SUKU BUNGA",
            "dateline": None,
            "paragraphs": [LEAD, SECOND],
        },
        ["Surya Wibowo"],
    ),
    Example(
        "the number stands without any label",
        f"""SIARAN PERS
0456-SP-HMS-07-2021

5 Juli 2021

POSKO KESEHATAN PASAR
MULAI MELAYANI WARGA

BANDUNG – {LEAD}

{SECOND}
""",
        {
            "numbers": ["0456-SP-HMS-07-2021"],
            "date": "2021-07-05",
            "title": "POSKO KESEHATAN PASAR MULAI MELAYANI WARGA",
            "dateline": "BANDUNG",
            "paragraphs": [LEAD, SECOND],
        },
    ),
    Example(
        "a police release dates its dateline by day and month only",
        f"""KEPOLISIAN DAERAH NUSA KENCANA
BIDANG HUBUNGAN MASYARAKAT

PRESS RELEASE
Nomor: PR/17/V/HUM.6.1.1./2022/Bidhumas

Polisi Amankan Jalur Mudik di Tiga Kabupaten

SURABAYA (15/5) – {LEAD}

{SECOND}

Surabaya, 15 Mei 2022
""",
        {
            "numbers": ["PR/17/V/HUM.6.1.1./2022/Bidhumas"],
            "date": "2022-05-15",
            "title": "Polisi Amankan Jalur Mudik di Tiga Kabupaten",
            "dateline": "SURABAYA",
            "paragraphs": [LEAD, SECOND],
            "letterhead": ["KEPOLISIAN DAERAH NUSA KENCANA", "BIDANG HUBUNGAN MASYARAKAT"],
        },
    ),
    Example(
        "an English release with a media contact",
        f"""FOR IMMEDIATE RELEASE
March 30, 2020

Ministry of Rivers Opens Four New Stations

WASHINGTON, D.C. – {ENGLISH_LEAD}

{ENGLISH_SECOND}

###

Media Contact:
Jane Roe
Director of Communications
(202) 555-0134
press@rivers.example
""",
        {
            "numbers": [],
            "date": "2020-03-30",
            "title": "Ministry of Rivers Opens Four New Stations",
            "dateline": "WASHINGTON, D.C.",
            "paragraphs": [ENGLISH_LEAD, ENGLISH_SECOND],
            "contacts": [
                {
                    "name": "Jane Roe",
                    "position": "Director of Communications",
                    "phones": ["(202) 555-0134"],
                    "email": "press@rivers.example",
                }
            ],
        },
        ["number", "###"],
    ),
    Example(
        "an English release with a labelled number and a European date",
        f"""PRESS RELEASE
Number: IP/26/1024
Brussels, 7 May 2026

Ministry of Rivers opens four new stations

{ENGLISH_LEAD}

{ENGLISH_SECOND}
""",
        {
            "numbers": ["IP/26/1024"],
            "date": "2026-05-07",
            "title": "Ministry of Rivers opens four new stations",
            "dateline": None,
            "paragraphs": [ENGLISH_LEAD, ENGLISH_SECOND],
        },
        ["Brussels"],
    ),
    Example(
        "a text wrapped at seventy-two columns",
        """PEMERINTAH KOTA SUKAMAJU

SIARAN PERS
Nomor: 12/SP/Prokopim/IV/2021

Selasa, 6 April 2021

Wali Kota Sukamaju Resmikan Taman Baca dan Ruang Bermain
Anak di Kelurahan Mekarjaya

SUKAMAJU - Wali Kota Sukamaju meresmikan taman baca dan ruang bermain
anak di Kelurahan Mekarjaya. Taman seluas dua ribu meter persegi itu
dibangun bersama warga sejak Januari.

Taman baca buka setiap hari pukul 08.00 sampai 17.00. Warga dapat
meminjam buku tanpa biaya dengan kartu tanda penduduk.

Fasilitas yang tersedia antara lain:

1. ruang baca dengan tiga ribu judul buku yang disumbangkan oleh warga
   dan sekolah di sekitarnya;
2. lapangan bermain;
3. kebun sayur.
""",
        {
            "numbers": ["12/SP/Prokopim/IV/2021"],
            "date": "2021-04-06",
            "title": (
                "Wali Kota Sukamaju Resmikan Taman Baca dan Ruang Bermain Anak di Kelurahan "
                "Mekarjaya"
            ),
            "dateline": "SUKAMAJU",
            "paragraphs": [
                "Wali Kota Sukamaju meresmikan taman baca dan ruang bermain anak di Kelurahan "
                "Mekarjaya. Taman seluas dua ribu meter persegi itu dibangun bersama warga sejak "
                "Januari.",
                "Taman baca buka setiap hari pukul 08.00 sampai 17.00. Warga dapat meminjam buku "
                "tanpa biaya dengan kartu tanda penduduk.",
                "Fasilitas yang tersedia antara lain:",
                "1. ruang baca dengan tiga ribu judul buku yang disumbangkan oleh warga dan "
                "sekolah di sekitarnya;",
                "2. lapangan bermain;",
                "3. kebun sayur.",
            ],
        },
    ),
    Example(
        "a first sentence that merely contains a dash",
        f"""SIARAN PERS
Nomor: 77/SP/2020

1 April 2020

Kota Sehat Dimulai dari Pasar

Pemerintah Kota – bersama warga dan pedagang – {LEAD[0].lower()}{LEAD[1:]}

{SECOND}
""",
        {
            "dateline": None,
            "paragraphs": [
                f"Pemerintah Kota – bersama warga dan pedagang – {LEAD[0].lower()}{LEAD[1:]}",
                SECOND,
            ],
        },
    ),
    Example(
        "the weekday does not belong to the date",
        f"""SIARAN PERS
Nomor : SP.38/HUMAS/KSP/HMS.2/01/2018

Senin, 21 Januari 2018

Posko Kesehatan Pasar Mulai Melayani Warga

{LEAD}
""",
        {"date": "2018-01-21", "paragraphs": [LEAD]},
        ["Senin, 21 Januari 2018"],
    ),
    Example(
        "the headline stands between the number and the date, and the address on one line",
        f"""PEMERINTAH KOTA SUKAMAJU
DINAS KOMUNIKASI DAN INFORMATIKA
Jl. Merpati Putih No. 22, Bandung 40115
Telepon: 022-345678, 345679 Faksimile: 022-345680
Laman: www.sukamaju.example Pos-el: diskominfo@sukamaju.example

SIARAN PERS
Nomor: 480/112/Diskominfo/2019

POSKO KESEHATAN PASAR MULAI MELAYANI WARGA

Kamis, 14 Februari 2019

BANDUNG - {LEAD}
""",
        {
            "numbers": ["480/112/Diskominfo/2019"],
            "date": "2019-02-14",
            "title": "POSKO KESEHATAN PASAR MULAI MELAYANI WARGA",
            "dateline": "BANDUNG",
            "letterhead": ["PEMERINTAH KOTA SUKAMAJU", "DINAS KOMUNIKASI DAN INFORMATIKA"],
            "address": "Jl. Merpati Putih No. 22",
            "city": "Bandung",
            "postcode": "40115",
            "phones": ["022-345678", "345679"],
            "faxes": ["022-345680"],
        },
        ["www.sukamaju.example"],
    ),
    Example(
        "a body pasted without any head",
        f"""{LEAD}

{SECOND}

{THIRD}
""",
        {
            "numbers": [],
            "date": None,
            "title": None,
            "dateline": None,
            "paragraphs": [LEAD, SECOND, THIRD],
            "contacts": [],
        },
        ["number", "date", "headline"],
    ),
    Example(
        "kind, number and headline share one line",
        f"""SIARAN PERS NOMOR 1633/SP-HMS/09/2020 TENTANG POSKO KESEHATAN PASAR MELAYANI WARGA

7 September 2020

JAKARTA BARAT — {LEAD}
""",
        {
            "numbers": ["1633/SP-HMS/09/2020"],
            "date": "2020-09-07",
            "title": "POSKO KESEHATAN PASAR MELAYANI WARGA",
            "dateline": "JAKARTA BARAT",
            "paragraphs": [LEAD],
        },
    ),
    Example(
        "the year in the number contradicts the date",
        f"""SIARAN PERS
NOMOR: 12/SP-HMS/03/2019

28 Maret 2020

POSKO KESEHATAN PASAR

MEDAN - {LEAD}
""",
        {"numbers": ["12/SP-HMS/03/2019"], "date": "2020-03-28"},
        ["2019"],
    ),
    Example(
        "a date that does not exist",
        f"""SIARAN PERS
NOMOR: 12/SP-HMS/02/2020

31 Februari 2020

POSKO KESEHATAN PASAR

MEDAN - {LEAD}
""",
        {"date": None, "title": "POSKO KESEHATAN PASAR", "dateline": "MEDAN"},
        ["31 Februari 2020"],
    ),
    Example(
        "a regency brackets the full date and ends the dateline with a colon",
        f"""Siaran Pers
Nomor: 005/SP/Kominfo-MJ/X/2023

Bupati Lepas Kontingen Pekan Olahraga

Cibinong (21/10/2023): {LEAD}

{SECOND}

Kontak Media:
Dewi Lestari (0813-1234-5678)
""",
        {
            "numbers": ["005/SP/Kominfo-MJ/X/2023"],
            "date": "2023-10-21",
            "title": "Bupati Lepas Kontingen Pekan Olahraga",
            "dateline": "Cibinong",
            "paragraphs": [LEAD, SECOND],
            "contacts": [
                {
                    "name": "Dewi Lestari",
                    "position": None,
                    "phones": ["0813-1234-5678"],
                    "email": None,
                }
            ],
        },
    ),
    Example(
        "an embargo is not the date of the release",
        f"""BADAN CUACA NUSANTARA
EMBARGO HINGGA 2 Mei 2021 PUKUL 10.00 WIB
SIARAN PERS
No. 9/SP/BCN/IV/2021
30 April 2021
Awal Musim Kemarau Mundur
MAKASSAR - {LEAD}
{SECOND}
""",
        {
            "date": "2021-04-30",
            "title": "Awal Musim Kemarau Mundur",
            "dateline": "MAKASSAR",
            "paragraphs": [LEAD, SECOND],
            "letterhead": ["BADAN CUACA NUSANTARA"],
        },
        ["EMBARGO HINGGA 2 Mei 2021"],
    ),
    Example(
        "the headline stands above the kind, below a complete letterhead",
        """PEMERINTAH KABUPATEN MARGASARI
SEKRETARIAT DAERAH
Komplek Perkantoran Margasari
Jalan Raya Margasari Km. 4 Telp. (0251) 7654321
Cibinong 16914

BUPATI RESMIKAN JEMBATAN GANTUNG

SIARAN PERS
Nomor: 300/55-Prokopim

Cibinong, 3 Agt. 2022

Bupati Margasari meresmikan jembatan gantung yang menghubungkan dua desa di hulu sungai.
""",
        {
            "numbers": ["300/55-Prokopim"],
            "date": "2022-08-03",
            "title": "BUPATI RESMIKAN JEMBATAN GANTUNG",
            "letterhead": ["PEMERINTAH KABUPATEN MARGASARI", "SEKRETARIAT DAERAH"],
            "address": "Komplek Perkantoran Margasari, Jalan Raya Margasari Km. 4",
            "city": "Cibinong",
            "postcode": "16914",
            "phones": ["(0251) 7654321"],
        },
        ["Cibinong"],
    ),
]
