"""LibreOffice: titles that are paragraphs by their tag, and notes by their class."""

from lxml.html import HtmlElement

from releases.pasting.styles import classes

HEADINGS = {"title": "h2", "subtitle": "h3"}


def prepare(root: HtmlElement) -> None:
    """Make headings of what its class says is a title."""
    for paragraph in root.iter("p"):
        for name in classes(paragraph) & HEADINGS.keys():
            paragraph.tag = HEADINGS[name]
