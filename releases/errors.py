"""What may stand in the way of a move, in words for the person who asked for it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class MoveRefused(Exception):
    """A release can't be moved. `problems` says why, one sentence each."""

    said: tuple[str | Promise, ...] = ()  # what is said where nothing more particular is

    def __init__(self, *problems: str) -> None:
        self.problems = [str(problem) for problem in problems or self.said]
        super().__init__(" ".join(self.problems))


class NotPermitted(MoveRefused):
    said = (_("Your role in this agency does not allow this."),)


class WrongState(MoveRefused):
    """The release is not in a state from which the move can be made."""


class TextHasMovedOn(MoveRefused):
    said = (_("The text has been changed since you opened it. Read it again, then decide."),)


class SecondPersonNeeded(MoveRefused):
    said = (_("You wrote or submitted this release. A second person approves it."),)


class ReasonNeeded(MoveRefused):
    said = (_("You wrote or submitted this release. Write down why no second person approves it."),)


class NotReady(MoveRefused):
    """Something that the paper needs is missing or wrong."""


class CameInBetween(MoveRefused):
    said = (_("Another change came in between, and nothing was saved. Please try again."),)
