"""What a pattern reads in the numbers of an office, and what it would print from there on."""

import datetime
from collections.abc import Sequence as Several
from dataclasses import dataclass
from functools import cached_property

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from numbering import patterns
from numbering.models import today
from numbering.periods import Reset, last_day, period_of

NEXT_ONES = 5
LONGEST_PATTERN = 100  # characters, as the model has it


@dataclass(frozen=True)
class Prospect:
    """A proposal, looked at from today."""

    proposal: patterns.Proposal
    texts: Several[str]  # the numbers it was proposed for
    fiscal_start_month: int

    @property
    def pattern(self) -> str:
        return self.proposal.pattern

    @property
    def parts(self) -> list[tuple[str, str]]:
        return patterns.explain(self.pattern)

    @property
    def readings(self) -> list[tuple[str, int]]:
        return list(zip(self.texts, self.proposal.serials, strict=True))

    @cached_property
    def last(self) -> tuple[str, int]:
        """The number with the highest serial, and that serial."""
        return max(self.readings, key=lambda reading: reading[1])

    @property
    def next_ones(self) -> list[str]:
        serial = self.last[1]
        return [self._printed(serial + more, today()) for more in range(1, NEXT_ONES + 1)]

    def what_comes(self, reset: str) -> str:
        """In a sentence, how the numbers go on in the next period.

        Args:
            reset: one of Reset.
        """
        text, serial = self.last
        if reset == Reset.NEVER:
            day = datetime.date(today().year + 1, 1, 1)
            return _("After %(last)s comes %(next)s, even on %(day)s.") % {
                "last": text,
                "next": self._printed(serial + 1, day),
                "day": date_format(day),
            }
        period = period_of(today(), reset, self.fiscal_start_month)
        day = last_day(period, reset, self.fiscal_start_month) + datetime.timedelta(days=1)
        return _("The first number from %(day)s on is %(next)s.") % {
            "next": self._printed(1, day),
            "day": date_format(day),
        }

    def _printed(self, serial: int, on: datetime.date) -> str:
        try:
            return patterns.format_number(self.pattern, serial, on, self.fiscal_start_month)
        except ValueError as unprintable:
            return str(unprintable)


def problems_with(pattern: str, texts: Several[str]) -> list[str]:
    """Say why a pattern can't be that of these numbers, in full sentences; empty where it can.

    Args:
        pattern: any text.
        texts: the numbers that it has to read.
    """
    if len(pattern) > LONGEST_PATTERN:
        return [
            _("Shorten the pattern: it may have %(limit)d characters.") % {"limit": LONGEST_PATTERN}
        ]
    if problems := patterns.check(pattern):
        return problems
    for text in texts:
        try:
            patterns.read(pattern, text)
        except patterns.Unreadable as unreadable:
            problems.append(f"“{text}”: {unreadable}")
    return problems


def prospects(
    proposals: Several[patterns.Proposal],
    chosen: str,
    texts: Several[str],
    fiscal_start_month: int,
) -> list[Prospect]:
    """What each proposal would print, and with them the pattern chosen, if it is another one.

    Args:
        proposals: those for `texts`.
        chosen: any text; left out where it is no pattern of these numbers.
        texts: the numbers.
        fiscal_start_month: the month, 1 to 12, in which a fiscal year begins.
    """
    offered = list(proposals)
    known = {proposal.pattern for proposal in proposals}
    if texts and chosen not in known and not problems_with(chosen, texts):
        serials = tuple(patterns.read(chosen, text).serial for text in texts)
        offered.append(patterns.Proposal(chosen, serials, ()))
    return [Prospect(proposal, texts, fiscal_start_month) for proposal in offered]
