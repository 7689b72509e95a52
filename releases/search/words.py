"""A text as the words it is found by: cut, folded, without stop words, reduced to their stems.

One rule for what is indexed, what is asked and what is marked, on every database. Folding is
NFKC and NFC (Unicode Standard Annex 15) with full case folding, and without accents. The stems are
Snowball's, Indonesian or English after the language of the text.
"""

import re
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from unicodedata import combining, is_normalized, normalize

import snowballstemmer

from releases.search.stop_words import STOP_WORDS

# Raise it when a text would be cut or stemmed in another way than before: `migrate` and the doctor
# compare it with what each entry of the index was written by.
RULES = 2

STEMMERS = {"id": "indonesian", "en": "english"}
LONGEST = 30  # characters of a word; what follows is cut off
MOST_REMEMBERED = 50_000  # words, of each language
APOSTROPHES = "'’ʼ`"

WORD = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_WITHOUT_APOSTROPHES = str.maketrans("", "", APOSTROPHES)
_own = threading.local()  # a stemmer remembers its word while it works


def composed(text: str) -> str:
    """The text in NFC, as editions are sealed."""
    return text if is_normalized("NFC", text) else normalize("NFC", text)


@lru_cache(maxsize=50_000)
def folded(word: str) -> tuple[str, ...]:
    """What remains of one word whatever its case, accents and width; mostly one part.

    "Jum'at" is "jumat", "Café" is "cafe", "½" is "1" and "2".
    """
    plain = normalize("NFKC", word.translate(_WITHOUT_APOSTROPHES)).casefold()
    if not plain.isascii():
        plain = "".join(sign for sign in normalize("NFD", plain) if not combining(sign))
        plain = normalize("NFC", plain)
    return tuple(part[:LONGEST] for part in _PART.findall(plain))


@lru_cache(maxsize=50_000)
def stem(part: str, language: str) -> str:
    """A folded word's stem in a language; in one that has no stemmer, the word."""
    if language not in STEMMERS:
        return part
    stemmers = _own.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        stemmers[language] = snowballstemmer.stemmer(STEMMERS[language])
    # A stem of nothing would be found nowhere.
    return stemmers[language].stemWord(part) or part


def forms(part: str) -> tuple[str, ...]:
    """The stems of a folded word in every language: a question does not say which is its own."""
    return tuple(dict.fromkeys(stem(part, language) for language in STEMMERS))


class _Memo(dict[str, str]):
    """What becomes of each word, with blanks between its parts; words come back again and again.

    A lookup is all that a known word costs, for a million of them. It begins anew when it is full.
    Numbers are not kept: few come back, and in every language they are their own stem.
    """

    def __init__(self, parts_of: Callable[[str], Iterable[str]]) -> None:
        super().__init__()
        self.parts_of = parts_of

    def __missing__(self, word: str) -> str:
        if word.isascii() and word.isdigit():
            return word[:LONGEST]
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        found = self[word] = " ".join(self.parts_of(word))
        return found

    def of(self, words: Iterable[str]) -> list[str]:
        return " ".join(map(self.__getitem__, words)).split()


def _stems(word: str, language: str) -> Iterator[str]:
    return (stem(part, language) for part in folded(word) if part not in STOP_WORDS)


_written = _Memo(lambda word: (part for part in folded(word) if part not in STOP_WORDS))
_stemmed: dict[str, _Memo] = {}


def _stems_in(language: str) -> _Memo:
    if language not in _stemmed:
        _stemmed[language] = _Memo(lambda word: _stems(word, language))
    return _stemmed[language]


def stems(text: str, language: str) -> list[str]:
    """The stems of a text in its language, in their order.

    Returns:
        Letters and digits only, case folded: safe between blanks, and in any query. Mostly that
        is lower case; Cherokee is folded to capitals (Unicode's CaseFolding.txt).
    """
    return _stems_in(language).of(WORD.findall(composed(text)))


def written(text: str) -> list[str]:
    """The words of a text as they stand there, folded, in their order."""
    return _written.of(WORD.findall(composed(text)))


def stems_and_words(text: str, language: str) -> tuple[list[str], list[str]]:
    """The stems of a text, and its words as they stand there, folded, both in their order."""
    found = WORD.findall(composed(text))
    return _stems_in(language).of(found), _written.of(found)


def marked(text: str, language: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Each word of a text that is in NFC: where it begins and ends, and its stems."""
    for found in WORD.finditer(text):
        yield found.start(), found.end(), tuple(_stems_in(language)[found[0]].split())
