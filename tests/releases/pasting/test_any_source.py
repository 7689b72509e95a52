"""Faults of text from anywhere, one by one."""

import pytest

from releases.pasting import Pasted, tidied


def html(pasted: str) -> str:
    return tidied(pasted).html


def test_empty_blocks_and_links():
    pasted = (
        "<h2> </h2><p><br></p><p>&nbsp;</p><ul><li></li></ul><blockquote><p></p></blockquote>"
        '<p>Taman<a href="/x"></a><strong> </strong>baca</p><table><tr><td> </td></tr></table>'
    )
    assert html(pasted) == "<p>Taman baca</p>"


def test_no_break_and_repeated_blanks():
    assert html("<p>Rp&nbsp;5\u2009juta  <b> lebih</b>\n\tsedikit</p>") == (
        "<p>Rp 5 juta <strong>lebih</strong> sedikit</p>"
    )


def test_blanks_and_breaks_at_the_ends_of_blocks():
    assert html("<p><br><b> Taman </b><br>&nbsp;baca <br> </p>") == (
        "<p><strong>Taman</strong><br>baca</p>"
    )


def test_two_breaks_end_a_paragraph():
    assert html("<p>Satu<br>satu<br> <br>Dua<br><br><br>Tiga</p>") == (
        "<p>Satu<br>satu</p><p>Dua</p><p>Tiga</p>"
    )


def test_divisions_as_lines():
    assert html("<div>Satu</div><div><br></div><div>Dua <div>Tiga</div></div>") == (
        "<p>Satu</p><p>Dua</p><p>Tiga</p>"
    )


def test_text_outside_of_any_block():
    assert html("Satu <b>dua</b><ul><li>tiga</li></ul>empat") == (
        "<p>Satu <strong>dua</strong></p><ul><li>tiga</li></ul><p>empat</p>"
    )


def test_lines_of_preformatted_text():
    assert html("<pre>Satu\ndua\n\nTiga</pre>") == "<p>Satu<br>dua</p><p>Tiga</p>"


def test_levels_of_headings():
    assert html("<h1>A</h1><h4>B</h4><h5>C</h5><h6><div>D</div></h6>") == (
        "<h2>A</h2><h4>B</h4><h4>C</h4><h4>D</h4>"
    )


@pytest.mark.parametrize(
    "href",
    [
        *("javascript:alert(1)", "java&#9;script:alert(1)", "file:///C:/a.docx", "about:blank"),
        *("C:\\a.docx", "\\\\server\\a.docx", "#bab", "data:text/html,x", "", " "),
    ],
)
def test_links_that_lead_nowhere(href):
    assert html(f'<p>Lihat <a href="{href}">jadwal</a>.</p>') == "<p>Lihat jadwal.</p>"


def test_blanks_in_and_around_addresses():
    assert html('<a href=" /unduh/a b.pdf&#10;">berkas</a>') == (
        '<p><a href="/unduh/a b.pdf" rel="noopener">berkas</a></p>'
    )


def test_lines_under_links():
    link = '<a href="/x" rel="noopener">jadwal</a>'
    assert html('<p><u><a href="/x">jadwal</a></u> <a href="/x"><u>jadwal</u></a></p>') == (
        f"<p>{link} {link}</p>"
    )


def test_blocks_within_marks():
    pasted = '<b><p>Satu</p><i><div>Dua</div></i></b><a href="/x"><h2>Tiga</h2></a>'
    assert html(pasted) == (
        "<p><strong>Satu</strong></p><p><strong><em>Dua</em></strong></p>"
        '<h2><a href="/x" rel="noopener">Tiga</a></h2>'
    )


def test_marks_cut_into_pieces():
    assert html("<p><b>Ta</b><b>man</b> <i><b>ba</b></i><i>ca</i></p>") == (
        "<p><strong>Taman</strong> <em><strong>ba</strong>ca</em></p>"
    )


def test_marks_around_nothing_but_a_blank():
    assert html("<p>Taman<b> </b>baca<i><br></i>kami</p>") == "<p>Taman baca<br>kami</p>"


def test_headings_that_are_bold_besides():
    assert html("<h2><b>Jadwal</b></h2><h2>Jam <b>baca</b></h2>") == (
        "<h2>Jadwal</h2><h2>Jam <strong>baca</strong></h2>"
    )


def test_soft_hyphens_and_zero_width_characters():
    assert html("<p>Per\u00adpus&shy;ta\u200bka\u200dan\ufeff&#8288;</p>") == "<p>Perpustakaan</p>"


def test_joiners_that_join_stay():
    family = "<p>\U0001f468\u200d\U0001f469</p>"
    assert html(family) == family


def test_items_without_a_list():
    assert html("<li>buku</li><li>peta</li>") == "<ul><li>buku</li><li>peta</li></ul>"


def test_paragraphs_between_items():
    assert html("<ul>buku<li>peta</li><p>kota</p></ul>") == (
        "<ul><li>buku</li><li><p>peta</p><p>kota</p></li></ul>"
    )


def test_text_in_a_table_but_in_no_cell():
    assert html("<table>Jadwal<tr><td>Senin</td></tr><td>Selasa</td></table>") == (
        "<p>Jadwal</p><table><tbody><tr><td>Senin</td><td>Selasa</td></tr></tbody></table>"
    )


def test_cells_without_a_table():
    assert html("<div><td>Senin</td><td>Selasa</td></div>") == "<p>Senin</p><p>Selasa</p>"


def test_tables_within_tables():
    assert html("<table><tr><td><table><tr><td>a<td>b</table></td></tr></table>") == (
        "<table><tbody><tr><td><p>a</p><p>b</p></td></tr></tbody></table>"
    )


def test_controls_of_forms_and_scripts():
    pasted = "<p>Taman<script>x()</script><select><option>y</option></select></p>"
    assert html(pasted) == "<p>Taman</p>"


@pytest.mark.parametrize("src", ["blob:https://x.example/1", "https://x.example/a.png", "data:,"])
def test_pictures_from_anywhere(src):
    assert tidied(f'<p>a<img src="{src}"></p><svg><text>b</text></svg>') == Pasted("<p>a</p>", 2)


def test_header_cells_in_a_first_row_without_a_thead():
    rows = "<tr><td></td><th><p>Senin</p></th></tr><tr><th>Jam</th><td>08.00</td></tr>"
    assert html(f"<table><tbody>{rows}</tbody></table>") == (
        '<table><thead><tr><th scope="col"></th><th scope="col">Senin</th></tr></thead>'
        "<tbody><tr><th>Jam</th><td>08.00</td></tr></tbody></table>"
    )


def test_bold_cells_that_reach_into_the_next_row_are_no_header():
    rows = '<tr><td rowspan="2"><b>Jam</b></td><td><b>8</b></td></tr><tr><td>9</td></tr>'
    assert "<th" not in html(f"<table>{rows}</table>")
