"""Tables of a PDF: cells that stand below each other."""

import re
from html import escape

from ingest.formats.blocks import TABLE, Block
from ingest.formats.pdf_lines import Line

_LEAST_ROWS = 3
_FIGURE = re.compile(r"[-+(]?(?:Rp\s?)?\d[\d.,]*\s?(?:%|persen|juta|miliar|triliun)?\)?")


def tables_in(lines: list[Line]) -> dict[int, list[Line]]:
    """The rows of each table, by the first of them: cells that stand below each other.

    They begin at the same places, three times or more, and one of them holds figures: what is
    said of an office or of people stands in columns as well, and is no table.
    """
    found: dict[int, list[Line]] = {}
    run: list[Line] = []
    for line in [*lines, None]:
        if line and run and _is_row_below(run[-1], line):
            run.append(line)
            continue
        if len(run) >= _LEAST_ROWS and _holds_figures(run):
            found[id(run[0])] = run
        run = [line] if line and len(line.cells) > 1 else []
    return found


def _is_row_below(before: Line, line: Line) -> bool:
    return (
        before.page == line.page
        and len(before.cells) == len(line.cells)
        and 0 < before.y - line.y < line.height * 4
        and all(
            abs(one[0] - other[0]) < 2 for one, other in zip(before.cells, line.cells, strict=True)
        )
    )


def _holds_figures(run: list[Line]) -> bool:
    texts = [text for line in run for _x, text in line.cells]
    said = " ".join(texts)
    # Telephone numbers and labels are of people and offices.
    if re.search(r"@|\b0\d{2,3}[-) ]|\+62", said) or any(text[:1] == ":" for text in texts):
        return False
    figures = sum(bool(_FIGURE.fullmatch(text)) for text in texts)
    return figures * 4 >= len(texts) and max(map(len, texts)) < 80


def block_of(rows: list[Line]) -> Block:
    """A table as a block of the text."""
    cells = [[escape(text, quote=False) for _x, text in row.cells] for row in rows]
    inside = "".join("<tr>" + "".join(f"<td>{one}</td>" for one in row) + "</tr>" for row in cells)
    return Block(
        TABLE,
        html=f"<table><tbody>{inside}</tbody></table>",
        rows=[" | ".join(text for _x, text in row.cells) for row in rows],
    )
