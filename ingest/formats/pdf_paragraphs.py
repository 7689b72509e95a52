"""Paragraphs of a PDF: which lines go on in the next one, and words broken at a line's end.

A line goes on in the next one when that stands one leading below, at the margin, and its first word
had no room any more.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from ingest.formats.pdf_lines import Line

_FEW = 5
_ITEM = re.compile(r"(?:\d{1,2}[.)]|[a-z][.)]|[•●▪◦·\uf0b7])\s+\S|[–-]\s+[A-Z]")
_END = re.compile(r"[.!?:;…][”\"’')\]]*$")


def paragraphs(
    lines: list[Line], leading: float, tables: dict[int, list[Line]]
) -> Iterator[list[Line]]:
    """The lines of each paragraph, or of each table.

    Args:
        leading: see `leading_of`.
        tables: the rows of each, by the first of them.
    """
    margin = _right(lines)
    gathered: list[Line] = []
    left = 0  # rows of a table that are still to come
    for line in lines:
        if left or id(line) in tables:
            if not left and gathered:
                yield gathered
                gathered = []
            left = left or len(tables[id(line)])
            gathered.append(line)
            left -= 1
            if not left:
                yield gathered
                gathered = []
            continue
        if gathered and not _goes_on(gathered, line, margin, leading):
            yield gathered
            gathered = []
        gathered.append(line)
    if gathered:
        yield gathered


def _goes_on(gathered: list[Line], line: Line, margin: float, leading: float) -> bool:
    before = gathered[-1]
    item = _ITEM.match(gathered[0].text)
    if _ITEM.match(line.text) or before.columns > 1 or line.columns > 1:
        return False
    if abs(line.height - before.height) > 0.08 * before.height:
        return False
    if before.end + line.word_width() <= (before.right or margin) - line.height * 0.3:
        return False
    if (before.page, before.column) != (line.page, line.column):
        return not _END.search(before.text) or line.text[:1].islower()
    if (before.y - line.y) / max(line.height, 1) > leading * 1.2 + 0.05:
        return False
    indent = line.x - (before.x if len(gathered) > 1 else min(before.x, line.x))
    return bool(item) or abs(indent) < line.height


def _right(lines: list[Line]) -> float:
    """The right margin: where the longest lines end, a stray one aside."""
    ends = sorted(line.end for line in lines)
    return ends[-1 - len(ends) // 20] if ends else 0


def leading_of(lines: list[Line]) -> float:
    """How far lines stand apart, in heights of their letters: what is most common in the text.

    A text of few long lines is judged by all its lines, else a gap between paragraphs would pass.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if a.page == b.page and a.y > b.y]
    long = [(a, b) for a, b in pairs if len(a.text) > 30]
    chosen = long if len(long) > _FEW else pairs
    gaps = Counter(round((a.y - b.y) / max(b.height, 1), 1) for a, b in chosen)
    return max(gaps, key=lambda gap: (gaps[gap], -gap)) if gaps else 1.2


def is_apart(line: Line, before: Line, leading: float) -> bool:
    """Whether there is a gap between two lines."""
    if line.page != before.page:
        return False
    gap = (before.y - line.y) / max(line.height, 1)
    return gap < 0 or gap > leading * 1.2 + 0.05


def joined(lines: list[str], words: Counter[str], broken: list[str]) -> str:
    """The lines as one text, words that were broken at a hyphen whole again where that is sure."""
    text = lines[0]
    for line in lines[1:]:
        first = re.search(r"(\w+)([-\u00ad])$", text)
        second = re.match(r"[a-zà-ÿ]+", line)
        if not first or not second:
            text += " " + line
        elif first[1].lower() == second[0] or second[0].startswith(first[1].lower()):
            text += line
        elif first[2] == "\u00ad" or words[first[1] + second[0]]:
            text = text[:-1] + line
        else:
            broken.append(f"{first[1]}-{second[0]}")
            text += line
    return text
