"""Lines → paragraphs: one line each, or wrapped at a width."""

from ingest import layout

WRAPPED = """Wali Kota Sukamaju meresmikan taman baca dan ruang bermain anak di
Kelurahan Mekarjaya. Taman seluas dua ribu meter persegi itu dibangun
bersama warga sejak Januari.
Taman baca buka setiap hari pukul 08.00 sampai 17.00 dan dijaga oleh
dua orang pustakawan."""


def texts(text: str) -> list[str]:
    lines = text.split("\n")
    wrapped, _unsure = layout.wrapping(lines)
    return [unit.text for unit in layout.units(lines, wrapped=wrapped)]


def test_it_works() -> None:
    assert texts("Satu kalimat.\n\nDua kalimat.\nTiga kalimat.") == [
        "Satu kalimat.",
        "Dua kalimat.",
        "Tiga kalimat.",
    ]


def test_wrapped_lines_are_joined_and_a_short_last_line_ends_the_paragraph() -> None:
    assert [paragraph[:10] for paragraph in texts(WRAPPED)] == ["Wali Kota ", "Taman baca"]


def test_wrapped_items_of_a_list_stay_apart() -> None:
    text = WRAPPED + "\n1. ruang baca yang luas dengan tiga ribu judul buku sumbangan warga dan\n"
    text += "sekolah;\n2. kebun."
    assert [paragraph[:8] for paragraph in texts(text)[-2:]] == ["1. ruang", "2. kebun"]


def test_a_doubled_word_keeps_its_hyphen() -> None:
    units = layout.units(["mengunjungi kota-", "kota besar"], wrapped=True)
    assert [unit.text for unit in units] == ["mengunjungi kota-kota besar"]
    assert layout.broken_words(["mengunjungi kota-", "kota besar"]) == []


def test_a_broken_word_is_noticed() -> None:
    assert layout.broken_words(["warga ikut ber-", "sama petugas"]) == ["ber-sama"]


def test_long_lines_are_paragraphs() -> None:
    line = "Kalimat panjang tanpa akhir " * 8
    assert layout.wrapping([line, line, line]) == (False, False)
