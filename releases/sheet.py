"""What a release at the desk and a sealed edition show alike: the text with its pictures, files."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from releases import figures
from releases.body import with_dateline

if TYPE_CHECKING:
    from releases.files.attached import Attached


class Sheet:
    """Something with a body, a dateline and files."""

    body: str
    dateline: str

    @property
    def attached(self) -> "Sequence[Attached]":
        """Its pictures and files, in their order."""
        raise NotImplementedError

    @property
    def html(self) -> str:
        """The body as it is shown: cleaned once more, dateline and pictures in their places."""
        return figures.placed(with_dateline(self.body, self.dateline), self.attached)

    @property
    def pictures(self) -> "list[Attached]":
        return [one for one in self.attached if one.is_picture]

    @property
    def lead_picture(self) -> "Attached | None":
        """The first picture, which lists show beside the headline."""
        return next(iter(self.pictures), None)

    @property
    def unplaced(self) -> "list[Attached]":
        """The pictures and films that the text has no place for."""
        there = figures.numbers_in(self.body)
        shown = (one for one in self.attached if one.is_picture or one.is_video)
        return [one for one in shown if one.number not in there]

    @property
    def documents(self) -> "list[Attached]":
        """The files to be taken away."""
        return [one for one in self.attached if one.is_document]
