"""Word's lists are paragraphs: with its marks on them, and after an editor took these away."""

import pytest

from releases.pasting import tidied


def item(marker: str, text: str, level: int = 1, place: str = "Middle") -> str:
    return (
        f"<p class=MsoListParagraphCxSp{place} style='margin-left:{36 * level}.0pt;"
        f"mso-add-space:auto;text-indent:-18.0pt;mso-list:l0 level{level} lfo1'>"
        "<![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol'>"
        f"<span style='mso-list:Ignore'>{marker}<span style='font:7.0pt \"Times New Roman\"'>"
        "&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>"
        f"{text}<o:p></o:p></p>"
    )


def typed(*lines: str) -> str:
    return tidied("".join(f"<p>{line}</p>" for line in lines)).html


def test_list_paragraphs_with_bullets():
    html = item("·", "buku", place="First") + item("·", "<b>majalah</b>", place="Last")
    assert tidied(html).html == "<ul><li>buku</li><li><strong>majalah</strong></li></ul>"


def test_list_paragraphs_with_numbers():
    html = item("1.", "daftar") + item("2.", "pinjam")
    assert tidied(html).html == "<ol><li>daftar</li><li>pinjam</li></ol>"


def test_list_paragraphs_at_several_levels():
    html = item("1.", "buku") + item("a.", "anak", 2) + item("b.", "remaja", 2)
    html += item("i.", "novel", 3) + item("2.", "peta")
    assert tidied(html).html == (
        "<ol><li>buku<ol><li>anak</li><li>remaja<ol><li>novel</li></ol></li></ol></li>"
        "<li>peta</li></ol>"
    )


def test_bullets_within_numbers():
    html = item("1.", "buku") + item("o", "anak", 2) + item("2.", "peta")
    assert tidied(html).html == "<ol><li>buku<ul><li>anak</li></ul></li><li>peta</li></ol>"


def test_a_list_that_goes_on_after_a_paragraph():
    html = item("1.", "daftar") + "<p class=MsoNormal>Lalu:</p>" + item("2.", "pinjam")
    assert tidied(html).html == (
        '<ol><li>daftar</li></ol><p>Lalu:</p><ol start="2"><li>pinjam</li></ol>'
    )


def test_a_list_that_begins_again():
    html = item("1.", "satu") + item("2.", "dua") + item("1.", "satu lagi")
    assert tidied(html).html == "<ol><li>satu</li><li>dua</li></ol><ol><li>satu lagi</li></ol>"


@pytest.mark.parametrize("letter", ["§", "Ø", "n", "q", "v", "\uf0a7"])
def test_bullets_that_are_letters_of_wingdings(letter):
    assert tidied(item(letter, "buku")).html == "<ul><li>buku</li></ul>"
    assert typed(f"{letter}   buku", f"{letter}   peta") == "<ul><li>buku</li><li>peta</li></ul>"


def test_a_level_that_is_not_words_is_no_level():
    assert tidied('<h2 level="x">a</h2><p level="2" marker="1.">b</p>').html == "<h2>a</h2><p>b</p>"


def test_numbers_in_words_stay_text():
    assert tidied(item("Pasal 1", "Taman baca")).html == "<p>Pasal 1 Taman baca</p>"


def test_pictures_as_bullets_are_no_pictures():
    assert tidied(item("<img src='file:///C:/b.gif' alt='*'>", "buku")).dropped_images == 0


def test_stripped_bullets():
    assert typed("·   buku", "·&nbsp;&nbsp;&nbsp; majalah") == (
        "<ul><li>buku</li><li>majalah</li></ul>"
    )


def test_stripped_bullets_at_several_levels():
    lines = ("·   buku", "o   anak", "§ bergambar", "o   remaja", "·   peta")
    assert typed(*lines) == (
        "<ul><li>buku<ul><li>anak<ul><li>bergambar</li></ul></li><li>remaja</li></ul></li>"
        "<li>peta</li></ul>"
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [("1.", "2."), ("1)", "2)"), ("(1)", "(2)"), ("a.", "b."), ("a)", "b)"), ("I.", "II.")],
)
def test_stripped_numbers(first, second):
    assert typed(f"{first}  daftar", f"<b>{second}</b>&nbsp; pinjam") == (
        "<ol><li>daftar</li><li>pinjam</li></ol>"
    )


def test_stripped_numbers_at_several_levels():
    assert typed("1. buku", "a) anak", "b) remaja", "2. peta", "· kota") == (
        "<ol><li>buku<ol><li>anak</li><li>remaja</li></ol></li>"
        "<li>peta<ul><li>kota</li></ul></li></ol>"
    )


def test_small_i_after_h_is_a_letter():
    lines = [f"{letter}. butir" for letter in "abcdefghij"]
    assert typed(*lines) == f"<ol>{'<li>butir</li>' * 10}</ol>"


def test_stripped_numbers_go_on_after_a_paragraph():
    lines = ("1. daftar", "2. pilih", "Di meja:", "3. pinjam", "4. baca")
    assert typed(*lines) == (
        "<ol><li>daftar</li><li>pilih</li></ol><p>Di meja:</p>"
        '<ol start="3"><li>pinjam</li><li>baca</li></ol>'
    )


def test_empty_paragraphs_between_items_do_not_end_a_list():
    assert typed("· buku", "&nbsp;", "· peta") == "<ul><li>buku</li><li>peta</li></ul>"


@pytest.mark.parametrize(
    "lines",
    [
        ("1. Taman baca dibuka.", "Pengunjung datang."),
        ("· Taman baca dibuka.", "Pengunjung datang."),
        ("2031. Tahun itu.", "2032. Tahun berikutnya."),
        ("2. dua", "3. tiga"),
        ("1. satu", "3. tiga"),
        ("1. satu", "1. satu"),
        ("1. satu", "2) dua"),
        ("1.satu", "2.dua"),
        ("0. nol", "0. nol"),
        ("· buku", "– peta"),
        ("o buku", "o peta"),
    ],
)
def test_what_only_looks_like_a_list_stays_paragraphs(lines):
    assert typed(*lines) == "".join(f"<p>{line}</p>" for line in lines)
