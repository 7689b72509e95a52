"""Tables and columns of a PDF are read by their places, and each is told of."""

import typst

from ingest import door

HEAD = "DINAS UJI\\ \n*SIARAN PERS*\n\nNomor: 41/UJI/2020\n\n*Harga Beras di Tiga Kota Turun*\n\n"
TEXT = "Harga beras di tiga kota turun selama dua bulan terakhir menurut catatan kantor ini."


def read(body: str) -> door.Source:
    source = f'#set page(paper: "a4", margin: 2.5cm)\n#set text(size: 11pt)\n{HEAD}{body}'
    return door.read(typst.compile(source.encode()), "uji.pdf")


def test_cells_below_each_other_are_a_table_and_a_doubt_says_so():
    rows = "[Kota], [Mei], [Juni], [Melati], [104,1], [103,7], [Selasih], [9,5], [103,1]"
    found = read(f"{TEXT}\n\n#table(columns: 3, {rows})\n\n{TEXT}")
    assert "<td>Selasih</td><td>9,5</td><td>103,1</td>" in found.body
    assert found.body.count("<tr>") == 3
    [doubt] = [one for one in found.reading.warnings if "table" in one.lower() or "tabel" in one]
    assert doubt.about == "body"


def test_people_side_by_side_are_no_table():
    people = "[Ani], [0812-5550-1044], [Budi], [0812-5550-1045], [Citra], [0812-5550-1046]"
    found = read(f"{TEXT}\n\nNarahubung:\n\n#grid(columns: 2, gutter: 1em, {people})")
    assert "<table" not in found.body
    assert "0812-5550-1045" not in found.body


def test_columns_are_read_one_after_the_other():
    left = "Pasar di kota pertama dibuka lagi setelah diperbaiki selama delapan bulan penuh. " * 3
    right = "Pedagang di kota kedua menempati kios baru tanpa membayar sewa selama setahun. " * 3
    found = read(f"#columns(2)[{left}\n#colbreak()\n{right}]")
    assert found.reading.paragraphs == [left.strip(), right.strip()]
    assert any("Pedagang di kota" in one for one in found.reading.warnings)
