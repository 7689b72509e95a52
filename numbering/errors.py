"""What may stand in the way of an entry in the register, in words for the person who asked."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class RegisterRefused(Exception):
    """Nothing was entered. `problems` says why and what to do, one sentence each."""

    said: tuple[str | Promise, ...] = ()  # what is said where nothing more particular is

    def __init__(self, *problems: str) -> None:
        self.problems = [str(problem) for problem in problems or self.said]
        super().__init__(" ".join(self.problems))


class NotTheRegistrar(RegisterRefused):
    said = (_("Only a registrar of the sequence’s agency may do this."),)


class ReasonMissing(RegisterRefused):
    said = (_("Write down the reason. It stands in the register."),)


class NumberTaken(RegisterRefused):
    """The serial, or the number as printed, stands in the register already."""


class PeriodClosed(RegisterRefused):
    """The period's book is closed; only a late number with a reason can still be taken."""


class NotNext(RegisterRefused):
    """A number given on paper does not follow the last one of the register."""


class TooFar(RegisterRefused):
    """So many serials would be skipped that it is rather a mistake in typing."""


class Unprintable(RegisterRefused):
    """The pattern can't print the number."""


class NotOpen(RegisterRefused):
    """A number is not, or no longer, in a state from which this can be done."""
