"""Whether a document says what was published, all of it and nothing else. No database here.

A document is walked through from its first letter to its last. At each place stands either the next
letter of what was published, or a piece that is explained: of the letterhead, a page number, a
caption. If there is a way through, and it ends with the last letter of both, the document is
faithful. Where there is none, words are compared in the ordinary way, to show the places.

The walk tries so many steps and then gives up; so a text that was written to keep it busy is called
altered after a moment. The rules are ours (docs/decisions/0046-verifying.md).
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property

from documents.verifying.letters import Letters, reduced, same_run

STEPS = 30_000
MOST_PIECES = 20_000  # places in a document where some piece stands
LONG_PIECE = 8  # letters; shorter ones have to be whole words
PAGE_OF = re.compile(r"(?:halaman|hal|page)\d{1,4}(?:(?:dari|of)\d{1,4})?")
# What browsers and word processors print on the first and last lines of a page.
EDGE_LINES = 3
MOST_PAGES = 200
ON_THE_EDGE = (
    re.compile(r"^\W*\d{1,4}(?:\s*(?:/|dari|of)\s*\d{1,4})?\W*$", re.IGNORECASE),
    re.compile(r"\b\d{1,4} ?/ ?\d{1,4}\s*$"),
    re.compile(r"^\s*\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? \d{1,2}[.:]\d{2}(?: [AP]M)?\b"),
)

MOST_DIFFERENCES = 20
AROUND = 6  # words before and after a difference
LONGEST_SHOWN = 60  # words of one difference
LONGEST_GAP = 200  # words between two places that are surely the same
N = 3


@dataclass
class Published:
    """What was published.

    Attributes:
        words: headline and text, in order.
        starts: where in `words.bare` a paragraph begins; the first is 0.
        ways: other words that may stand at a place of it, and where it goes on behind them: the
            number of an item, a link's address, the cells of a row in another order.
        anywhere: pieces that may also stand in the middle of the text, such as captions.
        own: those of `anywhere` by which a document claims to be the release: its number.
        around: those that may only stand before and after it.
        of_lines: those of several lines, between which a page may end: their lines.
        shown: both, as they are printed.
    """

    words: Letters
    starts: list[int]
    ways: dict[int, set[tuple[str, int]]] = field(default_factory=dict)
    anywhere: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)
    around: set[str] = field(default_factory=set)
    of_lines: dict[str, list[str]] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)

    @property
    def length(self) -> int:
        return len(self.words.bare)

    @property
    def edges(self) -> set[int]:
        """Before the text, between headline and text, behind it."""
        return {0, *self.starts[1:2], self.length}


@dataclass(frozen=True)
class Difference:
    """A place where a document says something else; each side may be empty."""

    published: str
    document: str
    before: str = ""
    after: str = ""


Span = tuple[int, int]


class Pieces:
    """Where in a document pieces stand that are explained."""

    def __init__(self, published: Published, document: Letters) -> None:
        self.ends: dict[int, set[tuple[int, bool]]] = defaultdict(set)
        self.count = 0
        for places, anywhere in ((published.anywhere, True), (published.around, False)):
            for piece in places:
                self._find(piece, document, anywhere)
        self._find_across_pages(published, document)
        for found in PAGE_OF.finditer(document.bare):
            self._page_number(document, *found.span())
        for start, end in _beside_page_ends(document):
            self._add(start, end, True)
        self.starts = sorted(self.ends)

    def _find(self, piece: str, document: Letters, anywhere: bool) -> None:
        at = document.bare.find(piece) if piece else -1
        while at >= 0 and self.count < MOST_PIECES:
            end = at + len(piece)
            whole = document.begins_word(at) and document.ends_word(end)
            if whole or len(piece) >= LONG_PIECE:
                self._add(at, end, anywhere)
            at = document.bare.find(piece, at + 1)

    def _find_across_pages(self, published: Published, document: Letters) -> None:
        if not published.of_lines or (
            "\f" not in document.text and not PAGE_OF.search(document.bare)
        ):
            return
        between = "|".join([*map(re.escape, sorted(published.anywhere, key=len)), PAGE_OF.pattern])
        for lines in published.of_lines.values():
            pattern = f"(?:{between}){{0,6}}".join(map(re.escape, lines))
            for found in re.finditer(pattern, document.bare):
                self._add(*found.span(), False)

    def _page_number(self, document: Letters, start: int, end: int) -> None:
        while document.bare[end - 1].isdecimal() and end > start:
            self._add(start, end, True)
            end -= 1

    def _add(self, start: int, end: int, anywhere: bool) -> None:
        self.count += 1
        self.ends[start].add((end, anywhere))

    def between(self, first: int, last: int) -> Iterator[int]:
        at = bisect_left(self.starts, first)
        while at < len(self.starts) and self.starts[at] <= last:
            yield self.starts[at]
            at += 1


def _beside_page_ends(document: Letters) -> Iterator[Span]:
    """Page numbers, and the moment of printing, on the first and last lines of a page."""
    at = 0
    pages = document.text.split("\f", MOST_PAGES)
    for page in pages if len(pages) > 1 else []:
        lines = list(re.finditer(r"[^\n]*\S[^\n]*", page))
        for line in {*lines[:EDGE_LINES], *lines[-EDGE_LINES:]}:
            for pattern in ON_THE_EDGE:
                if found := pattern.search(line[0]):
                    first, last = (at + line.start() + place for place in found.span())
                    start = bisect_left(document.places, first)
                    end = bisect_left(document.places, last)
                    if end > start:
                        yield start, end
        at += len(page) + 1


@dataclass
class Walk:
    """A way through a document, looked for from some starts to some ends.

    Attributes:
        edges: where in the published text pieces of `around` may stand.
        reached: the furthest place in the document, and in what was published.
        steps: how many may still be tried, in all searches together.
    """

    published: Published
    document: Letters
    pieces: Pieces
    edges: set[int]
    reached: Span = (0, 0)
    steps: int = STEPS

    def leads(self, start: Span, ends: set[int], last: int) -> bool:
        """Whether there is a way from a place in both to the document's `last`, and one of `ends`.

        Args:
            start: the place in the document, and in what was published.
            ends: places in what was published.
        """
        return self.leads_from([start], ends, last)

    def leads_from(self, starts: Sequence[Span], ends: set[int], last: int) -> bool:
        furthest = max(ends)
        waiting = list(starts)
        seen: set[Span] = set()
        while waiting and self.steps > 0:
            i, j = waiting.pop()
            if (i, j) in seen or i > last or j > furthest:
                continue
            seen.add((i, j))
            most = min(last - i, furthest - j)
            run = same_run(self.published.words, j, self.document, i, most)
            if i + run == last and j + run in ends:
                return True
            self.reached = max(self.reached, (i + run, j + run))
            others = [*self._pieces(i, j, run), *self._ways(i, j, run)]
            self.steps -= 1 + len(others)
            waiting += others
        return False

    def _pieces(self, i: int, j: int, run: int) -> Iterator[Span]:
        """Where it goes on behind a piece, if one stands within a run or at its end."""
        for at in self.pieces.between(i, i + run):
            place = j + at - i
            for end, anywhere in self.pieces.ends[at]:
                if anywhere or place in self.edges:
                    yield end, place

    def _ways(self, i: int, j: int, run: int) -> Iterator[Span]:
        """Where it goes on behind other words that may stand at a place."""
        places = self._places
        at = bisect_left(places, j)
        while at < len(places) and places[at] <= j + run:
            here = i + places[at] - j
            for said, onwards in self.published.ways[places[at]]:
                if self.document.bare.startswith(said, here):
                    yield here + len(said), onwards
            at += 1

    @cached_property
    def _places(self) -> list[int]:
        return sorted(self.published.ways)


def is_whole(published: Published, document: Letters, pieces: Pieces) -> bool:
    """Whether a document says all that was published, and nothing that is not explained."""
    walk = Walk(published, document, pieces, published.edges)
    return walk.leads((0, 0), {published.length}, len(document.bare))


def is_part(published: Published, document: Letters) -> bool:
    """Whether a document is some whole paragraphs that follow each other, and nothing else."""
    beside = published.anywhere - published.own
    quoted = Published(published.words, published.starts, published.ways, beside)
    walk = Walk(quoted, document, Pieces(quoted, document), set())
    ends = {*published.starts[1:], published.length}
    starts = [(0, start) for start in reversed(published.starts)]
    return walk.leads_from(starts, ends, len(document.bare))


# --- How much alike ---


@dataclass(frozen=True)
class Word:
    key: str
    start: int
    end: int


def words_of(said: Letters) -> list[Word]:
    """The words of a reduced text, between blanks."""
    found: list[Word] = []
    start = 0
    for at in range(1, len(said.bare) + 1):
        if at == len(said.bare) or any(
            map(str.isspace, said.text[said.places[at - 1] + 1 : said.places[at]])
        ):
            signs = (
                (said.joints[n] or "")[:1].strip(" |\n") + said.bare[n] for n in range(start, at)
            )
            found.append(Word("".join(signs), start, at))
            start = at
    return found


def shingles(words: Sequence[Word]) -> set[tuple[str, ...]]:
    keys = [word.key for word in words]
    return {tuple(keys[at : at + N]) for at in range(len(keys) - N + 1)} or {tuple(keys)}


def likeness(published: set[tuple[str, ...]], document: set[tuple[str, ...]]) -> float:
    """How much of the smaller of two texts stands in the other, from 0 to 1."""
    smaller = min(len(published), len(document))
    return len(published & document) / smaller if smaller else 0.0


# --- The places ---


def differences(published: Published, document: Letters, pieces: Pieces) -> list[Difference]:
    """Where a document says something else than was published; at least one place.

    A place that is explained by a piece, or where only blanks and line ends differ, is none.
    """
    old, new = words_of(published.words), words_of(document)
    found: list[Difference] = []
    walk = Walk(published, document, pieces, published.edges)
    for gone, come in _gaps(old, new):
        start = (_at(new, come.start, document), _at(old, gone.start, published.words))
        end = (_end(new, come, document), _end(old, gone, published.words))
        if walk.leads(start, {end[1]}, end[0]):
            continue
        lost = published.words.raw(start[1], end[1])
        places = _unexplained(document, pieces, start[0], end[0]) if come else []
        if lost or not places:
            places = [(places[0][0], places[-1][1])] if places else [(start[0], start[0])]
        for first, last in places:
            said = document.raw(first, last)
            if not lost and not said:
                continue
            known = lost or _closest(said, published)
            found.append(_difference(known, said, document, first, last))
            if len(found) == MOST_DIFFERENCES:
                return found
    if not found:
        whole = Walk(published, document, pieces, published.edges)
        whole.leads((0, 0), {published.length}, len(document.bare))
        i, j = whole.reached
        expected = published.words.raw(j, min(published.length, j + 30))
        last = min(len(document.bare), i + 30)
        found.append(_difference(expected, document.raw(i, last), document, i, last))
    return found


def _difference(published: str, said: str, document: Letters, first: int, last: int) -> Difference:
    left = document.places[first] if first < len(document.places) else len(document.text)
    right = document.places[last - 1] + 1 if last > first else left
    if last > first:
        while left > 0 and not document.text[left - 1].isspace():
            left -= 1
        while right < len(document.text) and not document.text[right].isspace():
            right += 1
    before = document.text[max(0, left - 200) : left].split()[-AROUND:]
    after = document.text[right : right + 200].split()[:AROUND]
    return Difference(_short(published), _short(said), " ".join(before), " ".join(after))


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:LONGEST_SHOWN]) + (" …" if len(words) > LONGEST_SHOWN else "")


def _closest(said: str, published: Published) -> str:
    """The piece that an unexplained text was perhaps made of."""
    bare = reduced(said).bare[:300]
    for piece in published.shown:
        # A word of a longer piece: "1159/SP-HMS/03/2020" in a line of a footer.
        if abs(len(piece) - len(bare)) <= 4 and len(bare) >= 4 and _near(piece, bare):
            return published.shown[piece]
    found = get_close_matches(bare, published.shown, n=1, cutoff=0.7)
    return published.shown[found[0]] if found else ""


def _near(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.8


def _unexplained(document: Letters, pieces: Pieces, first: int, last: int) -> list[Span]:
    """The lines in a stretch of a document of which pieces leave something unexplained."""
    left = [0] * (last - first + 1)
    taken = [0] * (last - first + 1)
    for at in range(last - 1, first - 1, -1):
        here = at - first
        left[here] = left[here + 1] + 1
        for end, _anywhere in pieces.ends.get(at, ()):
            if end <= last and left[end - first] < left[here]:
                left[here], taken[here] = left[end - first], end - at
    spans: list[Span] = []
    at = first
    while at < last:
        if step := taken[at - first]:
            at += step
            continue
        line = _line(document, at, first, last)
        if not spans or spans[-1] != line:
            spans.append(line)
        at += 1
    return spans


def _line(document: Letters, at: int, first: int, last: int) -> Span:
    """The letters of a line, of those from `first` to `last`."""
    place = document.places[at]
    start = document.text.rfind("\n", 0, place) + 1
    end = document.text.find("\n", place)
    until = bisect_left(document.places, end) if end >= 0 else last
    return max(first, bisect_left(document.places, start)), min(last, until)


def _at(words: Sequence[Word], index: int, said: Letters) -> int:
    return words[index].start if index < len(words) else len(said.bare)


def _end(words: Sequence[Word], part: range, said: Letters) -> int:
    return words[part.stop - 1].end if part else _at(words, part.start, said)


def _gaps(old: Sequence[Word], new: Sequence[Word]) -> Iterator[tuple[range, range]]:
    """The runs of words that are not the same, between those that are."""
    a, b = [word.key for word in old], [word.key for word in new]
    j = i = 0
    for size, x, y in [*_same(a, b), (0, len(a), len(b))]:
        if x > j or y > i:
            yield range(j, x), range(i, y)
        j, i = x + size, y + size


def _same(a: list[str], b: list[str]) -> list[tuple[int, int, int]]:
    """Runs of the same words, rising in both: how many, and where they begin."""
    found: list[tuple[int, int, int]] = []
    j = i = 0
    for x, y in [*_rising(_anchors(a, b)), (len(a), len(b))]:
        if x < j or y < i:
            continue
        found += _between(a, b, j, x, i, y)
        size = 0
        while x + size < len(a) and y + size < len(b) and a[x + size] == b[y + size]:
            size += 1
        if size:
            found.append((size, x, y))
        j, i = x + size, y + size
    return found


def _between(
    a: list[str], b: list[str], j: int, x: int, i: int, y: int
) -> Iterable[tuple[int, int, int]]:
    if x == j or y == i:
        return []
    tail = 0
    while x - tail > j and y - tail > i and a[x - tail - 1] == b[y - tail - 1]:
        tail += 1
    ends = [(tail, x - tail, y - tail)] if tail else []
    old, new = a[j : x - tail], b[i : y - tail]
    if max(len(old), len(new)) > LONGEST_GAP:
        return ends
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return [*((block.size, j + block.a, i + block.b) for block in blocks if block.size), *ends]


def _anchors(a: list[str], b: list[str]) -> list[Span]:
    """Where three words stand that stand once in either."""
    old, new = ([tuple(w[at : at + N]) for at in range(len(w) - N + 1)] for w in (a, b))
    once, count = Counter(old), Counter(new)
    places = {key: at for at, key in enumerate(new) if count[key] == 1}
    return [(at, places[key]) for at, key in enumerate(old) if once[key] == 1 and key in places]


def _rising(pairs: list[Span]) -> list[Span]:
    """The longest run of pairs that rise on both sides (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []  # of each pile its top's place in `pairs`
    before: list[int] = []
    for at, (_x, y) in enumerate(pairs):
        pile = bisect_left(tops, y)
        before.append(piles[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(y)
            piles.append(at)
        else:
            tops[pile], piles[pile] = y, at
    chain: list[Span] = []
    at = piles[-1] if piles else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]
