"""Lines of a text → its paragraphs, whether lines are paragraphs or were wrapped at a width.

Our own rule, from how such texts are made: exported texts have one line per paragraph; copied
e-mail and PDF have lines of much the same length that end in mid-sentence.
"""

import re
from dataclasses import dataclass
from itertools import groupby, pairwise

from ingest import dates

_ITEM = re.compile(r"(?:\d{1,2}[.)]|[a-z][.)]|[ivx]{1,4}[.)]|[•●▪◦·*]|[–-]\s)\s*\S")
_SENTENCE_END = re.compile(r"[.!?:;…][”\"’')\]]*(?:\s?\(\*+\))?$")
_WIDEST = 130
_WORD = re.compile(r"[^\W\d_]{4,}")
# Words that stay small in a headline as well.
_SMALL = re.compile(
    r"yang|untuk|dengan|dari|pada|dalam|oleh|bagi|serta|atau|para|akan|hingga|agar|telah"
    r"|with|from|into|over|under|upon|their",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Unit:
    """A paragraph, a headline or a single line, and the printed lines it was joined from.

    `block` counts the groups between blank lines.
    """

    text: str
    lines: tuple[str, ...]
    block: int


def is_prose(text: str) -> bool:
    """Tell whether `text` reads like a sentence of the body, not like a headline or a label."""
    if len(text) >= 300:
        return not is_capitals(text)
    if len(text) < 30 or not _SENTENCE_END.search(text) or is_capitals(text):
        return False
    words = _words(text)
    small = sum(word[0].islower() for word in words)
    return len(text) >= 200 or small > len(words) * (0.25 if len(text) >= 80 else 0.4)


def is_item(text: str) -> bool:
    """Tell whether `text` begins as an item of a list: “1. ”, “a) ”, “• ”."""
    return _ITEM.match(text) is not None


def is_capitals(text: str) -> bool:
    """Tell whether the letters of `text` are capitals, a stray small word aside."""
    letters = [character for character in text[:2000] if character.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) >= len(letters) * 0.8


def is_headline_case(text: str) -> bool:
    """Tell whether nearly every longer word of `text` begins with a capital."""
    words = _words(text[:2000])
    return bool(words) and sum(not word[0].islower() for word in words) >= len(words) * 0.8


def wrapping(lines: list[str]) -> tuple[bool, bool]:
    """Tell whether the lines, the blank ones included, were broken at a width, and if unsure.

    Wrapped lines are none of them long, and most end in mid-sentence before a line that goes on.
    """
    full = [line for line in lines if line]
    if sum(len(line) > _WIDEST for line in full) > len(full) * 0.05:
        return False, False
    width = _width(full)
    going_on = ended = 0
    for line, following in pairwise(lines):
        if not line or not following or _ITEM.match(following) or is_capitals(line):
            continue
        if _SENTENCE_END.search(line):
            ended += 1
        elif len(line) >= width * 0.6:
            going_on += 1
    wrapped = width >= 30 and going_on > ended
    return wrapped, going_on + ended > 4 and min(going_on, ended) > (going_on + ended) * 0.3


def units(lines: list[str], *, wrapped: bool) -> list[Unit]:
    """Return the paragraphs of `lines`; with `wrapped`, lines broken at a width are joined.

    Arguments: `lines`, each without its line end, blank lines empty.
    """
    result: list[Unit] = []
    gathered: list[str] = []
    block = 0
    width = _width([line for line in lines if line])
    parted = _has_blank_lines_between(lines)

    def close() -> None:
        if gathered:
            result.append(Unit(_join(gathered), tuple(gathered), block))
            gathered.clear()

    for line in lines:
        if not line:
            close()
            block += 1
            continue
        if gathered and not (wrapped and _goes_on(gathered[-1], line, width, parted=parted)):
            close()
        gathered.append(line)
    close()
    return result


def broken_words(lines: list[str]) -> list[str]:
    """Return the words that a wrapped text breaks at a line end with a hyphen of unsure meaning.

    The halves of a doubled word (“kota-” and “kota”) are no such case.
    """
    found = []
    for line, following in pairwise(lines):
        if re.search(r"[a-z]-$", line) and following[:1].islower():
            first, second = line.rsplit(None, 1)[-1][:-1], following.split(None, 1)[0]
            if not second.lower().startswith(first.lower()):
                found.append(f"{first}-{second}")
    return found


def _has_blank_lines_between(lines: list[str]) -> bool:
    """Tell whether blank lines part the paragraphs: no block holds most of the lines."""
    blocks = [len(list(block)) for full, block in groupby(lines, key=bool) if full]
    several = [count for count in blocks if count > 1]
    return len(several) > 1 and max(several) < sum(several) * 0.6


def _goes_on(line: str, following: str, width: int, *, parted: bool) -> bool:
    if _ITEM.match(following) or line.endswith("(*)") or dates.alone(following):
        return False
    # A headline in capitals right above the text; but “(OMO);” may begin a line of any paragraph.
    if len(following) > 20 and is_capitals(line) != is_capitals(following):
        return False
    filled = len(line) + 1 + len(following.split(None, 1)[0])
    if not _SENTENCE_END.search(line):
        return filled > width * 0.8
    # A full stop before the margin, where the next word had room, ends a paragraph that no blank
    # line ends.
    return filled > width * (0.6 if parted else 0.95)


def _join(lines: list[str]) -> str:
    text = lines[0]
    parts = [text]
    for line in lines[1:]:
        broken = re.search(r"\w-$", parts[-1]) and line[:1].islower()
        parts.append(line if broken else " " + line)
    return "".join(parts)


def _width(lines: list[str]) -> int:
    """The width most lines keep below: the longest but for the longest twentieth."""
    lengths = sorted(len(line) for line in lines)
    return lengths[-1 - len(lengths) // 20] if lengths else 0


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not _SMALL.fullmatch(word)]
