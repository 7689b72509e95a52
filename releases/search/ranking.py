"""The order of what was found, computed here, so that it is the same on every database.

BM25F, after S. Robertson, H. Zaragoza, M. Taylor, "Simple BM25 Extension to Multiple Weighted
Fields" (2004): a word's occurrences in all fields are weighed and added before they are dampened.
Besides that, ours: a word counts more as it was typed than as its stem alone, a text more that has
more of the words, and one more in which they stand close together. The weights were measured by
`bench/relevance.py`.

What a field is compared with in length is fixed: an average over what is public would have to be
counted for every question, and one over everything would tell of what is not public.
"""

import math
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations


@dataclass(frozen=True)
class Field:
    """How much a word counts in a field of the index, and how long such a field usually is."""

    name: str
    weight: float
    usual: int
    by_length: float  # 0: its length does not matter; 1: a word counts by its share

    def worth(self, length: int) -> float:
        """What one word counts in such a field of so many words.

        One that is shorter than half the usual length counts as that: in a text of two sentences
        a word would else say more than in a headline.
        """
        share = max(length / self.usual, 0.5)
        return self.weight / (1 + self.by_length * (share - 1))


TITLE = Field("title", 2.5, 9, 0.4)
LEAD = Field("lead", 1.5, 25, 0.5)
BODY = Field("body", 1.0, 180, 0.9)
FIELDS = (
    *(TITLE, LEAD, BODY),
    Field("agency", 0.7, 8, 0.3),
    Field("topics", 1.2, 4, 0.3),
    Field("number", 1.0, 5, 0.0),
)
DAMPING = 1.6
AS_TYPED = 1.3  # what a word counts besides, where it stands as it was typed
COMPLETE = 0.4  # how far a text falls that lacks some of the words
NEAR = 2.0  # what two words count besides, where they stand side by side …
REACH = 55  # … and half of it so many letters apart
CLOSELY = 200  # texts in which it is looked for how near the words are


def rarity(public: int, holding: int) -> float:
    """How much a word says: the fewer texts hold it, the more.

    Args:
        public: how many texts are public.
        holding: how many of them hold the word.
    """
    return math.log(1 + (max(public - holding, 0) + 0.5) / (holding + 0.5))


@dataclass(frozen=True)
class Sought:
    """A word that is asked for: folded as it was typed, its stems, and its rarity."""

    part: str
    forms: tuple[str, ...]
    weight: float

    @cached_property
    def spaced(self) -> tuple[str, ...]:
        return tuple(f" {form} " for form in self.forms)


@dataclass(frozen=True)
class Text:
    """A row of the index: the stems of FIELDS, and the words of title and body as they are written,
    all between single blanks."""

    stems: Sequence[str]
    title_words: str
    body_words: str


def order(texts: dict[int, Text], sought: Sequence[Sought]) -> list[tuple[float, int]]:
    """Weigh texts against each other.

    Args:
        texts: by any key; of equal ones the order of the keys in it stands.
        sought: the words, as often as each is asked for once.

    Returns:
        Weight and key of each, the best first. Weights are rounded, so that sums are equal that
        should be.
    """
    weighed = [(score(text, sought), key) for key, text in texts.items()]
    weighed.sort(key=lambda one: -one[0])
    if len(sought) < 2:
        return weighed
    near = [
        (round(weight + nearness(texts[key], sought), 9), key) for weight, key in weighed[:CLOSELY]
    ]
    near.sort(key=lambda one: -one[0])
    return near + weighed[CLOSELY:]


def score(text: Text, sought: Sequence[Sought]) -> float:
    """How well one text answers; 0.0 where nothing of it is met."""
    counted = [0.0] * len(sought)
    for field, stems in zip(FIELDS, text.stems, strict=True):
        if stems:
            worth = field.worth(stems.count(" ") + 1)
            spaced = _spaced(stems)
            for place, one in enumerate(sought):
                for form in one.spaced:
                    counted[place] += worth * spaced.count(form)
    typed = [0.0] * len(sought)
    for field, words in ((TITLE, text.title_words), (BODY, text.body_words)):
        worth = field.worth(words.count(" ") + 1)
        spaced = _spaced(words)
        for place, one in enumerate(sought):
            typed[place] += worth * spaced.count(f" {one.part} ")
    total = sum(one.weight for one in sought)
    met = sum(one.weight for one, times in zip(sought, counted, strict=True) if times)
    said = sum(
        one.weight * (_dampened(times) + AS_TYPED * _dampened(as_typed))
        for one, times, as_typed in zip(sought, counted, typed, strict=True)
    )
    return round(said * (met / total) ** COMPLETE, 9) if met else 0.0


def nearness(text: Text, sought: Sequence[Sought]) -> float:
    """How close to each other the words stand."""
    running = _spaced("   ".join(text.stems[:3]))
    places = [(one.weight, _places(running, one.spaced)) for one in sought]
    there = [(weight, found) for weight, found in places if found]
    total = sum(
        min(weight, other) / (1 + _distance(found, others) / REACH)
        for (weight, found), (other, others) in combinations(there, 2)
    )
    return NEAR * total / (len(sought) - 1)


def _dampened(times: float) -> float:
    return times / (times + DAMPING)


def _spaced(text: str) -> str:
    # Two blanks between words, so that one that stands there twice in a row is counted twice.
    return f" {text.replace(' ', '  ')} "


def _places(text: str, words: Sequence[str]) -> list[int]:
    found = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append(at)
            at = text.find(word, at + 1)
    return sorted(found)


def _distance(places: list[int], others: list[int]) -> int:
    """The smallest distance between one of some places and one of others."""
    nearest = abs(places[0] - others[0])
    for place in places:
        at = bisect(others, place)
        nearest = min([nearest, *(abs(place - other) for other in others[max(at - 1, 0) : at + 1])])
    return nearest
