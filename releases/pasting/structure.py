"""From a tree of any shape to boxes and paragraphs."""

import re
from dataclasses import replace

from lxml import etree
from lxml.html import HtmlElement

from releases.pasting.attributes import kept
from releases.pasting.blocks import BREAK, CELLS, LISTS, SECTIONS, Box, Marks, Paragraph, Run
from releases.pasting.marks import within
from releases.pasting.nesting import Nesting
from releases.pasting.parsing import seen
from releases.pasting.runs import split

# The headline is the page's h1.
HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
BOXES = {"li", "blockquote", "table", "tr", "hr"} | LISTS | SECTIONS | CELLS
# What else begins and ends a paragraph.
DIVISIONS = {
    *("div", "section", "article", "aside", "header", "footer", "main", "nav", "address"),
    *("center", "dl", "dt", "dd", "dir", "menu", "figure", "figcaption", "form", "fieldset"),
    *("legend", "details", "summary", "pre", "body", "head", "html"),
}
BLOCKS = {"p"} | HEADINGS.keys() | BOXES | DIVISIONS


def read(root: HtmlElement) -> Box:
    """The body, as a box of boxes and paragraphs; no paragraph is empty."""
    reader = _Reader()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            reader.start(element)
        else:
            reader.end(element)
    return reader.nesting.body


class _Reader:
    """The state while walking a tree: the marks around, and the paragraph that is open."""

    def __init__(self) -> None:
        self.nesting = Nesting()
        self.paragraph: Paragraph | None = None
        self.is_bare = False  # whether the open paragraph has no tag of its own
        self.marks: list[Marks] = [()]
        self.tags = ["p"]  # what a paragraph here is: a heading, within one
        self.depths: list[int] = []
        self.preformatted = 0

    def start(self, element: HtmlElement) -> None:
        tag = str(element.tag)
        self.depths.append(self.nesting.depth)
        self.marks.append(within(element, self.marks[-1]))
        self.tags.append(HEADINGS.get(tag, "p" if tag in BOXES else self.tags[-1]))
        self.preformatted += tag == "pre"
        if tag == "br":
            self.append(BREAK)
        elif tag in BLOCKS:
            self.start_block(tag, element)
        if element.text:
            self.text(element.text)

    def start_block(self, tag: str, element: HtmlElement) -> None:
        self.flush()
        if tag in BOXES:
            self.nesting.open(tag, kept(element))
            if tag == "hr":
                self.nesting.close(self.depths[-1])
        elif tag not in DIVISIONS:
            self.paragraph = Paragraph(self.tags[-1], kept(element))
            self.is_bare = False
            if tag == "p":
                self.paragraph.level = int(element.get("level", "0"))
                self.paragraph.marker = element.get("marker", "")

    def end(self, element: HtmlElement) -> None:
        self.marks.pop()
        self.tags.pop()
        self.preformatted -= element.tag == "pre"
        depth = self.depths.pop()
        if element.tag in BLOCKS:
            self.flush()
            self.nesting.close(depth)
        if element.tail:
            self.text(element.tail)

    def text(self, text: str) -> None:
        text = seen(text)
        if self.paragraph is None and not text.strip():
            self.nesting.newline |= "\n" in text
        elif self.preformatted:
            for piece in re.split(r"(\n)", text):
                self.append(BREAK if piece == "\n" else piece)
        else:
            self.append(text)

    def append(self, text: str) -> None:
        if self.paragraph is None:
            self.paragraph = Paragraph(self.tags[-1])
            self.is_bare = True
        self.paragraph.runs.append(Run(text, self.marks[-1]))

    def flush(self) -> None:
        """End the open paragraph, and put it, or those it is, where it belongs."""
        paragraph, self.paragraph = self.paragraph, None
        if paragraph is None:
            return
        for part in split(paragraph.runs):
            self.nesting.place(replace(paragraph, runs=part))
            paragraph.level = 0
        if self.is_bare and paragraph.runs:
            end = paragraph.runs[-1].text
            self.nesting.newline |= "\n" in end[len(end.rstrip()) :]
