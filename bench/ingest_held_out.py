"""The held-out set of bench/ingest.py: papers of invented offices with habits of their own.

Each was written and labelled before any was read, and no parser was made looking at them; what was
mended after the first run is said in the README. A label is what a careful clerk would
write into the form: the headline without the breaks of its lines, all else as printed.
"""

import io
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
import typst
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from bench.ingest_papers import _BOX, _draw_table, _picture


@dataclass(frozen=True)
class HeldOut:
    """A paper and its label; `rows` counts the rows of its tables of figures."""

    name: str
    data: bytes = field(repr=False)
    numbers: tuple[str, ...]
    date: str | None
    title: str | None
    dateline: str | None
    text: tuple[str, ...]
    lines: tuple[str, ...] = ()
    address: str | None = None
    city: str | None = None
    postcode: str | None = None
    contacts: tuple[tuple[str | None, str | None], ...] = ()
    rows: int = 0
    items: int = 0
    pictures: tuple[str, ...] = ()


def papers() -> list[HeldOut]:
    """All of them, drawn."""
    return [one() for one in PAPERS]


def _typst(source: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        main = Path(folder, "main.typ")
        main.write_text(source, encoding="utf-8")
        Path(folder, "picture.jpg").write_bytes(_picture().getvalue())
        return typst.compile(str(main))


def _saved(paper: Any) -> bytes:
    written = io.BytesIO()
    paper.save(written)
    return written.getvalue()


# --- A ministry: logo, a rule, number left, headline in three lines of capitals ----------------


def ministry() -> HeldOut:
    text = (
        "Kementerian Urusan Mangrove mencatat luas hutan bakau pesisir utara bertambah 1.250 hektare sepanjang tahun lalu. Pertambahan itu hasil tanam ulang di sebelas kecamatan.",
        "Menteri Urusan Mangrove, Wiratma Hadiningrat, menyampaikan hal tersebut dalam rapat kerja di Graha Rawa.",
        "“Bibit yang kami tanam dirawat kelompok tani sampai berumur tiga tahun,” ujarnya.",
        "Tahun depan penanaman diperluas ke dua pulau terluar.",
    )
    return HeldOut(
        "a ministry.pdf",
        _typst(
            '#set page(paper: "a4", margin: 2.2cm)\n#set text(size: 11pt)\n'
            "#grid(columns: (2.5cm, 1fr), circle(radius: 1cm), align(center)["
            "*KEMENTERIAN URUSAN MANGROVE* \\ *REPUBLIK NUSA KENCANA* \\ "
            "BIRO HUBUNGAN MASYARAKAT DAN KERJA SAMA \\ "
            "Gedung Graha Rawa Lantai 3, Jalan Bakau Raya Kavling 7, Tirtaloka 88115 \\ "
            "Telepon (0791) 410001, Faksimile (0791) 410002, Laman www.mangrove.example])\n"
            "#line(length: 100%)\n\n#align(center)[*SIARAN PERS*]\n\n"
            "Nomor : SP.118/HUMAS-KS/PP/HMS.3/07/2024\n\n"
            "#align(center)[*LUAS HUTAN BAKAU BERTAMBAH \\ SERIBU DUA RATUS LIMA PULUH HEKTARE \\ DALAM SATU TAHUN*]\n\n"
            f"#strong[Tirtaloka, 9 Juli 2024] --- {text[0]}\n\n{text[1]}\n\n{text[2]}\n\n{text[3]}\n\n"
            "#v(1cm)\nPenanggung jawab berita:\n\nKepala Biro Hubungan Masyarakat dan Kerja Sama\n\n"
            "Nirmala Sasongko -- 0811-9400-500\n"
        ),
        ("SP.118/HUMAS-KS/PP/HMS.3/07/2024",),
        "2024-07-09",
        "LUAS HUTAN BAKAU BERTAMBAH SERIBU DUA RATUS LIMA PULUH HEKTARE DALAM SATU TAHUN",
        "Tirtaloka",
        text,
        (
            "KEMENTERIAN URUSAN MANGROVE",
            "REPUBLIK NUSA KENCANA",
            "BIRO HUBUNGAN MASYARAKAT DAN KERJA SAMA",
        ),
        "Gedung Graha Rawa Lantai 3, Jalan Bakau Raya Kavling 7",
        "Tirtaloka",
        "88115",
        (("Nirmala Sasongko", "0811-9400-500"),),
    )  # fmt: skip


# --- A state-owned company: no number, ticker, quotes, "Tentang" and a secretary ---------------


def company() -> HeldOut:
    text = (
        "PT Pelabuhan Kencana (Persero) membukukan laba bersih Rp412 miliar pada semester pertama, naik 8 persen dari periode yang sama tahun sebelumnya.",
        "Direktur Utama Pelabuhan Kencana Satriyo Wibisana mengatakan kenaikan terutama berasal dari jasa peti kemas di tiga dermaga baru.",
        "Perseroan akan membangun terminal curah pada kuartal keempat.",
        "Tentang Pelabuhan Kencana",
        "Pelabuhan Kencana mengelola dua belas pelabuhan di lima pulau dan mempekerjakan 3.100 orang.",
    )
    paper = docx.Document()
    paper.sections[0].header.paragraphs[0].add_run().add_picture(_picture(200, 80))
    paper.sections[0].footer.paragraphs[
        0
    ].text = "PT Pelabuhan Kencana (Persero) | Menara Bahari Lt. 9 | www.pelkencana.example"
    paper.add_paragraph("PRESS RELEASE")
    paper.add_paragraph("Untuk Segera Diterbitkan")
    paper.add_paragraph("Nomor: 041/PR/CORSEC-PK/VIII/2023")
    paper.add_heading("Pelabuhan Kencana Bukukan Laba Rp412 Miliar pada Semester I 2023", 1)
    paper.add_paragraph(f"Segaraloka, 3 Agustus 2023 – {text[0]}")
    for one in text[1:3]:
        paper.add_paragraph(one)
    paper.add_paragraph().add_run(text[3]).bold = True
    paper.add_paragraph(text[4])
    paper.add_paragraph("Untuk informasi lebih lanjut hubungi:")
    paper.add_paragraph("Dewanti Larasati")
    paper.add_paragraph("Sekretaris Perusahaan")
    paper.add_paragraph("T: (0791) 303 404")
    paper.add_paragraph("E: corsec@pelkencana.example")
    return HeldOut(
        "a company.docx",
        _saved(paper),
        ("041/PR/CORSEC-PK/VIII/2023",),
        "2023-08-03",
        "Pelabuhan Kencana Bukukan Laba Rp412 Miliar pada Semester I 2023",
        "Segaraloka",
        text,
        contacts=(("Dewanti Larasati", "(0791) 303 404"),),
    )


# --- A regency: number, attachment and matter as in a letter, place and date at the right ------


def regency() -> HeldOut:
    text = (
        "Bupati Lembah Arum melantik 74 kepala desa hasil pemilihan serentak di Pendapa Kabupaten, Rabu pagi.",
        "Bupati meminta kepala desa menyusun rencana kerja dalam tiga bulan pertama.",
        "Acara dihadiri unsur pimpinan daerah dan para camat.",
    )
    paper = docx.Document()
    for line in (
        "PEMERINTAH KABUPATEN LEMBAH ARUM",
        "SEKRETARIAT DAERAH",
        "Jl. Merpati No. 1 Telp. (0794) 21001 Fax. (0794) 21002",
        "LEMBAH ARUM 88320",
    ):
        paper.add_paragraph(line)
    _draw_table(
        paper,
        [
            ("", "", "", "Lembah Arum, 12 Juni 2019"),
            ("Nomor", ":", "480/215/HUMAS/2019", ""),
            ("Sifat", ":", "Biasa", ""),
            ("Lampiran", ":", "1 (satu) lembar foto", ""),
            ("Perihal", ":", "Siaran Pers Pelantikan Kepala Desa", ""),
        ],
    )
    paper.add_paragraph("SIARAN PERS")
    paper.add_paragraph("Bupati Lantik 74 Kepala Desa Hasil Pemilihan Serentak")
    for one in text:
        paper.add_paragraph(one)
    paper.add_paragraph("Kepala Bagian Humas dan Protokol")
    paper.add_paragraph("ttd.")
    paper.add_paragraph("Drs. Haryo Suteja, M.Si.")
    paper.add_paragraph("NIP 19700101 199503 1 001")
    return HeldOut(
        "a regency.docx",
        _saved(paper),
        ("480/215/HUMAS/2019",),
        "2019-06-12",
        "Bupati Lantik 74 Kepala Desa Hasil Pemilihan Serentak",
        None,
        text,
        ("PEMERINTAH KABUPATEN LEMBAH ARUM", "SEKRETARIAT DAERAH"),
        "Jl. Merpati No. 1",
        "LEMBAH ARUM",
        "88320",
        (("Drs. Haryo Suteja, M.Si.", None),),
    )


# --- Soldiers: office at the left, roman month with dashes, ranks ------------------------------


def command() -> HeldOut:
    text = (
        "Komando Daerah Pertahanan IX/Cendrawana menggelar latihan penanggulangan banjir bersama warga di Kecamatan Hulu Selasih. Latihan diikuti 350 prajurit dan 120 sukarelawan.",
        "Panglima Kodahan IX/Cendrawana Mayor Jenderal Bayu Satrianta mengatakan perahu karet disiagakan di empat titik.",
        "Latihan berlangsung sampai Kamis.",
    )
    return HeldOut(
        "a command.txt",
        (
            "KOMANDO DAERAH PERTAHANAN IX/CENDRAWANA\n            PENERANGAN\n\n"
            "                         SIARAN PERS\n            Nomor : SP / 27 / X / 2022 / Pendam\n\n"
            "Kodahan Cendrawana Latih Warga Hadapi Banjir\n\n"
            f"SEGARALOKA, 18-10-2022. {text[0]}\n\n{text[1]}\n\n{text[2]}\n\n"
            "Autentikasi:\nKapendam IX/Cendrawana,\nLetkol Inf Tegar Nugraha\n"
            "HP. 0812 8800 1900\n"
        ).encode(),
        ("SP / 27 / X / 2022 / Pendam",),
        "2022-10-18",
        "Kodahan Cendrawana Latih Warga Hadapi Banjir",
        "SEGARALOKA",
        text,
        ("KOMANDO DAERAH PERTAHANAN IX/CENDRAWANA", "PENERANGAN"),
        contacts=(("Letkol Inf Tegar Nugraha", "0812 8800 1900"),),
    )  # fmt: skip


# --- Police: number with spaces and a roman month, date in words -------------------------------


def police() -> HeldOut:
    text = (
        "Pada hari ini, Senin tanggal empat belas bulan Februari tahun dua ribu dua puluh dua, Kepolisian Resor Teluk Biru memusnahkan 214 knalpot bising hasil razia.",
        "Kapolres Teluk Biru mengatakan razia dilakukan di enam ruas jalan setiap akhir pekan.",
        "Pemilik kendaraan diberi waktu tujuh hari untuk memasang knalpot baku.",
    )
    paper = docx.Document()
    inside = "".join(
        f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"
        for line in (
            "KEPOLISIAN DAERAH NUSA KENCANA",
            "RESOR TELUK BIRU",
            "Jalan Pelabuhan Lama 2, Teluk Biru 88431",
        )
    )
    box = parse_xml(_BOX.format(ns=nsdecls("w"), inside=inside))
    paper.add_paragraph()._p.append(box)  # type: ignore[arg-type]
    paper.add_paragraph("PRESS RELEASE")
    paper.add_paragraph("Nomor : PR/ 09 /II/HUM.6.1.1./2022/Humas")
    paper.add_paragraph("tentang")
    paper.add_paragraph("PEMUSNAHAN KNALPOT BISING")
    for one in text:
        paper.add_paragraph(one)
    paper.add_paragraph("Teluk Biru, 14 Februari 2022")
    paper.add_paragraph("KASI HUMAS POLRES TELUK BIRU")
    paper.add_paragraph("AKP RANGGALAWE PUTRA")
    return HeldOut(
        "police.docx",
        _saved(paper),
        ("PR/ 09 /II/HUM.6.1.1./2022/Humas",),
        "2022-02-14",
        "PEMUSNAHAN KNALPOT BISING",
        None,
        text,
        ("KEPOLISIAN DAERAH NUSA KENCANA", "RESOR TELUK BIRU"),
        "Jalan Pelabuhan Lama 2",
        "Teluk Biru",
        "88431",
        (("AKP RANGGALAWE PUTRA", None),),
    )


# --- A university: two columns in a PDF, number at the end -------------------------------------


def university() -> HeldOut:
    text = (
        "Universitas Lentera Kencana menambah kuota beasiswa bagi mahasiswa dari pulau terluar menjadi 600 orang mulai tahun akademik ini.",
        "Rektor menjelaskan beasiswa mencakup uang kuliah, asrama, dan biaya perjalanan satu kali setahun bagi setiap penerima.",
        "Pendaftaran dibuka sampai 30 April melalui laman penerimaan mahasiswa baru.",
        "Penerima wajib menyelesaikan studi dalam sembilan semester dan mengikuti program pengabdian selama satu bulan di daerah asal.",
    )
    return HeldOut(
        "a university.pdf",
        _typst(
            '#set page(paper: "a4", margin: 2cm)\n#set text(size: 10.5pt)\n#set par(justify: true)\n'
            "#align(center)[*UNIVERSITAS LENTERA KENCANA* \\ Kantor Komunikasi Publik \\ "
            "Kampus Bukit Pinus, Segaraloka 88140]\n\n"
            "#align(center)[*SIARAN PERS* \\ No. 77/UN-LK/KKP/2021]\n\n"
            "#align(center)[#text(15pt)[*Kuota Beasiswa Pulau Terluar Naik Menjadi 600 Orang*]]\n\n"
            f"#columns(2)[*SEGARALOKA (2/3/2021)* -- {text[0]}\n\n{text[1]}\n\n#colbreak()\n{text[2]}\n\n{text[3]}]\n"
        ),
        ("77/UN-LK/KKP/2021",),
        "2021-03-02",
        "Kuota Beasiswa Pulau Terluar Naik Menjadi 600 Orang",
        "SEGARALOKA",
        text,
        ("UNIVERSITAS LENTERA KENCANA", "Kantor Komunikasi Publik"),
        "Kampus Bukit Pinus",
        "Segaraloka",
        "88140",
    )  # fmt: skip


# --- English: embargo, month first with an ordinal, ### and notes to editors -------------------


def english() -> HeldOut:
    text = (
        "The Nusa Kencana Maritime Authority has opened its first tide gauge network, giving fishing crews hourly water levels for nineteen harbours.",
        "“Crews told us that the old tables were wrong by up to half an hour,” said Director General Ayu Prameswari.",
        "Readings are free of charge and are updated every hour.",
    )
    return HeldOut(
        "an authority.html",
        (
            "<!doctype html><html><body><div><b>NUSA KENCANA MARITIME AUTHORITY</b><br>"
            "Office of Public Affairs<br>12 Harbour Road, Tirtaloka 88117</div>"
            "<p>FOR IMMEDIATE RELEASE</p><p>Release No. NKMA-24-031</p>"
            "<h2>Authority Opens Tide Gauge Network</h2>"
            "<h3>Nineteen harbours report water levels every hour</h3>"
            f"<p>TIRTALOKA, May 6th, 2024 &mdash; {text[0]}</p><p>{text[1]}</p><p>{text[2]}</p>"
            "<p>###</p><p>Media contact:<br>Jonas Wirawan, Press Officer<br>"
            "+62 791 700 118<br>press@maritime.example</p></body></html>"
        ).encode(),
        ("NKMA-24-031",),
        "2024-05-06",
        "Authority Opens Tide Gauge Network Nineteen harbours report water levels every hour",
        "TIRTALOKA",
        text,
        ("NUSA KENCANA MARITIME AUTHORITY", "Office of Public Affairs"),
        "12 Harbour Road",
        "Tirtaloka",
        "88117",
        (("Jonas Wirawan", "+62 791 700 118"),),
    )


# --- Three bodies together: each number in its own line below its name -------------------------


def together() -> HeldOut:
    text = (
        "Badan Pengawas Pangan, Dinas Perdagangan, dan Kepolisian Kota Melati menarik 2.300 kemasan kerupuk berpewarna tekstil dari empat pasar.",
        "Penarikan dilakukan setelah hasil uji laboratorium keluar pada Senin malam.",
        "Warga yang menemukan produk serupa dapat melapor ke posko di tiap pasar.",
    )
    paper = docx.Document()
    paper.add_paragraph("SIARAN PERS BERSAMA")
    _draw_table(
        paper,
        [
            ("BADAN PENGAWAS PANGAN", "DINAS PERDAGANGAN KOTA MELATI", "KEPOLISIAN KOTA MELATI"),
            ("Nomor: HM.01.2.5.19", "Nomor: 510/88/DISDAG", "Nomor: B/51/V/2019/Humas"),
        ],
    )
    paper.add_paragraph("KERUPUK BERPEWARNA TEKSTIL DITARIK DARI EMPAT PASAR")
    paper.add_paragraph(f"Melati, Selasa (21/5/2019) – {text[0]}")
    for one in text[1:]:
        paper.add_paragraph(one)
    paper.add_paragraph("Informasi:")
    _draw_table(
        paper,
        [
            ("Badan Pengawas Pangan", "Ratna Kusumadewi", "0813-4400-1001"),
            ("Dinas Perdagangan", "Anom Pratista", "0813-4400-1002"),
        ],
    )
    return HeldOut(
        "three bodies.docx",
        _saved(paper),
        ("HM.01.2.5.19", "510/88/DISDAG", "B/51/V/2019/Humas"),
        "2019-05-21",
        "KERUPUK BERPEWARNA TEKSTIL DITARIK DARI EMPAT PASAR",
        "Melati",
        text,
        (
            "BADAN PENGAWAS PANGAN",
            "DINAS PERDAGANGAN KOTA MELATI",
            "KEPOLISIAN KOTA MELATI",
        ),
        contacts=(
            ("Ratna Kusumadewi", "0813-4400-1001"),
            ("Anom Pratista", "0813-4400-1002"),
        ),
    )


# --- A statistics office: table of figures, footnote, number far below -------------------------


def statistics() -> HeldOut:
    text = (
        "Pada Januari 2020 harga bahan pokok di tiga kota turun 0,38 persen dibanding bulan sebelumnya.",
        "Penurunan terjadi pada cabai, bawang, dan telur.",
        "Rincian menurut kota tersaji dalam tabel berikut.",
    )
    return HeldOut(
        "statistics.pdf",
        _typst(
            '#set page(paper: "a4", margin: 2.5cm)\n#set text(size: 11pt)\n'
            "*BADAN PUSAT CATATAN HARGA* \\ PROVINSI NUSA KENCANA\n\n"
            "#text(16pt)[*Harga Bahan Pokok Januari 2020 Turun 0,38 Persen*]\n\n"
            "Berita Resmi Nomor 09/02/74/Th. XXIII, 3 Februari 2020\n\n"
            f"{text[0]}#footnote[Angka sementara.]\n\n{text[1]}\n\n{text[2]}\n\n"
            "#table(columns: 3, [Kota], [Desember], [Januari], [Segaraloka], [104,12], [103,70],"
            " [Melati], [103,55], [103,18], [Tirtaloka], [102,90], [102,61])\n"
        ),
        ("09/02/74/Th. XXIII",),
        "2020-02-03",
        "Harga Bahan Pokok Januari 2020 Turun 0,38 Persen",
        None,
        text,
        ("BADAN PUSAT CATATAN HARGA", "PROVINSI NUSA KENCANA"),
        rows=4,
    )


# --- A hospital: everything in one table of two columns, headline above the number -------------


def hospital() -> HeldOut:
    text = (
        "Rumah Sakit Ibu Kencana membuka layanan antar obat bagi pasien lanjut usia di lima kelurahan.",
        "Layanan tidak dipungut biaya dan dapat dipesan sehari sebelumnya.",
    )
    return HeldOut(
        "a hospital.html",
        (
            "<html><body><table><tr><td><img alt='' src='x.png'></td><td>RUMAH SAKIT IBU KENCANA<br>"
            "Jl. Anggrek No. 21, Tirtaloka 88110<br>Telp. (0791) 818181</td></tr></table>"
            "<p><strong>KETERANGAN PERS</strong></p>"
            "<p><strong>Obat Diantar ke Rumah Pasien Lanjut Usia</strong></p>"
            "<p>No: 014/KP/RSIK/I/2025</p><p>Tirtaloka, 20 Januari 2025</p>"
            f"<p>{text[0]}</p><p>{text[1]}</p>"
            "<p>Layanan mencakup:</p><ol><li>obat rutin</li><li>alat ukur gula darah</li></ol>"
            "<p>Narahubung: dr. Melur Ayuningtyas (WA 0857-1212-3434)</p></body></html>"
        ).encode(),
        ("014/KP/RSIK/I/2025",),
        "2025-01-20",
        "Obat Diantar ke Rumah Pasien Lanjut Usia",
        None,
        (*text, "Layanan mencakup:"),
        ("RUMAH SAKIT IBU KENCANA",),
        "Jl. Anggrek No. 21",
        "Tirtaloka",
        "88110",
        (("dr. Melur Ayuningtyas", "0857-1212-3434"),),
        items=2,
    )


# --- A weather office: letter-spaced head, capitals throughout, time in the date ---------------


def weather() -> HeldOut:
    text = (
        "Badan Cuaca Kencana memperkirakan hujan lebat disertai angin kencang di pesisir selatan sampai tiga hari ke depan.",
        "Nelayan diminta menunda melaut bila tinggi gelombang melampaui dua meter.",
    )
    return HeldOut(
        "weather.txt",
        (
            "B A D A N   C U A C A   K E N C A N A\nJl. Angin Timur 5 T I R T A L O K A 88115\n\n"
            "S I A R A N   P E R S\nNO. KL.02.01/044/KPUM/XII/2020\n\n"
            "WASPADA HUJAN LEBAT DAN ANGIN KENCANG\nDI PESISIR SELATAN\n\n"
            "Tirtaloka, 30 Desember 2020 pukul 18.30\n\n"
            f"{text[0]}\n\n{text[1]}\n\nTirtaloka, 30 Desember 2020\nKepala Pusat Layanan,\n\n"
            "Gunadi Wirasana\n"
        ).encode(),
        ("KL.02.01/044/KPUM/XII/2020",),
        "2020-12-30",
        "WASPADA HUJAN LEBAT DAN ANGIN KENCANG DI PESISIR SELATAN",
        None,
        text,
        ("BADAN CUACA KENCANA",),
        "Jl. Angin Timur 5",
        "TIRTALOKA",
        "88115",
        (("Gunadi Wirasana", None),),
    )


# --- A parliament: section of two columns in Word, a list, a contact in the foot ---------------


def parliament() -> HeldOut:
    text = (
        "Dewan Perwakilan Rakyat Provinsi menyetujui rancangan peraturan daerah tentang perlindungan mata air dalam rapat paripurna.",
        "Peraturan itu memuat tiga hal pokok:",
        "Panitia khusus bekerja selama sebelas bulan dan mendengar 40 kelompok warga.",
    )
    items = ("larangan menambang di hulu", "iuran pemanfaat air", "dana pemulihan hutan")
    paper = docx.Document()
    paper.sections[0].header.paragraphs[
        0
    ].text = "SEKRETARIAT DEWAN PERWAKILAN RAKYAT PROVINSI NUSA KENCANA"
    paper.sections[0].footer.paragraphs[
        0
    ].text = "Kontak: Bagian Humas, Surya Dinata, 0811-2233-4455"
    paper.add_paragraph("RILIS")
    paper.add_paragraph("Nomor 15/RILIS-DPRP/IX/2023 Tanggal 27 September 2023")
    paper.add_paragraph("Dewan Setujui Peraturan Perlindungan Mata Air")
    section = paper.add_section(WD_SECTION.CONTINUOUS)
    columns = section._sectPr.xpath("./w:cols")
    columns[0].set(qn("w:num"), "2")
    paper.add_paragraph(f"TIRTALOKA - {text[0]}")
    paper.add_paragraph(text[1])
    for item in items:
        paper.add_paragraph(item, style="List Number")
    paper.add_paragraph(text[2])
    paper.add_picture(_picture())
    paper.add_paragraph("Foto: Rapat paripurna di Gedung Dewan.")
    return HeldOut(
        "a parliament.docx",
        _saved(paper),
        ("15/RILIS-DPRP/IX/2023",),
        "2023-09-27",
        "Dewan Setujui Peraturan Perlindungan Mata Air",
        "TIRTALOKA",
        text,
        ("SEKRETARIAT DEWAN PERWAKILAN RAKYAT PROVINSI NUSA KENCANA",),
        contacts=(("Surya Dinata", "0811-2233-4455"),),
        items=3,
        pictures=("Foto: Rapat paripurna di Gedung Dewan.",),
    )


# --- A bank: number in the corner, headline with a colon and a question, box of facts ----------


def bank() -> HeldOut:
    text = (
        "Bank Daerah Kencana menurunkan bunga kredit usaha kecil menjadi enam persen setahun mulai 1 November.",
        "Penurunan berlaku bagi pinjaman baru sampai Rp500 juta.",
        "Direktur Kredit Lestari Maharani menyebut 14.000 pelaku usaha dapat memanfaatkannya.",
    )
    return HeldOut(
        "a bank.pdf",
        _typst(
            '#set page(paper: "a4", margin: 2.5cm)\n#set text(size: 11pt)\n'
            "#grid(columns: (1fr, 1fr), [*Bank Daerah Kencana* \\ Divisi Sekretariat Perusahaan],"
            " align(right)[No. 112/BDK-SEK/X/2022 \\ 26 Oktober 2022])\n\n#v(1em)\n"
            "*Siaran Pers* \n\n#text(14pt)[*Bunga Turun: Usaha Kecil Dapat Pinjaman Enam Persen*]\n\n"
            f"*Segaraloka* -- {text[0]}\n\n{text[1]}\n\n"
            "#table(columns: 2, [Jenis pinjaman], [Bunga], [Usaha kecil], [6,0 %], [Usaha menengah], [7,5 %])\n\n"
            f"{text[2]}\n\nNarahubung media: Puspa Anggraini, telepon 0791-600500 pesawat 21\n"
        ),
        ("112/BDK-SEK/X/2022",),
        "2022-10-26",
        "Bunga Turun: Usaha Kecil Dapat Pinjaman Enam Persen",
        "Segaraloka",
        text,
        ("Bank Daerah Kencana", "Divisi Sekretariat Perusahaan"),
        contacts=(("Puspa Anggraini", "0791-600500"),),
        rows=3,
    )  # fmt: skip


# --- A village: a chat message with stars, short year, number without a slash ------------------


def village() -> HeldOut:
    text = (
        "Pemerintah Desa Sumber Arum mengajak warga bersih-bersih saluran air pada Minggu pagi.",
        "Warga diminta membawa cangkul dan karung. Kopi disediakan panitia.",
    )
    return HeldOut(
        "a village.txt",
        (
            "*PEMERINTAH DESA SUMBER ARUM*\n*Kecamatan Hulu Selasih*\n\n*SIARAN PERS*\n"
            "No 7 th 2024\n\n*Ayo Bersih-Bersih Saluran Air!*\n\n"
            f"*Sumber Arum, 5 Jan '24* - {text[0]}\n\n{text[1]}\n\n"
            "Info: Pak Darmo (0856 7788 990)\n"
        ).encode(),
        ("7 th 2024",),
        "2024-01-05",
        "Ayo Bersih-Bersih Saluran Air!",
        "Sumber Arum",
        text,
        ("PEMERINTAH DESA SUMBER ARUM", "Kecamatan Hulu Selasih"),
        contacts=(("Pak Darmo", "0856 7788 990"),),
    )  # fmt: skip


PAPERS = (
    ministry,
    company,
    regency,
    command,
    police,
    university,
    english,
    together,
    statistics,
    hospital,
    weather,
    parliament,
    bank,
    village,
)
