"""The whole way, as people walk it: pasted by Ani, approved by Budi, read by everybody."""

import feedparser

PASTED = """PEMERINTAH PROVINSI UJI
DINAS KABAR

Jalan Contoh 1
Telp. (000) 111 Fax. (000) 222
K O T A  U J I 12345

SIARAN PERS
NOMOR: 1158/SP-HMS/03/2020

28 Maret 2020

PEMERINTAH PROVINSI UJI BUKA TAMAN BACA DI ENAM KECAMATAN

BANDUNG - Pemerintah Provinsi Uji membuka taman baca di enam kecamatan pada Sabtu (28/3).

“Taman ini milik warga,” kata Kepala Dinas Kabar, Sasmita Adiraga.
"""


def approve(visit, budi, release):
    page = visit(budi)
    page.goto(f"/admin/releases/release/{release}/change/")
    page.click("button[name=_move][value=approve]")
    page.click(".submit-row input.default")
    assert page.complaints == []


def test_it_works(visit, client, office, sequence, ani, budi):
    page = visit(ani)
    page.goto("/admin/read/")
    page.fill("#id_source", PASTED)
    page.click(".submit-row input")
    assert page.input_value("[name$=-numbers]") == "1158/SP-HMS/03/2020"
    assert page.input_value("[name$=-date]") == "2020-03-28"
    page.click("input[name=draft]")
    page.click("button[name=_move][value=submit]")
    page.click(".submit-row input.default")
    assert page.complaints == []
    approve(visit, budi, office.releases.get().pk)

    page = visit()
    page.goto("/number/1158-sp-hms-03-2020")
    assert "PEMERINTAH PROVINSI UJI BUKA TAMAN BACA" in page.inner_text("h1")
    assert "Sabtu, 28 Maret 2020" in page.inner_text(".sheet")
    page.goto("/agencies/diskabar/")
    assert "1158/SP-HMS/03/2020" in page.inner_text(".ledger")
    assert page.complaints == []
    feed = feedparser.parse(client.get("/feeds/agencies/diskabar/rss.xml").content)
    assert feed.entries[0].published == "Sat, 28 Mar 2020 00:00:00 +0700"

    page = visit(ani)
    page.goto("/admin/releases/release/add/")
    page.fill("#id_title", "Kabar berikutnya")
    page.fill(".editor-text", "Isi kabar.\n\nParagraf kedua.")
    page.click("button[name=_move][value=submit]")
    page.click(".submit-row input.default")
    following = office.releases.get(title="Kabar berikutnya")
    approve(visit, budi, following.pk)
    assert following.number_texts()[0].startswith("1159/SP-HMS/")
