"""Marked words, safely. No database."""

from hypothesis import given
from hypothesis import strategies as st

from releases.search.asking import read
from releases.search.snippets import LENGTH, highlighted, snippet
from releases.search.texts import plain


def test_a_word_is_marked_in_each_of_its_forms():
    marked = highlighted("Membangun & pembangunan", "id", read("bangunan"))
    assert marked == "<mark>Membangun</mark> &amp; <mark>pembangunan</mark>"


def test_what_looks_like_a_tag_stays_text():
    assert "<script>" not in snippet("<script>banjir</script>", "id", read("banjir"))


def test_the_place_with_the_most_words_is_shown():
    text = f"banjir {'lain ' * 200}banjir di taman kota {'lain ' * 200}"
    shown = snippet(text, "id", read("banjir taman kota"))
    assert shown.count("<mark>") == 3
    assert shown.startswith("… ")
    assert shown.endswith(" …")


def test_where_nothing_is_met_nothing_is_shown():
    assert snippet("lain", "id", read("banjir")) == ""


def test_a_body_is_read_without_its_tags():
    assert plain("<p>Satu</p><p>[foto 2]</p><ul><li>dua &amp; tiga</li></ul>") == "Satu dua & tiga"


@given(st.text(max_size=400), st.text(max_size=30))
def test_any_text_gives_a_short_and_safe_snippet(text, asked):
    shown = snippet(text, "id", read(asked))
    bare = shown.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert len(bare) <= LENGTH * 6 + 4  # an apostrophe is six letters when it is escaped
