"""The places of pasted numbers: what the words that stand at one point of them all can mean."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from .language import LARGEST_SERIAL
from .months import month_named
from .reading import key

_LONGEST_WORD = len(str(LARGEST_SERIAL))
_MONTHS = {str(month): month for month in range(1, 13)}

Roles = dict[int, str]  # the index of a place, and the field in it
Years = tuple[int | None, ...]  # the calendar year of each text, where it is known


@dataclass(frozen=True)
class Place:
    """What stands at one point of all the texts."""

    words: tuple[str, ...]  # one of each text, as printed there

    @cached_property
    def values(self) -> tuple[str, ...]:
        return tuple(key(word) for word in self.words)

    @cached_property
    def varies(self) -> bool:
        return len(set(self.values)) > 1

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The number of each word, or nothing where a word is no number that a field prints."""
        if any(not word.isdecimal() or len(word) > _LONGEST_WORD for word in self.words):
            return ()
        return tuple(int(word) for word in self.words)

    @cached_property
    def months(self) -> tuple[int, ...]:
        """The month of each word, a number, Roman or named, or nothing where a word is none."""
        if any(word.isdecimal() and len(word) > 2 for word in self.words):
            return ()
        months = [_MONTHS.get(value) or month_named(value) for value in self.values]
        return tuple(month for month in months if month) if all(months) else ()

    @cached_property
    def has_names(self) -> bool:
        """Whether a word names a month."""
        return any(map(month_named, self.values))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The year of each word, of two or four digits, or nothing where a word is no year."""
        if self.has_width(4) and all(1990 <= number <= 2099 for number in self.numbers):
            return self.numbers
        # Offices begin next year's numbers in December, but not earlier.
        if self.has_width(2) and 2000 + max(self.numbers) <= date.today().year + 1:
            return tuple(2000 + number for number in self.numbers)
        return ()

    def has_width(self, digits: int) -> bool:
        return bool(self.numbers) and all(len(word) == digits for word in self.words)
