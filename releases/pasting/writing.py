"""Boxes and paragraphs written as HTML."""

from html import escape

from releases.pasting.blocks import BREAK, LISTS, Box, Mark, Marks, Paragraph, Run
from releases.pasting.runs import shared

# In these a single paragraph needs no tag of its own.
BARE_IN = {"li", "td", "th", "caption"}


def written(box: Box) -> str:
    """The HTML of all in a box, without the box."""
    return "".join(_pieces(box))


def _pieces(box: Box) -> list[str]:
    pieces = []
    is_bare = _is_bare(box)
    for child in box.children:
        if isinstance(child, Paragraph):
            text = _inline(child.runs)
            if is_bare:
                pieces.append(text)
                continue
            inner = [text]
        else:
            inner = _pieces(child)
        pieces.append("\n" if child.newline else "")
        pieces.append(_tag(child.tag, child.attributes))
        pieces += inner
        if isinstance(child, Box) and child.newline_at_end and not _is_one_text(child):
            pieces.append("\n")
        pieces.append("" if child.tag == "hr" else f"</{child.tag}>")
    return pieces


def _is_bare(box: Box) -> bool:
    """Whether nothing but a plain paragraph and lists after it are in a box."""
    if box.tag not in BARE_IN or not box.children:
        return False
    first, *others = box.children
    is_plain = isinstance(first, Paragraph) and first.tag == "p" and not first.attributes
    return is_plain and all(other.tag in LISTS for other in others)


def _is_one_text(box: Box) -> bool:
    return len(box.children) == 1 and _is_bare(box)


def _tag(name: str, attributes: dict[str, str]) -> str:
    said = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{said}>"


def _inline(runs: list[Run]) -> str:
    pieces: list[str] = []
    around: Marks = ()
    for text, marks in runs:
        same = shared(marks, around)
        pieces += _closed(around[same:])
        pieces += [_opened(mark) for mark in marks[same:]]
        pieces.append("<br>" if text == BREAK else escape(text, quote=False))
        around = marks
    return "".join(pieces + _closed(around))


def _opened(mark: Mark) -> str:
    return _tag(mark.tag, {"href": mark.href} if mark.href else {})


def _closed(marks: Marks) -> list[str]:
    return [f"</{mark.tag}>" for mark in reversed(marks)]
