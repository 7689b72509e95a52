"""Boxes rid of what is empty, and every paragraph's text put in order."""

from releases.pasting.blocks import Box, Paragraph
from releases.pasting.runs import settled, without_strong

MAY_BE_EMPTY = {"hr", "td", "th"}


def tidy(box: Box) -> None:
    """Put the text in order in a box and all in it, and drop what has none."""
    for child in box.children:
        if isinstance(child, Box):
            tidy(child)
        else:
            child.runs = settled(child.runs)
            if child.tag != "p" or box.tag == "th":
                child.runs = without_strong(child.runs)
    box.children = [child for child in box.children if _says_something(child)]


def _says_something(block: Box | Paragraph) -> bool:
    if isinstance(block, Paragraph):
        return bool(block.runs)
    if block.tag == "table":
        return _has_text(block)
    return bool(block.children) or block.tag in MAY_BE_EMPTY


def _has_text(box: Box) -> bool:
    return any(isinstance(child, Paragraph) or _has_text(child) for child in box.children)
