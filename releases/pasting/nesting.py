"""Boxes put only where they may lie: items in lists, cells in rows, rows in tables."""

from releases.pasting.blocks import CELLS, DEEPEST, LISTS, SECTIONS, Box, Paragraph

TABLE = {"table", "tr"} | SECTIONS
# A list takes two boxes a level, a table four; what lies deeper is read without its box.
DEPTH = 2 * DEEPEST + 8


class Nesting:
    """The open boxes, from the body to the innermost."""

    def __init__(self) -> None:
        self.body = Box("body")
        self.open_boxes = [self.body]
        self.newline = False

    @property
    def depth(self) -> int:
        return len(self.open_boxes)

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        """Open a box where it fits, opening what must lie around it; or none, if none fits.

        A list beside the items of another lies in the item before it. A table within a table
        is only its text.
        """
        if self.depth > DEPTH:
            return
        innermost = self.open_boxes[-1]
        if tag in TABLE | CELLS:
            if not self._make_room(tag):
                return
        elif tag == "li" and innermost.tag not in LISTS:
            self._reopen("ul", LISTS)
        elif tag != "li" and innermost.tag in LISTS:
            self._reopen("li", {"li"})
        self._push(Box(tag, attributes))

    def close(self, depth: int) -> None:
        """Close boxes until no more than so many are open."""
        while self.depth > depth:
            self.open_boxes.pop().newline_at_end = self.newline
            self.newline = False

    def place(self, block: Box | Paragraph) -> None:
        """Put a block into the innermost box; before the table, if no cell of it is open."""
        block.newline, self.newline = self.newline, False
        innermost = self.open_boxes[-1]
        if isinstance(block, Paragraph) and innermost.tag in LISTS:
            depth = self.depth
            self._reopen("li", {"li"})
            self.open_boxes[-1].children.append(block)
            del self.open_boxes[depth:]
        elif innermost.tag in TABLE and block.tag not in TABLE | CELLS:
            around = self.open_boxes[self._nearest({"table"}) - 1]
            around.children.insert(-1, block)
        else:
            innermost.children.append(block)

    def _push(self, box: Box) -> None:
        self.place(box)
        self.open_boxes.append(box)

    def _reopen(self, tag: str, tags: set[str]) -> None:
        """Open the last box again if it has one of the tags, otherwise a new one."""
        last = self.open_boxes[-1].children[-1:]
        if last and isinstance(last[0], Box) and last[0].tag in tags:
            self.open_boxes.append(last[0])
        else:
            self._push(Box(tag))

    def _nearest(self, tags: set[str]) -> int:
        """Where the innermost open box with one of the tags is, or 0."""
        for index in range(self.depth - 1, 0, -1):
            if self.open_boxes[index].tag in tags:
                return index
        return 0

    def _make_room(self, tag: str) -> bool:
        """Close and open boxes until a part of a table fits; whether it can."""
        index = self._nearest(TABLE | CELLS)
        if tag == "table":
            if index == 0 and self.open_boxes[-1].tag in LISTS:
                self._reopen("li", {"li"})
            return index == 0
        if index == 0 or self.open_boxes[index].tag in CELLS:
            return False
        if tag in SECTIONS | {"caption"}:
            index = self._nearest({"table"})
        elif tag == "tr" and self.open_boxes[index].tag == "tr":
            index -= 1
        del self.open_boxes[index + 1 :]
        if tag in {"tr", "td", "th"} and self.open_boxes[-1].tag == "table":
            self._reopen("tbody", {"tbody"})
        if tag in {"td", "th"} and self.open_boxes[-1].tag != "tr":
            self._reopen("tr", {"tr"})
        return True
