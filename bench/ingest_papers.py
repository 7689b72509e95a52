"""The labelled set of bench/ingest.py: invented releases, in the habits of many offices.

What a release says is a `Content`, and is its label. How an office writes it is a `Habit`. A paper
is one of each, drawn as Word, PDF, HTML or text. No habit was chosen by looking at results.
"""

import base64
import io
import tempfile
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import docx
import typst
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

# What stands on a paper: its kind, and its text, lines, items or rows.
Part = tuple[str, Any]


@dataclass(frozen=True)
class Content:
    """What a release says, and so what should be read of it."""

    numbers: tuple[str, ...]
    date: str
    day: str
    weekday: str
    title: tuple[str, ...]
    place: str
    paragraphs: tuple[str, ...]
    office: tuple[str, ...]
    address: str
    city: str
    postcode: str
    phone: str
    contacts: tuple[tuple[str, str, str], ...]
    language: str = "id"
    items: tuple[str, ...] = ("ruang baca anak", "ruang kerja bersama", "gudang buku keliling")
    rows: tuple[tuple[str, ...], ...] = (
        ("Bulan", "Pengunjung", "Buku"),
        ("Januari", "1.204", "310"),
        ("Februari", "1.877", "425"),
    )


@dataclass(frozen=True)
class Habit:
    """How an office writes. `dated` and the others name a way; `extras` what else stands there."""

    format: str
    head: str = "lines"  # header, table, textbox, image
    number: str = "Nomor: {}"
    dated: str = "{day}"  # "" : in the dateline alone
    title: str = "plain"  # capitals, lines, none
    closing: str = "Narahubung:"
    manner: str = "line"  # lines, brackets, table
    extras: tuple[str, ...] = ()


@dataclass(frozen=True)
class Labelled:
    name: str
    content: Content
    habit: Habit
    data: bytes = field(repr=False)

    @property
    def has_title(self) -> bool:
        return self.habit.title != "none"


C = (
    Content(
        ("12/SP/DISKOM/III/2021",), "2021-03-05", "5 Maret 2021", "Jumat",
        ("Gubernur Resmikan Taman Baca", "di Tepi Sungai Selasih"), "SEGARALOKA",
        ("Gubernur Nusa Kencana meresmikan taman baca di tepi Sungai Selasih pada hari Jumat. Taman itu dibangun warga bersama pemerintah selama enam bulan.",
         "Taman baca dibuka setiap hari pukul delapan pagi sampai delapan malam dan dijaga oleh lima orang pustakawan.",
         "“Kami ingin anak-anak membaca di dekat rumahnya,” kata Gubernur dalam sambutannya di hadapan warga."),
        ("PEMERINTAH PROVINSI NUSA KENCANA", "DINAS KOMUNIKASI DAN INFORMATIKA"),
        "Jalan Pelita Raya Nomor 5", "Segaraloka", "88112", "(0791) 555010",
        (("Laksmi Adiwinangun", "Kepala Bidang Humas", "0812-5550-1044"),),
    ),
    Content(
        ("045/HM.01/PKB/2022",), "2022-08-17", "17 Agustus 2022", "Rabu",
        ("Pasar Ikan Teluk Biru Dibuka Kembali", "Setelah Perbaikan Delapan Bulan"), "TELUK BIRU",
        ("Bupati Teluk Biru membuka kembali pasar ikan di pelabuhan lama setelah perbaikan selama delapan bulan. Sebanyak 214 pedagang menempati kios baru.",
         "Perbaikan menelan biaya Rp12 miliar dari anggaran daerah dan mencakup gudang dingin, tempat parkir, dan saluran air.",
         "Para pedagang tidak membayar sewa selama tiga bulan pertama agar usaha mereka pulih lebih dahulu."),
        ("PEMERINTAH KABUPATEN TELUK BIRU", "BAGIAN PROTOKOL DAN KOMUNIKASI PIMPINAN"),
        "Jalan Dermaga No. 17", "Teluk Biru", "88431", "(0795) 221133",
        (("Rangga Wistara", "Kepala Bagian Protokol", "0813-1000-2233"),),
    ),
    Content(
        ("SP-118/BPAN/XI/2023",), "2023-11-14", "14 November 2023", "Selasa",
        ("Badan Pengelola Air Ajak Warga", "Hemat Air Selama Kemarau Panjang"), "TIRTALOKA",
        ("Badan Pengelola Air Nusa Kencana mengajak warga menghemat air karena kemarau diperkirakan berlangsung sampai Januari. Debit tiga mata air turun seperlima.",
         "Mobil tangki disiapkan di dua belas kelurahan dan dapat dipanggil melalui kantor kelurahan setempat.",
         "Pelanggan yang pemakaiannya turun mendapat potongan tagihan sebesar lima persen."),
        ("BADAN PENGELOLA AIR NUSA KENCANA",),
        "Jalan Mata Air No. 3", "Tirtaloka", "88115", "(0791) 700800",
        (("Sekar Pramudita", "Sekretaris Badan", "0811-7700-118"),
         ("Bagas Nirwana", "Staf Humas", "0811-7700-119")),
    ),
    Content(
        ("7/RILIS/RSUD-M/2024",), "2024-02-29", "29 Februari 2024", "Kamis",
        ("Rumah Sakit Melati Buka Klinik Malam", "bagi Pekerja Pabrik"), "MELATI",
        ("Rumah Sakit Umum Daerah Melati membuka klinik malam bagi pekerja pabrik mulai bulan depan. Klinik melayani pasien sampai pukul sebelas malam.",
         "Empat dokter umum dan sepuluh perawat bertugas bergantian dan pasien cukup menunjukkan kartu pekerja.",
         "Pendaftaran dapat dilakukan lewat telepon atau langsung di loket depan rumah sakit."),
        ("PEMERINTAH KOTA MELATI", "RUMAH SAKIT UMUM DAERAH MELATI"),
        "Jalan Cempaka No. 44", "Melati", "88290", "(0793) 414243",
        (("Ratri Anjani", "Kepala Seksi Humas", "0857-4040-5050"),),
    ),
    Content(
        ("21/SP-DISHUB/VI/2025", "09/SP-POL/VI/2025"), "2025-06-02", "2 Juni 2025", "Senin",
        ("Dua Kantor Atur Lalu Lintas Jembatan Selasih", "Selama Perbaikan"), "SEGARALOKA",
        ("Dinas Perhubungan dan kepolisian daerah mengatur lalu lintas di Jembatan Selasih selama perbaikan lantai jembatan. Kendaraan berat dialihkan ke jalan lingkar.",
         "Perbaikan berlangsung tiga minggu dan dikerjakan pada malam hari agar pagi tetap lancar.",
         "Petugas berjaga di empat simpang dan membagikan peta jalan pengganti kepada pengemudi."),
        ("PEMERINTAH PROVINSI NUSA KENCANA", "DINAS PERHUBUNGAN"),
        "Jalan Lingkar No. 8", "Segaraloka", "88113", "(0791) 600700",
        (("Yudha Prakoso", "Kepala Bidang Lalu Lintas", "0812-9000-7711"),),
    ),
    Content(
        ("33/PR/NKT/2024",), "2024-09-20", "20 September 2024", "Friday",
        ("New Ferry Links the Islands", "of Nusa Kencana Every Morning"), "TIRTALOKA",
        ("A new ferry links the three islands of Nusa Kencana every morning from next week. It carries two hundred passengers and forty motorcycles.",
         "Tickets are sold at the ports and cost the same as on the old boats for the first half year.",
         "The provincial transport office expects that about nine thousand people will use the line each month."),
        ("GOVERNMENT OF NUSA KENCANA PROVINCE", "TRANSPORT OFFICE"),
        "Jalan Bahtera No. 1", "Tirtaloka", "88115", "(0791) 555200",
        (("Maya Hartanti", "Head of Public Relations", "0812-3300-4400"),),
        language="en",
        rows=(("Month", "Passengers", "Trips"), ("January", "1,204", "31"), ("February", "1,877", "29")),
    ),
)  # fmt: skip

_H = Habit
PAPERS: tuple[tuple[int, Habit], ...] = (
    (0, _H("docx", "header")),
    (0, _H("docx", "table", "Nomor : {}", "{weekday}, {day}", "capitals", manner="lines")),
    (0, _H("docx", "textbox", "NOMOR. {}", "{place}, {day}", "lines", extras=("list",))),
    (0, _H("docx", "image", "No. {}", "Tanggal: {day}", extras=("picture",))),
    (0, _H("pdf", "lines", "Nomor : {}", extras=("list", "pages"))),
    (0, _H("html", "lines", "Nomor: {}", "{weekday}, {day}", extras=("table", "list"))),
    (0, _H("txt", "lines", "Nomor: {}", "Tanggal: {day}", "lines")),
    (1, _H("docx", "lines", "table", "", "capitals", extras=("table",))),
    (1, _H("docx", "header", "NOMOR: {}", "{day}", "lines", "Penanggung jawab berita:", "lines")),
    (1, _H("docx", "table", "Nomor: {}", "", extras=("picture", "caption"))),
    (1, _H("docx", "lines", "Nomor {}", "{day}", "none")),
    (1, _H("pdf", "lines", "NOMOR: {}", "{weekday}, {day}", "capitals", manner="brackets")),
    (1, _H("pdf", "lines", "No. {}", "", extras=("picture", "caption"))),
    (1, _H("html", "table", "Nomor : {}", "{day}", "lines", "Kontak:", "table")),
    (1, _H("html", "lines", "No. {}", "", "capitals", extras=("picture", "caption"))),
    (2, _H("docx", "textbox", "Nomor: {}", "{day}", "capitals", manner="brackets")),
    (2, _H("docx", "header", "Nomor: {}", "{place}, {day}", extras=("two dates",))),
    (2, _H("docx", "lines", "Nomor : {}", "{day}", "lines", "Informasi lebih lanjut:", "table")),
    (2, _H("docx", "table", "table", "{day}", extras=("list", "table"))),
    (2, _H("pdf", "lines", "Nomor: {}", "{place}, {day}", "lines", manner="lines")),
    (2, _H("pdf", "lines", "NOMOR. {}", "{day}", extras=("table",))),
    (2, _H("html", "lines", "Nomor: {}", "{day}", "capitals", manner="lines")),
    (2, _H("txt", "lines", "No. {}", "{weekday}, {day}", "capitals", manner="brackets")),
    (3, _H("docx", "lines", "Nomor: {}", "{weekday}, {day}", extras=("footer",))),
    (3, _H("docx", "header", "No: {}", "", "capitals", extras=("picture", "caption", "list"))),
    (3, _H("docx", "textbox", "table", "{day}", "lines", "Kontak Media:")),
    (3, _H("docx", "image", "Nomor: {}", "{day}", "capitals")),
    (3, _H("pdf", "lines", "Nomor: {}", "", "capitals", "Kontak:", "lines")),
    (3, _H("pdf", "lines", "Nomor : {}", "Tanggal : {day}", extras=("list", "picture"))),
    (3, _H("html", "table", "table", "{weekday}, {day}", extras=("list",))),
    (3, _H("txt", "lines", "Nomor : {}", "", manner="lines")),
    (4, _H("docx", "header", "Nomor: {}", "{day}", "lines")),
    (4, _H("docx", "lines", "two lines", "{weekday}, {day}", "capitals")),
    (4, _H("pdf", "lines", "two lines", "{day}")),
    (4, _H("pdf", "lines", "Nomor: {}", "{day}", "lines", extras=("pages",))),
    (4, _H("html", "lines", "Nomor: {}", "{day}")),
    (4, _H("txt", "lines", "two lines", "{day}", "capitals")),
    (5, _H("docx", "header", "Number: {}", "{day}", "plain", "Contact:")),
    (5, _H("docx", "table", "No. {}", "{weekday}, {day}", "lines", "Media contact:", "lines")),
    (5, _H("pdf", "lines", "Number: {}", "", "plain", "Press contact:", extras=("table",))),
    (5, _H("html", "lines", "Number: {}", "{day}", "capitals", "For further information:")),
    (5, _H("txt", "lines", "No. {}", "{day}", "plain", "Contact:", "lines")),
    (0, _H("docx", "lines", "Nomor: {}", "{day}", extras=("bilingual",))),
    (1, _H("html", "lines", "Nomor: {}", "{day}", extras=("bilingual", "list"))),
    (2, _H("docx", "lines", "Nomor: {}", "", "none", extras=("list",))),
    (3, _H("pdf", "lines", "Nomor: {}", "{day}", "none")),
)


def papers() -> list[Labelled]:
    """All papers, drawn."""
    return [
        Labelled(_name(place, content, habit), C[content], habit, _drawn(C[content], habit))
        for place, (content, habit) in enumerate(PAPERS, start=1)
    ]


def _name(place: int, content: int, habit: Habit) -> str:
    return f"{place:02} of office {content + 1}.{habit.format}"


# --- What stands on a paper, in reading order: (kind, what) --------------------------------


def _head(content: Content) -> list[str]:
    return [
        *content.office,
        f"{content.address}, {content.city} {content.postcode}",
        f"Telp. {content.phone}",
    ]


def _parts(content: Content, habit: Habit) -> list[Part]:
    parts: list[Part] = [(f"head {habit.head}", _head(content))]
    kind = "PRESS RELEASE" if content.language == "en" else "SIARAN PERS"
    if len(content.numbers) > 1:
        kind += " BERSAMA"
    parts.append(("centre", kind))
    number = (" dan " if content.language == "id" else " and ").join(content.numbers)
    if habit.number == "table":
        parts.append(("fields", (("Nomor", number), ("Hal", "Siaran pers"))[:1]))
    elif habit.number == "two lines":
        parts += [("centre", f"Nomor: {one}") for one in content.numbers]
    else:
        parts.append(("centre", habit.number.format(number)))
    day = {"day": content.day, "weekday": content.weekday, "place": content.place.title()}
    if habit.dated:
        parts.append(("centre", habit.dated.format(**day)))
    parts.append(("space", ""))
    parts += _title(content, habit)
    parts.append(("space", ""))
    return parts + _body(content, habit) + _closing(content, habit)


def _title(content: Content, habit: Habit) -> list[Part]:
    whole = " ".join(content.title)
    if habit.title == "none":
        return []
    if habit.title == "lines":
        return [("title", line.upper()) for line in content.title]
    return [("title", whole.upper() if habit.title == "capitals" else whole)]


def _body(content: Content, habit: Habit) -> list[Part]:
    first, *others = content.paragraphs
    dateline = content.place if habit.dated else f"{content.place}, {content.day}"
    parts: list[Part] = []
    if "picture" in habit.extras:
        parts.append(("picture", ""))
        if "caption" in habit.extras:
            parts.append(("text", "Foto: Suasana pada hari pembukaan."))
    parts.append(("text", f"{dateline} – {first}"))
    if "list" in habit.extras:
        parts.append(("list", content.items))
    parts.append(("text", others[0]))
    if "table" in habit.extras:
        parts.append(("table", content.rows))
    parts.append(("text", others[1]))
    if "pages" in habit.extras:
        parts += [("text", f"{paragraph} " * 4) for paragraph in content.paragraphs]
    if "bilingual" in habit.extras:
        parts.append(("text", "The text above is also available in English at the press office."))
    return [(kind, what.strip() if isinstance(what, str) else what) for kind, what in parts]


def _closing(content: Content, habit: Habit) -> list[Part]:
    parts: list[Part] = [("space", "")]
    if "two dates" in habit.extras:
        parts.append(("text", f"{content.place.title()}, {content.day}"))
    parts.append(("text", habit.closing))
    for name, position, phone in content.contacts:
        if habit.manner == "line":
            parts.append(("text", f"{name}, {position}, {phone}"))
        elif habit.manner == "brackets":
            parts.append(("text", f"{name} ({phone})"))
        elif habit.manner == "table":
            parts.append(("fields", ((name, phone),)))
        else:
            parts += [("text", name), ("text", position), ("text", f"HP: {phone}")]
    return parts


# --- The formats ---------------------------------------------------------------------------


def _drawn(content: Content, habit: Habit) -> bytes:
    draw = {"docx": _docx, "pdf": _pdf, "html": _html, "txt": _txt}[habit.format]
    return draw(_parts(content, habit), habit)


def _picture(width: int = 640, height: int = 420) -> io.BytesIO:
    drawn = io.BytesIO()
    Image.radial_gradient("L").resize((width, height)).convert("RGB").save(drawn, "JPEG")
    drawn.seek(0)
    return drawn


_BOX = (
    "<w:r {ns}><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox>"
    "<w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def _docx(parts: list[Part], habit: Habit) -> bytes:
    paper = docx.Document()
    for kind, what in parts:
        if kind.startswith("head"):
            _draw_head(paper, kind, what)
        elif kind == "picture":
            paper.add_picture(_picture())
        elif kind == "list":
            for item in what:
                paper.add_paragraph(item, style="List Bullet")
        elif kind in ("table", "fields"):
            _draw_table(paper, _rows(kind, what))
        else:
            paper.add_paragraph(what)
    if "footer" in habit.extras:
        paper.sections[0].footer.paragraphs[0].text = "Melayani dengan hati"
    written = io.BytesIO()
    paper.save(written)
    return written.getvalue()


def _draw_head(paper: Any, kind: str, lines: list[str]) -> None:
    if kind == "head image":
        paper.add_picture(_picture())
        return
    place = paper
    if kind == "head header":
        place = paper.sections[0].header
    elif kind == "head table":
        logo, place = paper.add_table(1, 2).rows[0].cells
        logo.paragraphs[0].add_run().add_picture(_picture(120, 120))
    elif kind == "head textbox":
        inside = "".join(f"<w:p><w:r><w:t>{escape(x)}</w:t></w:r></w:p>" for x in lines)
        box = parse_xml(_BOX.format(ns=nsdecls("w"), inside=inside))
        paper.add_paragraph()._p.append(box)
        return
    for line in lines:
        place.add_paragraph(line)


def _draw_table(paper: Any, rows: list[tuple[str, ...]]) -> None:
    table = paper.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def _rows(kind: str, what: Any) -> list[tuple[str, ...]]:
    return [(a, ":", b) for a, b in what] if kind == "fields" else list(what)


def _pdf(parts: list[Part], habit: Habit) -> bytes:
    def text(what: str) -> str:
        return "#" + _quoted(what)

    source = [
        '#set page(paper: "a4", margin: 2.5cm, footer: context align(center)'
        "[Halaman #counter(page).display() dari #counter(page).final().first()])",
        '#set text(size: 11pt, lang: "id")',
        "#set par(justify: true)",
    ]
    for kind, what in parts:
        if kind.startswith("head"):
            lines = " \\ ".join(text(line) for line in what)
            source.append(f"#align(center)[{lines}]")
        elif kind == "centre":
            source.append(f"#align(center)[{text(what)}]")
        elif kind == "title":
            source.append(f"#align(center)[#strong[{text(what)}]]")
        elif kind == "list":
            source.append("\n".join(f"- {text(item)}" for item in what))
        elif kind in ("table", "fields"):
            cells = ", ".join(f"[{text(cell)}]" for row in what for cell in row)
            source.append(f"#table(columns: {len(what[0])}, {cells})")
        elif kind == "picture":
            source.append('#image("picture.jpg", width: 10cm)')
        elif kind == "space":
            source.append("#v(0.6em)")
        else:
            source.append(text(what))
    with tempfile.TemporaryDirectory() as folder:
        main = Path(folder, "main.typ")
        main.write_text("\n\n".join(source), encoding="utf-8")
        Path(folder, "picture.jpg").write_bytes(_picture().getvalue())
        return typst.compile(str(main))


def _quoted(text: str) -> str:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'


def _html(parts: list[Part], habit: Habit) -> bytes:
    written = ["<!doctype html><html><head><meta charset=utf-8><title>x</title></head><body>"]
    for kind, what in parts:
        if kind == "head table":
            inside = "<br>".join(map(escape, what))
            written.append(f"<table><tr><td></td><td>{inside}</td></tr></table>")
        elif kind.startswith("head"):
            written.append("<p>" + "<br>".join(map(escape, what)) + "</p>")
        elif kind == "list":
            written.append("<ul>" + "".join(f"<li>{escape(x)}</li>" for x in what) + "</ul>")
        elif kind in ("table", "fields"):
            cells = (
                "".join(f"<td>{escape(cell)}</td>" for cell in row) for row in _rows(kind, what)
            )
            written.append("<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")
        elif kind == "picture":
            content = base64.b64encode(_picture().getvalue()).decode()
            written.append(f'<p><img alt="" src="data:image/jpeg;base64,{content}"></p>')
        elif kind == "space":
            written.append("<p>&nbsp;</p>")
        elif kind == "title":
            written.append(f"<h1>{escape(what)}</h1>")
        else:
            written.append(f"<p>{escape(what)}</p>")
    return "\n".join([*written, "</body></html>"]).encode()


def _txt(parts: list[Part], habit: Habit) -> bytes:
    lines: list[str] = []
    for kind, what in parts:
        if kind.startswith("head"):
            lines += [*what, ""]
        elif kind == "list":
            lines += [f"- {item}" for item in what]
        elif kind in ("table", "fields"):
            lines += [" : ".join(row) for row in what]
        else:
            lines += [what] if kind in ("centre", "title", "space") else [what, ""]
    return "\n".join(lines).encode()
