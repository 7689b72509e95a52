"""What somebody typed into the search field, read as a question. Whatever it is, it can be read.

banjir bandang        either word; the more of them, the further up
"taman baca"          these words one after the other
-rapat  -"rapat kerja"   not with these
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from releases.search.stop_words import STOP_WORDS
from releases.search.words import WORD, composed, folded, forms

LONGEST = 200  # characters; what follows is not read
MOST_WORDS = 12

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))
_CHUNK = re.compile(r'(?P<without>(?<!\S)-)?(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"]+))')


@dataclass(frozen=True)
class Word:
    """A word that is asked for: as it was typed, folded, and its stems in every language."""

    typed: str
    part: str
    forms: tuple[str, ...]


Phrase = tuple[Word, ...]


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes:
        text: as it was typed, without blanks at its ends.
        words: those of which any is to be met, each once; those of the phrases among them.
        phrases: words that stand one after the other, all of them.
        without: words, or phrases, that must not stand there.
        unsaid: what was typed and stands in almost every text, so it is not asked for.
    """

    text: str
    words: tuple[Word, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    without: tuple[Phrase, ...] = ()
    unsaid: tuple[str, ...] = ()

    @property
    def says_nothing(self) -> bool:
        return not self.words and not self.without


def read(text: str) -> Question:
    """Read any text as a question. Never raises."""
    typed = composed(text[:LONGEST]).translate(_QUOTES)
    words: dict[tuple[str, ...], Word] = {}
    phrases: list[Phrase] = []
    without: list[Phrase] = []
    unsaid: list[str] = []
    for found in _CHUNK.finditer(typed):
        said = tuple(_words(found["phrase"] if found["word"] is None else found["word"]))
        kept = tuple(word for word in said if word.part not in STOP_WORDS)
        if found["without"]:
            without += [kept] if kept else []
            continue
        unsaid += [word.typed for word in said if word.part in STOP_WORDS]
        words |= {word.forms: word for word in kept if word.forms not in words}
        if found["phrase"] is not None and len(kept) > 1:
            phrases.append(kept[:MOST_WORDS])
    return Question(
        text.strip(),
        tuple(words.values())[:MOST_WORDS],
        tuple(phrases[:MOST_WORDS]),
        tuple(phrase[:MOST_WORDS] for phrase in without[:MOST_WORDS]),
        tuple(dict.fromkeys(unsaid)),
    )


def _words(text: str) -> Iterator[Word]:
    for found in WORD.finditer(text):
        for part in folded(found[0]):
            yield Word(found[0], part, forms(part))
