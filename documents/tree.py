"""A release's text as a plain tree of blocks, which every kind of paper reads alike.

The tree is made of dicts, lists, texts and numbers only, so that it can be handed on as JSON. A
block has a `kind`, and besides it:

    paragraph   runs, lang
    heading     runs, level (2 to 4, none skipped)
    list        items (each a list of blocks), ordered, start
    quote       blocks, lang
    table       caption (runs), columns, head (how many rows), rows (each a list of cells)
    figure      number
    rule

A cell has blocks, x, y, colspan, rowspan and header. A run is a piece of text: text, marks (such as
`strong`), href. The text of a line break is "\\n"; no other run has one.
"""

import re
from collections.abc import Iterator
from typing import Any

from lxml import html

from releases.body import with_dateline
from releases.figures import PLACE

Element = Any  # of lxml, whose stubs know less of HTML than the sanitiser promises
Block = dict[str, Any]
Run = dict[str, Any]

MARKS = {"b": "strong", "strong": "strong", "i": "em", "em": "em"} | {
    name: name for name in ("u", "s", "sub", "sup")
}
SECTIONS = {"thead", "tbody", "tfoot"}
HEADINGS = {"h2": 2, "h3": 3, "h4": 4}
LANGUAGE = re.compile(r"[a-z]{2,3}")

# Boxes stand in boxes no deeper than this; what is deeper stands beside its box.
DEEPEST = 8
WIDEST = 40  # columns that one cell may stretch over


def tree(body: str, dateline: str) -> list[Block]:
    """The blocks of a body in reading order.

    Args:
        body: the HTML of an edition; it is cleaned once more.
        dateline: run into the first paragraph, in bold letters.
    """
    placed = PLACE.sub(r'<img alt="\1">', with_dateline(body, dateline))
    root = html.fragment_fromstring(placed, create_parent="div")
    blocks = _blocks(root, 0)
    _close_ranks(blocks)
    return blocks


def numbers_in(blocks: list[Block]) -> list[int]:
    """The numbers of the files that a tree has a place for."""
    return [block["number"] for block in walk(blocks) if block["kind"] == "figure"]


def walk(blocks: list[Block]) -> Iterator[Block]:
    """Every block, and those within it."""
    for block in blocks:
        yield block
        for inner in _within(block):
            yield from walk(inner)


def _within(block: Block) -> list[list[Block]]:
    match block["kind"]:
        case "list":
            return block["items"]
        case "quote":
            return [block["blocks"]]
        case "table":
            return [cell["blocks"] for row in block["rows"] for cell in row]
    return []


def plain(runs: list[Run]) -> str:
    """The text of runs, without their marks."""
    return "".join(run["text"] for run in runs)


# --- From elements to blocks ---


def _blocks(element: Element, depth: int) -> list[Block]:
    """What stands in an element. Text outside of any paragraph becomes one."""
    blocks: list[Block] = []
    loose: list[Run] = []

    def gather() -> None:
        if runs := _trimmed(loose):
            blocks.append({"kind": "paragraph", "runs": runs, "lang": ""})
        loose.clear()

    loose += _text(element.text)
    for child in element:
        if child.tag in MARKS or child.tag in ("a", "br"):
            loose += _runs_of(child)
        else:
            gather()
            blocks += _block(child, depth)
        loose += _text(child.tail)
    gather()
    return blocks


def _block(element: Element, depth: int) -> list[Block]:
    match element.tag:
        case "p":
            runs = _trimmed(_runs(element))
            return [{"kind": "paragraph", "runs": runs, "lang": _lang(element)}] if runs else []
        case "h2" | "h3" | "h4":
            runs = _trimmed(_runs(element))
            return [{"kind": "heading", "runs": runs, "level": HEADINGS[element.tag]}] * bool(runs)
        case "img":
            return [{"kind": "figure", "number": int(element.get("alt"))}]
        case "hr":
            return [{"kind": "rule"}]
    if depth >= DEEPEST:
        return _blocks(element, depth)
    match element.tag:
        case "ul" | "ol":
            return _list(element, depth + 1)
        case "blockquote":
            blocks = _blocks(element, depth + 1)
            return [{"kind": "quote", "blocks": blocks, "lang": _lang(element)}] * bool(blocks)
        case "table":
            return _table(element, depth + 1)
    return _blocks(element, depth)


def _list(element: Element, depth: int) -> list[Block]:
    items = [_blocks(item, depth) for item in element]
    start = element.get("start", "")
    number = int(start) if re.fullmatch(r"[0-9]{1,6}", start) else 1
    ordered = element.tag == "ol"
    items = [item for item in items if item]
    return [{"kind": "list", "items": items, "ordered": ordered, "start": number}] * bool(items)


def _lang(element: Element) -> str:
    """The language of a paragraph that is not in the language of the text; or nothing."""
    found = LANGUAGE.match(element.get("lang", "").lower())
    return found[0] if found else ""


def _close_ranks(blocks: list[Block]) -> None:
    """Let no heading be more than one step below the one before: PDF/UA demands it."""
    level = 1
    for block in walk(blocks):
        if block["kind"] == "heading":
            level = block["level"] = min(block["level"], level + 1)


# --- Runs ---


def _runs(element: Element, marks: tuple[str, ...] = (), href: str = "") -> list[Run]:
    runs = _text(element.text, marks, href)
    for child in element:
        runs += _runs_of(child, marks, href)
        runs += _text(child.tail, marks, href)
    return runs


def _runs_of(element: Element, marks: tuple[str, ...] = (), href: str = "") -> list[Run]:
    if element.tag == "br":
        return [{"text": "\n", "marks": [], "href": ""}]
    mark = MARKS.get(element.tag)
    if mark and mark not in marks:
        marks = (*marks, mark)
    return _runs(element, marks, element.get("href", href) if element.tag == "a" else href)


def _text(text: str | None, marks: tuple[str, ...] = (), href: str = "") -> list[Run]:
    # White space of the source is a blank, but a no-break space is what it is.
    said = re.sub(r"[ \t\n\r\f]+", " ", text or "")
    return [{"text": said, "marks": list(marks), "href": href}] if said else []


def _trimmed(runs: list[Run]) -> list[Run]:
    """Runs without blanks and line breaks at either end, and with no two blanks in a row."""
    kept: list[Run] = []
    for run in runs:
        text = run["text"]
        if text != "\n" and (not kept or kept[-1]["text"].endswith((" ", "\n"))):
            text = text.lstrip(" ")
        if text and (kept or text != "\n"):
            kept.append(run | {"text": text})
    while kept and not (last := kept[-1]["text"].rstrip(" \n")):
        kept.pop()
    if kept:
        kept[-1]["text"] = last
    return kept


# --- Tables ---


def _table(element: Element, depth: int) -> list[Block]:
    """A table on a grid: no cell reaches out of it, and no place in it is empty."""
    caption: list[Run] = []
    rows: list[list[Element]] = []
    head = 0
    for row in _rows(element):
        if row.tag == "caption":
            caption = caption or _trimmed(_runs(row))
            continue
        head += row.getparent().tag == "thead" and head == len(rows)
        rows.append([cell for cell in row if cell.tag in ("th", "td")])
    head = head if head < len(rows) else 0  # a table that is all head has none
    cells, columns = _on_a_grid(rows, head, depth)
    if not columns:
        return []
    table = {"kind": "table", "caption": caption, "columns": columns, "head": head, "rows": cells}
    return [table]


def _rows(table: Element) -> Iterator[Element]:
    """Its caption and its own rows, but not those of a table within it."""
    for child in table:
        yield from child if child.tag in SECTIONS else [child]


def _on_a_grid(rows: list[Any], head: int, depth: int) -> tuple[list[list[Block]], int]:
    taken: set[tuple[int, int]] = set()
    placed: list[list[Block]] = []
    for y, row in enumerate(rows):
        x, line = 0, []
        for cell in row:
            while (x, y) in taken:
                x += 1
            end = head if y < head else len(rows)  # a head and what it stands over are apart
            down = min(_span(cell, "rowspan"), end - y)
            across = 1
            while across < min(_span(cell, "colspan"), WIDEST) and (x + across, y) not in taken:
                across += 1
            taken |= {(x + right, y + below) for right in range(across) for below in range(down)}
            place = {"x": x, "y": y, "colspan": across, "rowspan": down}
            line.append(_cell(_blocks(cell, depth), cell.tag == "th", place))
        placed.append(line)
    columns = 1 + max((x for x, _y in taken), default=-1)
    for y, line in enumerate(placed):
        free = [x for x in range(columns) if (x, y) not in taken]
        line += [_cell([], False, {"x": x, "y": y, "colspan": 1, "rowspan": 1}) for x in free]
        line.sort(key=lambda cell: cell["x"])
    return placed, columns


def _cell(blocks: list[Block], header: bool, place: dict[str, int]) -> Block:
    return {"blocks": blocks, "header": header} | place


def _span(cell: Element, name: str) -> int:
    said = cell.get(name, "")
    return max(1, int(said)) if re.fullmatch(r"[0-9]{1,4}", said) else 1
