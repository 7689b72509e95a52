"""The header of a table: a `<thead>` of `<th scope="col">`."""

from releases.pasting.blocks import Box, Paragraph
from releases.pasting.runs import STRONG, without_strong


def add_headers(box: Box) -> None:
    """Give the tables in a box their headers. Our own rule.

    Plain cells in a `<thead>` become header cells. Without a `<thead>`, a first row is the
    header if more rows follow it and all its cells are strong or header cells, but for an
    empty one in the corner.
    """
    for child in box.boxes:
        if child.tag == "table":
            _head_table(child)
        add_headers(child)


def _head_table(table: Box) -> None:
    sections = [section for section in table.boxes if section.tag != "caption"]
    heads = [section for section in sections if section.tag == "thead"]
    if not heads and _is_header([row for section in sections for row in section.boxes]):
        heads = [_with_head(table, sections[0])]
    for cell in (cell for section in heads for row in section.boxes for cell in row.boxes):
        _make_header(cell)


def _with_head(table: Box, first: Box) -> Box:
    """The new `<thead>` of a table: the first row of its first section."""
    row = first.boxes[0]
    for cell in row.boxes:
        cell.attributes.setdefault("scope", "col")
    header = Box("thead", {}, [row], first.newline, first.newline_at_end)
    del first.children[0]
    place = table.children.index(first)
    table.children[place : place + 1] = [header, first] if first.children else [header]
    return header


def _is_header(rows: list[Box]) -> bool:
    if len(rows) < 2:
        return False
    cells = rows[0].boxes
    named = cells if cells[0].children or len(cells) == 1 else cells[1:]
    if any("rowspan" in cell.attributes for cell in cells):
        return False
    return all(cell.children and _heads_column(cell) for cell in named)


def _heads_column(cell: Box) -> bool:
    if cell.tag == "th":
        return cell.attributes.get("scope", "col") == "col"
    return all(
        isinstance(child, Paragraph) and all(STRONG in run.marks for run in child.runs)
        for child in cell.children
    )


def _make_header(cell: Box) -> None:
    if cell.tag == "th":
        return
    cell.tag = "th"
    cell.attributes["scope"] = "col"
    for child in cell.children:
        if isinstance(child, Paragraph):
            child.runs = without_strong(child.runs)
