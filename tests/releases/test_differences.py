"""What was changed between two editions, word by word."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releases import differences
from releases.differences import LONGEST, MOST, Piece, blocks, compared
from releases.sanitiser import clean

FIRST = """
<h2>Tarif Bus Kota Naik</h2>
<p>Tarif bus Kota Tirta menjadi <b>Rp4.000,</b> kata Kepala Dinas Perhubungan Sari Wulandari.</p>
<p>Tarif baru berlaku mulai 1 Juni.</p>
"""
SECOND = """
<h2>Tarif Bus Kota Naik</h2>
<p>Tarif bus Kota Tirta menjadi <b>Rp5.000,</b> kata Kepala Dinas Perhubungan Sari Wulansari.</p>
<p>Tarif baru berlaku mulai 1 Juni.</p>
<p>Pelajar tetap membayar separuhnya.</p>
"""
MARKUP = st.sampled_from(
    [
        *("<p>", "</p>", "<h2>", "</h2>", "<ul>", "<li>", "</li>", "</ul>", "<blockquote>"),
        *("<table>", "<caption>", "<tr>", "<td>", "</td>", "<th>", "</table>", "<br>", "<hr>"),
        *("<b>", "</b>", "<a href='x'>", "<script>", "&amp;", "&lt;"),
        *("<!--", "<![", "<!", "<?", "</"),
    ]
)
HTML = st.lists(MARKUP | st.text(max_size=4), max_size=20).map("".join)
WORDS = st.sampled_from(["bus", "kota", "Rp4.000", "anak-anak", ",", "“", " ", "  ", "\n", "1"])
TEXTS = st.lists(st.lists(WORDS, max_size=12).map("".join) | st.text(), max_size=8)


def marked(before, after):
    """Each paragraph as one text: [-removed-], {+added+}."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return [
        "".join(marks[piece.kind].format(piece.text) for piece in pieces)
        for pieces in compared(before, after)
    ]


def text_of(paragraphs, *kinds):
    return "".join(piece.text for pieces in paragraphs for piece in pieces if piece.kind in kinds)


def numbered(count, prefix=""):
    return " ".join(f"{prefix}{number}" for number in range(count))


def test_it_works():
    assert marked(blocks(FIRST), blocks(SECOND)) == [
        "Tarif Bus Kota Naik",
        "Tarif bus Kota Tirta menjadi [-Rp4.000-]{+Rp5.000+}, kata Kepala Dinas Perhubungan "
        "Sari [-Wulandari-]{+Wulansari+}.",
        "Tarif baru berlaku mulai 1 Juni.",
        "{+Pelajar tetap membayar separuhnya.+}",
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", []),
        ("<p> </p><hr><p>a</p>", ["a"]),
        ("a<p>b</p>c", ["a", "b", "c"]),
        ("<p>a &amp; b &lt;p&gt; <b>c</b>d</p>", ["a & b <p> cd"]),
        ("<p>a\n  b</p>", ["a b"]),
        ("<p>a <br> b</p>", ["a\nb"]),
        ("<h2>a</h2><h3>b</h3><h4>c</h4>", ["a", "b", "c"]),
        ("<ul><li>a<ul><li>b</li></ul>c</li><li><p>d</p></li></ul>", ["a", "b", "c", "d"]),
        ("<blockquote><p>a</p><p>b</p></blockquote>", ["a", "b"]),
        (
            "<table><caption>a</caption><thead><tr><th>b</th><th>c</th></tr></thead>"
            "<tbody><tr><td></td><td>d</td></tr><tr><td></td></tr></tbody></table>",
            ["a", "b | c", " | d"],
        ),
        ("<table><tr><td><p>a</p><p>b</p></td><td>c<br>d</td></tr></table>", ["a b | c d"]),
        ("<table><tr><td>a</td></tr></table><p>b</p><p>c</p>", ["a", "b", "c"]),
        (
            "<table><tr><td>a<table><tr><td>b</td></tr></table>c</td><td>d</td></tr></table>",
            ["a", "b", "c | d"],
        ),
    ],
)
def test_a_body_is_read_block_by_block(html, expected):
    assert blocks(html) == expected


@given(HTML)
def test_no_text_is_lost_or_doubled(html):
    def bare(text):
        return "".join(text.replace("|", "").split())

    assert bare("".join(blocks(html))) == bare(unescape(re.sub("<[^>]*>", "", clean(html))))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("bus kota naik", "bus kota turun", "bus kota [-naik-]{+turun+}"),
        ("bus kota naik", "bus kota akan naik", "bus kota {+akan +}naik"),
        ("bus kota naik.", "bus kota naik", "bus kota naik[-.-]"),
        ("Menurut “Ani”, jadi", "Menurut “Adi”, jadi", "Menurut “[-Ani-]{+Adi+}”, jadi"),
        ("nomor 1/SP/2031 ada", "nomor 2/SP/2031 ada", "nomor [-1/SP/2031-]{+2/SP/2031+} ada"),
        ("anak-anak itu ada", "anak itu ada", "[-anak-anak-]{+anak+} itu ada"),
    ],
)
def test_only_the_word_is_marked(before, after, expected):
    assert marked([before], [after]) == [expected]


def test_neighbouring_words_are_marked_as_one():
    assert marked(["kata Sari Wulandari di kantor kota"], ["kata Budi Hartono di kantor kota"]) == [
        "kata [-Sari Wulandari-]{+Budi Hartono+} di kantor kota"
    ]


def test_a_paragraph_that_has_nothing_in_common_is_replaced():
    assert marked(["Bus kota naik."], ["Pasar dibuka lagi."]) == [
        "[-Bus kota naik.-]",
        "{+Pasar dibuka lagi.+}",
    ]


def test_a_changed_paragraph_is_set_beside_the_one_most_like_it():
    assert marked(
        ["Rute satu kini Rp4.000", "Rute dua kini Rp6.000"],
        ["Keterangan:", "Rute satu kini Rp5.000", "Rute dua kini Rp7.000"],
    ) == [
        "{+Keterangan:+}",
        "Rute satu kini [-Rp4.000-]{+Rp5.000+}",
        "Rute dua kini [-Rp6.000-]{+Rp7.000+}",
    ]


def test_a_paragraph_that_moved_is_removed_here_and_added_there():
    assert marked(["Satu.", "Dua.", "Tiga."], ["Dua.", "Tiga.", "Satu."]) == [
        "[-Satu.-]",
        "Dua.",
        "Tiga.",
        "{+Satu.+}",
    ]


def test_an_emptied_body_is_all_removed():
    assert marked(blocks(FIRST)[:2], blocks("")) == [
        "[-Tarif Bus Kota Naik-]",
        "[-Tarif bus Kota Tirta menjadi Rp4.000, kata Kepala Dinas Perhubungan Sari Wulandari.-]",
    ]


def test_a_body_that_was_empty_is_all_added():
    assert marked([], ["Satu.", "Dua."]) == ["{+Satu.+}", "{+Dua.+}"]


def test_two_empty_bodies_have_no_paragraphs():
    assert compared([], []) == []


def test_one_word_among_two_thousand_is_marked_alone():
    head, tail = numbered(1000, "a"), numbered(1000, "b")
    assert marked([f"{head} satu {tail}"], [f"{head} dua {tail}"]) == [
        f"{head} [-satu-]{{+dua+}} {tail}"
    ]


def test_past_the_longest_change_all_between_is_marked_as_one():
    # The 2,000 words between are the same, but with their blanks too many to match.
    middle = numbered(1000, "sama x")
    assert len(differences.TOKEN.findall(middle)) > LONGEST
    assert marked([f"bus satu {middle} tiga"], [f"bus dua {middle} empat"]) == [
        f"bus [-satu {middle} tiga-]{{+dua {middle} empat+}}"
    ]


def test_words_are_matched_for_no_longer_than_the_limits_allow(monkeypatch):
    sizes = []

    class Watched(differences.SequenceMatcher):
        def __init__(self, isjunk, a, b):
            sizes.append((len(a), len(b)))
            super().__init__(isjunk, a, b)

    monkeypatch.setattr(differences, "SequenceMatcher", Watched)
    # Paragraphs of 2,000 words, changed at both ends; then very many short ones.
    compared([f"satu {'bus ' * 2000}dua"] * 9, [f"dua {'bus ' * 2000}satu"] * 9)
    compared(
        [f"{n} satu bus kota dua" for n in range(5000)],
        [f"{n} dua bus kota satu" for n in range(5000)],
    )
    assert all(max(size) <= LONGEST for size in sizes)
    assert sum(map(sum, sizes)) <= MOST


def test_past_the_most_changes_each_paragraph_is_still_marked():
    before = [f"Rute {n} satu kini dua kota" for n in range(1500)]
    after = [f"Rute {n} dua kini satu kota" for n in range(1500)]
    assert marked(before, after)[7] == "Rute 7 [-satu kini dua-]{+dua kini satu+} kota"


@given(TEXTS, TEXTS)
def test_the_pieces_make_up_both_texts(before, after):
    paragraphs = compared(before, after)
    assert text_of(paragraphs, "same", "removed") == "".join(before)
    assert text_of(paragraphs, "same", "added") == "".join(after)


@given(TEXTS)
def test_what_is_the_same_has_no_marks(texts):
    assert compared(texts, texts) == [[Piece("same", text)] for text in texts]


@given(HTML, HTML)
def test_any_two_bodies_can_be_compared(before, after):
    paragraphs = compared(blocks(before), blocks(after))
    assert all(piece.text for pieces in paragraphs for piece in pieces)
