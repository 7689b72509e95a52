"""What may stand in the way of a move, in words for the person who asked for it."""

from django.utils.translation import gettext_lazy as _


class MoveRefused(Exception):
    """A release can't be moved. `problems` says why, one sentence each."""

    problems: list[str] = []

    def __init__(self, *problems: str) -> None:
        self.problems = [str(problem) for problem in problems or self.problems]
        super().__init__(" ".join(self.problems))


class NotPermitted(MoveRefused):
    problems = [_("Your role in this agency does not allow this.")]


class WrongState(MoveRefused):
    """The release is not in a state from which the move can be made."""


class TextHasMovedOn(MoveRefused):
    problems = [
        _("The text has been changed since you opened it. Read it again, then decide."),
    ]


class SecondPersonNeeded(MoveRefused):
    problems = [_("You wrote or submitted this release. A second person approves it.")]


class ReasonNeeded(MoveRefused):
    problems = [
        _("You wrote or submitted this release. Write down why no second person approves it."),
    ]


class NotReady(MoveRefused):
    """Something that the paper needs is missing or wrong."""
