"""A body becomes a plain tree, in which nothing can surprise a typesetter."""

import pytest

from documents.tree import DEEPEST, numbers_in, plain, tree, walk


def texts(body: str) -> list[str]:
    return [plain(one["runs"]) for one in walk(tree(body, "")) if "runs" in one]


def test_it_works():
    first, second = tree("<p>Satu <b>dua</b><br>tiga.</p><h2>Empat</h2>", "KOTA UJI")
    assert [(run["text"], run["marks"]) for run in first["runs"]] == [
        *(("KOTA UJI", ["strong"]), (" – Satu ", []), ("dua", ["strong"])),
        *(("\n", []), ("tiga.", [])),
    ]
    assert (second["kind"], second["level"], plain(second["runs"])) == ("heading", 2, "Empat")


def test_blanks_of_the_source_are_one_but_no_break_spaces_stay():
    assert texts("<p>  a\n  b\u00a0\u00a0c <b> d</b> </p><p> <br> </p>") == ["a b\u00a0\u00a0c d"]


def test_no_heading_is_more_than_a_step_below_the_one_before():
    levels = [one["level"] for one in tree("<h4>a</h4><h4>b</h4><h2>c</h2><h4>d</h4>", "")]
    assert levels == [2, 3, 2, 3]


def test_text_beside_paragraphs_is_a_paragraph():
    (items,) = [one["items"] for one in tree("<ul><li>a<ul><li>b</li></ul>c</li></ul>", "")]
    assert [one["kind"] for one in items[0]] == ["paragraph", "list", "paragraph"]


def test_what_is_too_deep_keeps_its_text():
    body = f"{'<blockquote>' * 30}<p>Dalam.</p>{'</blockquote>' * 30}"
    quotes = [one for one in walk(tree(body, "")) if one["kind"] == "quote"]
    assert len(quotes) == DEEPEST
    assert texts(body) == ["Dalam."]


def test_places_of_files_are_known():
    assert numbers_in(tree("<p>[foto 2]</p><blockquote><p>[Foto 1]</p></blockquote>", "")) == [2, 1]
    assert texts("<p>Lihat [foto 2].</p>") == ["Lihat [foto 2]."]


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        ("<tr><td>a</td><td>b</td></tr><tr><td>c</td></tr>", 2),
        ("<tr><td colspan='99'>a</td></tr><tr><td>b</td></tr>", 40),
        ("<tr><td rowspan='99'>a</td><td>b</td></tr><tr><td>c</td></tr>", 2),
        ("<tr><td>a</td><td rowspan='2'>b</td></tr><tr><td colspan='2'>c</td></tr>", 2),
        ("<tr></tr><tr><td>a</td></tr>", 1),
    ],
)
def test_a_table_fills_its_grid_and_stays_in_it(rows, columns):
    (table,) = tree(f"<table>{rows}</table>", "")
    assert table["columns"] == columns
    places = [
        (cell["x"] + right, cell["y"] + down)
        for row in table["rows"]
        for cell in row
        for right in range(cell["colspan"])
        for down in range(cell["rowspan"])
    ]
    height = len(table["rows"])
    assert sorted(places) == sorted((x, y) for x in range(columns) for y in range(height))


def test_a_head_is_apart_from_what_it_stands_over():
    body = (
        "<table><thead><tr><th rowspan='3'>a</th></tr></thead>"
        "<tbody><tr><td>b</td></tr></tbody></table>"
    )
    (table,) = tree(body, "")
    assert (table["head"], table["rows"][0][0]["rowspan"], len(table["rows"][1])) == (1, 1, 1)


def test_a_table_in_a_cell_keeps_its_own_rows():
    inner = "<table><tr><td>b</td></tr></table>"
    (table,) = tree(f"<table><tr><td>a{inner}</td></tr></table>", "")
    assert len(table["rows"]) == 1
    assert [one["kind"] for one in table["rows"][0][0]["blocks"]] == ["paragraph", "table"]
