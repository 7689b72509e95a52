"""What Google Docs puts on the clipboard, fault by fault."""

import pytest

from releases.pasting import Pasted, tidied

SPAN = (
    "font-size:11pt;font-family:Arial,sans-serif;color:#000000;background-color:transparent;"
    "font-variant:normal;white-space:pre;white-space:pre-wrap;"
)
PLAIN = f"{SPAN}font-weight:400;font-style:normal;text-decoration:none;vertical-align:baseline;"


def copied(html: str) -> str:
    return tidied(
        '<meta charset=\'utf-8\'><meta charset="utf-8"><b style="font-weight:normal;" '
        f'id="docs-internal-guid-1f2e3d4c-7fff-aaaa-bbbb-0123456789ab">{html}</b>'
        '<br class="Apple-interchange-newline">'
    ).html


def p(*spans: str) -> str:
    return (
        '<p dir="ltr" style="line-height:1.38;margin-top:0pt;margin-bottom:0pt;">'
        f"{''.join(spans)}</p>"
    )


def span(text: str, style: str = PLAIN) -> str:
    return f'<span style="{style}">{text}</span>'


def test_the_bold_around_everything():
    assert copied(p(span("Taman baca"))) == "<p>Taman baca</p>"


def test_marks_by_style():
    html = p(
        span("Taman ", f"{SPAN}font-weight:700;"),
        span("baca", f"{SPAN}font-weight:400;font-style:italic;"),
        span(" m"),
        span("2", f"{SPAN}vertical-align:super;"),
        span(" "),
        span("baru", f"{SPAN}text-decoration:underline;text-decoration-skip-ink:none;"),
        span("lama", f"{SPAN}text-decoration:line-through;"),
    )
    assert copied(html) == (
        "<p><strong>Taman </strong><em>baca</em> m<sup>2</sup> <u>baru</u><s>lama</s></p>"
    )


def test_headings():
    html = "".join(
        f'<h{level} dir="ltr" style="line-height:1.38;">{span("Judul", f"{SPAN}font-weight:700;")}'
        f"</h{level}>"
        for level in range(1, 7)
    )
    assert copied(html) == (
        "<h2>Judul</h2><h2>Judul</h2><h3>Judul</h3><h4>Judul</h4><h4>Judul</h4><h4>Judul</h4>"
    )


def li(text: str, level: int = 1) -> str:
    return (
        '<li dir="ltr" style="list-style-type:disc;font-weight:400;white-space:pre;" '
        f'aria-level="{level}"><p dir="ltr" style="line-height:1.38;" role="presentation">'
        f"{span(text)}</p></li>"
    )


def test_paragraphs_in_items():
    html = f'<ul style="margin-top:0;margin-bottom:0;padding-inline-start:48px;">{li("buku")}</ul>'
    assert copied(html) == "<ul><li>buku</li></ul>"


def test_nested_lists_beside_the_item():
    html = f"<ol>{li('buku')}<ol>{li('anak', 2)}<ul>{li('peta', 3)}</ul></ol>{li('koran')}</ol>"
    assert copied(html) == (
        "<ol><li>buku<ol><li>anak<ul><li>peta</li></ul></li></ol></li><li>koran</li></ol>"
    )


def test_line_break_for_the_browser():
    assert copied(p(span("Satu")) + "<br />" + p(span("Dua"))) == "<p>Satu</p><p>Dua</p>"


def test_links_by_way_of_google():
    link = "https://www.google.com/url?q=https://sukamaju.example/baca?a%3D1%26b%3D2&amp;sa=D&amp;ust=1"
    text = span("jadwal", f"{SPAN}color:#1155cc;text-decoration:underline;")
    assert copied(p(f'<a href="{link}" style="text-decoration:none;">{text}</a>')) == (
        '<p><a href="https://sukamaju.example/baca?a=1&amp;b=2" rel="noopener">jadwal</a></p>'
    )


@pytest.mark.parametrize("query", ["", "?q=", "?sa=D"])
def test_links_by_way_of_google_to_nowhere_stay(query):
    html = f'<p><a href="https://www.google.com/url{query}" rel="noopener">x</a></p>'
    assert tidied(html).html == html


def test_a_script_behind_a_link_by_way_of_google():
    html = '<p><a href="https://www.google.com/url?q=javascript:alert(1)">jadwal</a></p>'
    assert tidied(html).html == "<p>jadwal</p>"


def test_tables_with_columns_and_styles():
    def cell(text: str, weight: int) -> str:
        return (
            '<td style="border:solid #000 1pt;vertical-align:top;padding:5pt;">'
            f"{p(span(text, f'{SPAN}font-weight:{weight};'))}</td>"
        )

    html = (
        '<div dir="ltr" style="margin-left:0pt;" align="left"><table style="border:none;">'
        '<colgroup><col width="312" /><col width="312" /></colgroup><tbody>'
        f'<tr style="height:0pt">{cell("Hari", 700)}{cell("Jam", 700)}</tr>'
        f'<tr style="height:0pt">{cell("Senin", 400)}{cell("08.00", 400)}</tr></tbody>'
        "</table></div>"
    )
    assert copied(html) == (
        '<table><thead><tr><th scope="col">Hari</th><th scope="col">Jam</th></tr></thead>'
        "<tbody><tr><td>Senin</td><td>08.00</td></tr></tbody></table>"
    )


def test_pictures_hosted_by_google():
    html = p(
        '<span style="border:none;display:inline-block;overflow:hidden;width:602px;">'
        '<img src="https://lh7-rt.googleusercontent.com/docsz/AD_4nX" width="602" /></span>'
    )
    assert tidied(html + p(span("Taman"))) == Pasted("<p>Taman</p>", 1)
