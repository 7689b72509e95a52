"""What is clean already stays to the letter; tidying twice is tidying once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releases.pasting import Pasted, tidied
from releases.sanitiser import clean

GOOD = {
    "text and list": "<p>Taman <strong>baca</strong>.</p><ul><li>a</li></ul>",
    "lines": (
        "<h2>Jadwal</h2>\n<p>Senin.</p>\n<ul>\n<li>pagi\n<ul>\n<li>baca</li>\n</ul>\n</li>\n"
        "</ul>\n<table>\n<tbody>\n<tr>\n<td>a</td>\n</tr>\n</tbody>\n</table>"
    ),
    "table": (
        '<table><caption>Pengunjung</caption><thead><tr><th scope="col">Bulan</th>'
        '<th scope="col">Jumlah</th></tr></thead><tbody><tr><td rowspan="2">Mei</td>'
        "<td>12</td></tr><tr><td>13</td></tr></tbody></table>"
    ),
    "header cells without a scope": (
        "<table><thead><tr><th>Bulan</th></tr></thead><tbody><tr><td>Mei</td></tr></tbody></table>"
    ),
    "rows with headers": (
        '<table><tbody><tr><th scope="row">Mei</th><td>12</td></tr>'
        '<tr><th scope="row">Juni</th><td></td></tr></tbody></table>'
    ),
    "start of a list": '<ol start="3"><li>tiga<ol><li>a</li></ol></li><li>empat</li></ol>',
    "quote": '<blockquote lang="en"><p>Read.</p><p>Daily.</p></blockquote><hr><p>Usai.</p>',
    "language": '<p lang="en">Reading is fun.</p>',
    "line break": "<p>Jalan Melati 3<br>Sukamaju</p>",
    "nested marks": "<p><strong>Taman <em>baca</em></strong><em> ini</em> <u>baru</u></p>",
    "paragraph all strong": "<p><strong>Taman baca dibuka.</strong></p>",
    "small marks": "<p>m<sup>2</sup>, H<sub>2</sub>O, <s>lama</s></p>",
    "links": (
        '<p><a href="/rilis/7" rel="noopener">Rilis</a>, '
        '<a href="mailto:humas@sukamaju.example" rel="noopener">surel</a></p>'
    ),
    "items of several paragraphs": "<ul><li><p>Satu.</p><p>Dua.</p></li></ul>",
    "characters": "<p>5 &lt; 7 &amp; \"tanda\" 'kutip' – ya</p>",
    "nothing": "",
}
PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<div>", "</div>", "<h1>", "</h1>", "<blockquote>", "<pre>", "<hr>"),
        *("<ul>", "</ul>", "<ol start=3>", "</ol>", "<li>", "</li>", "<dl>", "<dd>"),
        *("<table>", "</table>", "<thead>", "<tr>", "</tr>", "<th>", "<td>", "<caption>"),
        *("<b>", "</b>", "<i>", "</i>", "<u>", "<a href=x>", "<a href='#x'>", "</a>", "<br>"),
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>",
        "<p style='mso-list:l0 level3 lfo2'>",
        *("<span style='mso-list:Ignore'>1.</span>", "<span style='mso-list:Ignore'>·</span>"),
        *("<span style='font-weight:bold'>", "<span style='font-weight:normal'>", "</span>"),
        *("<img>", "<svg>", "<del>", "<style>", "<!--", "-->", "<![if !x]>", "<title>"),
        *("1. ", "2. ", "· ", "o  ", "a) ", "kata", " ", "\n", "&nbsp;", "&shy;", "&#1;", "\ud800"),
        *("&lt;b&gt;", "<", ">", "&", "'", '"'),
    ]
)


def test_it_works():
    assert tidied("<div>Taman <b>baca</b><img src='file:///C:/a.png'></div>") == Pasted(
        "<p>Taman <strong>baca</strong></p>", dropped_images=1
    )


@pytest.mark.parametrize("html", GOOD.values(), ids=GOOD.keys())
def test_good_html_stays_to_the_letter(html):
    assert tidied(html) == Pasted(html, 0)


@given(st.lists(PIECES | st.text(max_size=4), max_size=30).map("".join))
def test_tidying_twice_is_tidying_once(html):
    once = tidied(html).html
    assert tidied(once) == Pasted(once, 0)
    assert clean(once) == once


@pytest.mark.parametrize("tag", ["<b>", "<div>", "<ul><li>", "<table><tr><td>", "<blockquote>"])
def test_depth_without_end_loses_no_text(tag):
    once = tidied(f"<p>Awal</p>{tag * 3000}tengah<p>Akhir</p>").html
    assert once == "<p>Awal</p><p>tengah</p><p>Akhir</p>"


def test_text_that_does_not_settle_becomes_one_paragraph(monkeypatch):
    monkeypatch.setattr("releases.pasting.ROUNDS", 1)
    assert tidied("<ul><li>a &amp; <b>b</b></li></ul>").html == "<p>a &amp; b</p>"
