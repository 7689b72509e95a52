"""What the public sees of one release, written the plainest way: a tape with a cell a moment.

An independent answer to compare `releases.timeline` and the database with: no intervals, no
ends, only which edition stands in which cell.
"""


class Tape:
    def __init__(self, length: int) -> None:
        self.cells: list[int | None] = [None] * length

    def approve(self, position: int, at: int) -> None:
        """From its moment on there is nothing but the new edition."""
        self.cells[at:] = [position] * (len(self.cells) - at)

    def cancel(self, position: int) -> None:
        """What stood right before it goes on in its place."""
        if position not in self.cells:
            return  # another was approved for its moment or an earlier one
        begins = self.cells.index(position)
        before = self.cells[begins - 1] if begins else None
        self.cells = [before if cell == position else cell for cell in self.cells]

    def ahead(self, now: int) -> list[int]:
        """The editions that have not begun and were not cancelled, the last one last."""
        seen = self.cells[: now + 1]
        return list(dict.fromkeys(cell for cell in self.cells if cell and cell not in seen))

    def seen(self, until: int) -> list[int]:
        """What the public has seen up to a moment."""
        return list(dict.fromkeys(cell for cell in self.cells[: until + 1] if cell))
