"""Word: what it deletes, notes in the margin and hides; its titles, lists and first rows.

Its comments that hold XML or VML are gone with all comments, and `<o:p>`, smart tags and
bookmarks are elements that say nothing of their text.
"""

import re
from itertools import islice

from lxml.html import HtmlElement

from releases.pasting.parsing import drop, seen
from releases.pasting.styles import classes, declarations

# Deleted text of tracked changes, and comments with what leads to them.
DROPPED_CLASSES = {"msodel", "msocomtxt", "msocomanchor", "msocommentreference", "msocomoff"}
DROPPED_ELEMENTS = {"comment-list", "comment"}
HEADING_CLASSES = {"msotitle": "h2", "msosubtitle": "h3"} | {
    f"msoheading{level}": f"h{level}" for level in range(1, 7)
}
LEVEL = re.compile(r"\blevel([1-9])\b")


def prepare(root: HtmlElement) -> None:
    """Drop what is not text of the document; make headings, list paragraphs, header cells."""
    drop(root, [element for element in root.iter() if _is_dropped(element)])
    paragraphs = list(root.iter("p"))
    for paragraph in paragraphs:
        _make_heading(paragraph)
    drop(root, [span for paragraph in paragraphs for span in _list_marker(paragraph)])
    for table in root.iter("table"):
        _mark_first_row(table)


def _is_dropped(element: HtmlElement) -> bool:
    if element.tag == "del" or classes(element) & DROPPED_CLASSES:
        return True
    style = declarations(element)
    return (
        style.get("mso-element") in DROPPED_ELEMENTS
        or style.get("mso-hide") == "all"
        or style.get("display") == "none"
    )


def _make_heading(paragraph: HtmlElement) -> None:
    for name in classes(paragraph) & HEADING_CLASSES.keys():
        paragraph.tag = HEADING_CLASSES[name]
    outline = declarations(paragraph).get("mso-outline-level", "")
    if re.fullmatch("[1-6]", outline):
        paragraph.tag = f"h{outline}"


def _list_marker(paragraph: HtmlElement) -> list[HtmlElement]:
    """Say at a paragraph of a list its level and its marker, if Word set that apart.

    A numbered heading is no item of a list, nor is a paragraph numbered in words ("Pasal 1"):
    the number stays with the text.

    Returns:
        The element with the marker, which is not text any more.
    """
    for name in ("level", "marker"):
        paragraph.attrib.pop(name, None)
    level = LEVEL.search(declarations(paragraph).get("mso-list", ""))
    if level is None or paragraph.tag != "p":
        return []
    spans = paragraph.iterdescendants("span")
    apart = [span for span in spans if declarations(span).get("mso-list") == "ignore"][:1]
    for span in apart:
        marker = " ".join(seen(span.text_content()).split())
        if " " in marker:
            return []
        paragraph.set("marker", marker)
    paragraph.set("level", level[1])
    return apart


def _mark_first_row(table: HtmlElement) -> None:
    """Make header cells of a first row that Word marks as one.

    Word marks the first row of every table; `mso-yfti-tbllook`, a sum of bits, says with 32
    whether the table's design lets it stand out. A table of one row has no header.
    """
    look = declarations(table).get("mso-yfti-tbllook", "32")
    rows = list(islice(table.iter("tr"), 2))
    if len(rows) < 2 or not re.fullmatch("[0-9]{1,5}", look) or not int(look) & 32:
        return
    if declarations(rows[0]).get("mso-yfti-firstrow") != "yes":
        return
    for cell in rows[0].iterchildren("td"):
        cell.tag = "th"
        cell.set("scope", "col")
