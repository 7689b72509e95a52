"""A plain difference between two editions of a release, or two revisions: words marked.

Only the text is compared. That a link now leads elsewhere, that a word became bold, or that a
blank became a no-break one does not show. How it is compared is our own rule.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser

from releases.sanitiser import clean

CELLS = {"td", "th"}
TABLE = {"table", "caption", "thead", "tbody", "tfoot", "tr"}
TEXT = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "hr"}

# A word keeps the marks within it: amounts, official numbers, addresses, repeated words.
WORD = re.compile(r"\w+(?:[-.,:/@'’]\w+)*")
TOKEN = re.compile(rf"{WORD.pattern}|\s+|[^\w\s]")

# SequenceMatcher takes cubic time at worst. With no more than so many words, blanks and marks
# between the first change of a paragraph and its last (or paragraphs, in a body), and so many
# in all changed paragraphs together, a text written to keep it busy takes seconds, not hours.
LONGEST = 2_000
MOST = 20_000

# Of paragraphs that have nothing to do with each other few share more words than this.
ALIKE = 0.4
AHEAD = 10

Row = tuple[str | None, str | None]


@dataclass(frozen=True)
class Piece:
    """A run of words of one kind: "same", "added" or "removed"."""

    kind: str
    text: str


def blocks(html: str, bullets: bool = False) -> list[str]:
    """The paragraphs of a body as plain text, in reading order.

    Args:
        html: the body of an edition or revision; it is cleaned once more.
        bullets: whether an item of a list begins with a bullet, as it is read.

    Returns:
        One text, never empty, for each paragraph, heading, item of a list or row of a table,
        its cells joined by " | ". White space is single blanks; a `<br>` is a line end.
    """
    reader = _Reader("• " if bullets else "")
    reader.feed(clean(html))
    reader.close()
    reader.end_block()
    return reader.blocks


def compared(before: Sequence[str], after: Sequence[str]) -> list[list[Piece]]:
    """What became of each paragraph.

    Args:
        before: the paragraphs of the earlier text, as `blocks` gives them.
        after: the paragraphs of the later text.

    Returns:
        The pieces of each paragraph, in reading order. All that are not "added" make up the
        text before, all that are not "removed" the text after, to the last blank. A paragraph
        that moved is removed in one place and added in the other.
    """
    rows: list[Row] = []
    for same, old, new in _runs(before, after, LONGEST):
        rows += zip(old, new, strict=True) if same else _paired(old, new)
    tokens = sum(len(TOKEN.findall(old + new)) for old, new in rows if old and new and old != new)
    return [_pieces(old, new, LONGEST if tokens <= MOST else 0) for old, new in rows]


class _Reader(HTMLParser):
    """Gathers the text of clean HTML by blocks."""

    def __init__(self, bullet: str) -> None:
        super().__init__()
        self.bullet = bullet
        self.mark = ""  # what the next block begins with
        self.blocks: list[str] = []
        self.cells: list[str] = []
        self.text: list[str] = []
        self.in_cell = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "br":
            self.text.append(" " if self.in_cell else "\n")
        self._boundary(tag)
        if tag == "li" and not self.in_cell:
            self.mark = self.bullet
        self.in_cell |= tag in CELLS

    def handle_endtag(self, tag: str) -> None:
        self._boundary(tag)
        if tag in CELLS:
            self.cells.append(self._taken())
            self.in_cell = False

    def handle_data(self, data: str) -> None:
        self.text.append(re.sub(r"\s", " ", data))

    def _boundary(self, tag: str) -> None:
        if self.in_cell and tag in TEXT:
            self.text.append(" ")  # a row is one block, whatever its cells hold
        elif tag in TEXT | TABLE:
            self.end_block()

    def end_block(self) -> None:
        text = self._taken()
        cells = [*self.cells, text] if text else self.cells
        self.cells = []
        if any(cells):
            self.blocks.append(self.mark + " | ".join(cells))
            self.mark = ""

    def _taken(self) -> str:
        lines = "".join(self.text).split("\n")
        self.text = []
        return "\n".join(" ".join(line.split()) for line in lines).strip()


def _paired(before: Sequence[str], after: Sequence[str]) -> Iterator[Row]:
    """Each paragraph beside the one most like it of the next few; None beside the others."""
    words = [Counter(WORD.findall(text.lower())) for text in after]
    sizes = [bag.total() for bag in words]
    done = 0
    for old in before:
        bag = Counter(WORD.findall(old.lower()))
        size = bag.total() or 1
        near = range(done, min(done + AHEAD, len(after)))
        shares = {at: 2 * (bag & words[at]).total() / (size + sizes[at]) for at in near}
        best = max(near, key=shares.__getitem__, default=done)
        if shares.get(best, 0) < ALIKE:
            yield old, None
            continue
        yield from ((None, new) for new in after[done:best])
        yield old, after[best]
        done = best + 1
    yield from ((None, new) for new in after[done:])


def _pieces(old: str | None, new: str | None, longest: int) -> list[Piece]:
    if old is None or new is None or old == new:
        kind = "added" if old is None else "removed" if new is None else "same"
        return [Piece(kind, new or old or "")]
    pieces: list[Piece] = []
    # White space is junk, so that a blank between two changed words does not part them.
    for same, gone, come in _runs(TOKEN.findall(old), TOKEN.findall(new), longest, str.isspace):
        kinds = [("same", gone)] if same else [("removed", gone), ("added", come)]
        pieces += [Piece(kind, "".join(tokens)) for kind, tokens in kinds if tokens]
    return pieces


def _runs(
    before: Sequence[str],
    after: Sequence[str],
    longest: int,
    isjunk: Callable[[str], bool] | None = None,
) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Runs that are the same in both, or not.

    What both begin and end with is set aside first; a middle past the longest is one change.
    """
    shorter = min(len(before), len(after))
    head = next((i for i in range(shorter) if before[i] != after[i]), shorter)
    rest = shorter - head
    tail = next((i for i in range(rest) if before[-1 - i] != after[-1 - i]), rest)
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    codes: Sequence[tuple[str, int, int, int, int]] = [("replace", 0, len(old), 0, len(new))]
    if max(len(old), len(new)) <= longest:
        # From 200 elements on it passes over the frequent ones, which bounds its time.
        codes = SequenceMatcher(isjunk, old, new).get_opcodes()
    runs = [
        (True, before[:head], after[:head]),
        *((code == "equal", old[a:b], new[c:d]) for code, a, b, c, d in codes),
        (True, before[len(before) - tail :], after[len(after) - tail :]),
    ]
    return (run for run in runs if run[1] or run[2])
