"""A body as people type it, as it is kept, and as it is shown."""

from hypothesis import given
from hypothesis import strategies as st

from releases.body import from_typed, tidy, to_typed, with_dateline


def test_it_works():
    assert from_typed("Satu & dua.\n\nTiga.") == "<p>Satu &amp; dua.</p>\n<p>Tiga.</p>"


def test_plain_text_comes_back_as_it_was_typed():
    assert (
        to_typed(from_typed("Satu & dua.\r\n\r\nTiga < empat.")) == "Satu & dua.\n\nTiga < empat."
    )


def test_html_stays_html():
    html = "<h2>Judul</h2>\n<p>Isi</p>"
    assert to_typed(from_typed(html)) == html


def test_the_dateline_runs_into_the_first_paragraph():
    assert with_dateline("<p>Isi</p>", "A&B") == '<p><b class="dateline">A&amp;B</b> – Isi</p>'


def test_the_dateline_stands_alone_before_what_is_no_paragraph():
    assert with_dateline("<h2>Judul</h2>", "KOTA").startswith('<p><b class="dateline">KOTA</b>')


def test_what_a_feed_could_not_carry_is_dropped():
    assert tidy("a\x00b\x0cc\ud800\x1fd\ufffe") == "abcd"


@given(st.text())
def test_typing_again_what_is_shown_changes_nothing(text):
    kept = from_typed(text)
    assert from_typed(to_typed(kept)) == kept
