"""The order of what was found: BM25F, computed here, so that it is the same on every database.

After S. Robertson, H. Zaragoza, M. Taylor, "Simple BM25 Extension to Multiple Weighted Fields"
(2004): a word's occurrences in all fields are weighed and added before they are dampened. The weights
are ours, measured by `bench/relevance.py`. What a field is compared with in length is fixed: an
average over what is public would have to be counted for every question, and one over everything
would tell of what is not public.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Field:
    """How much a word counts in a field of the index, and how long such a field usually is."""

    name: str
    weight: float
    usual: int
    by_length: float  # 0: its length does not matter; 1: a word counts by its share


FIELDS = (
    Field("title", 5.0, 9, 0.4),
    Field("lead", 2.0, 25, 0.5),
    Field("body", 1.0, 180, 0.7),
    Field("agency", 1.0, 6, 0.3),
    Field("topics", 1.5, 3, 0.3),
    Field("number", 1.0, 5, 0.0),
)
DAMPING = 1.4
NEAR = 0.5  # of the rarer word's weight, where two words that are asked for stand side by side


def rarity(public: int, holding: int) -> float:
    """How much a word says: the fewer texts hold it, the more.

    Args:
        public: how many texts are public.
        holding: how many of them hold the word.
    """
    return math.log(1 + (max(public - holding, 0) + 0.5) / (holding + 0.5))


@dataclass(frozen=True)
class Sought:
    """A word that is asked for: its stems, and its rarity."""

    forms: tuple[str, ...]
    weight: float

    @cached_property
    def spaced(self) -> tuple[str, ...]:
        return tuple(f" {form} " for form in self.forms)


class Ranking:
    """How well texts answer a question."""

    def __init__(self, sought: Sequence[Sought]) -> None:
        self.sought = sought
        # Two words side by side, in the order in which they were typed.
        self.pairs = [
            (
                NEAR * min(one.weight, other.weight),
                [f" {a}  {b} " for a in one.forms for b in other.forms],
            )
            for one, other in zip(sought, sought[1:], strict=False)
        ]

    def score(self, fields: Iterable[str]) -> float:
        """How well one text answers.

        Args:
            fields: its stems, in the order of FIELDS, between single blanks.

        Returns:
            0.0 where nothing of it is met. Rounded, so that sums in another order are equal.
        """
        counted = [0.0] * len(self.sought)
        near = 0.0
        for field, text in zip(FIELDS, fields, strict=True):
            if not text:
                continue
            # Two blanks, so that a word that stands there twice in a row is counted twice.
            spaced = f" {text.replace(' ', '  ')} "
            length = text.count(" ") + 1
            per_word = field.weight / (1 + field.by_length * (length / field.usual - 1))
            for place, one in enumerate(self.sought):
                for form in one.spaced:
                    if times := spaced.count(form):
                        counted[place] += times * per_word
            for weight, pair in self.pairs:
                if any(both in spaced for both in pair):
                    near = near + weight * (2 if field.name == "title" else 1)
        said = sum(
            one.weight * times / (times + DAMPING)
            for one, times in zip(self.sought, counted, strict=True)
        )
        return round(said + near if said else 0.0, 9)
