"""Paragraphs that are items of lists, by Word's account or by what is typed before them."""

from collections.abc import Iterator

from releases.pasting.blocks import DEEPEST, Box, Paragraph
from releases.pasting.markers import Reading, Typed, rank, readings, typed
from releases.pasting.runs import cut

Blocks = list[Box | Paragraph]


def group(box: Box) -> None:
    """Make lists of the items among the paragraphs of a box and of all boxes in it.

    Without Word's account, paragraphs are items if at least two follow each other whose
    markers show it: the same sign repeats, or numbers of the same form count one by one. They
    count from 1, or go on where the last such list in the box stopped. In between, paragraphs
    with markers that lie deeper ("a)" within "1.", "o" within "·") are lists within the item.
    So a lone "1." and a year stay what they are. Our own rule.
    """
    for child in box.boxes:
        group(child)
    _find_typed(box.children)
    box.children = list(_nested(box.children))


def _find_typed(blocks: Blocks) -> None:
    """Set the level and marker of paragraphs that are items by their typed markers."""
    found = [_typed(block) for block in blocks]
    stopped: dict[str, int] = {}
    index = 0
    while index < len(blocks):
        levels = _levels(found, index, stopped)
        for level in levels:
            block, marker = blocks[index], found[index]
            if isinstance(block, Paragraph) and marker:
                block.level, block.marker = level, marker.text
                block.runs = cut(block.runs, marker.length)
            index += 1
        index += not levels


def _typed(block: Box | Paragraph) -> Typed | None:
    if isinstance(block, Box) or block.tag != "p" or block.level:
        return None
    return typed(block.text)


def _levels(found: list[Typed | None], index: int, stopped: dict[str, int]) -> list[int]:
    """The level of each item of the list that begins here; nothing if none does."""
    levels: list[int] = []
    path: list[Reading] = []
    counted: list[Reading] = []
    while index < len(found) and (marker := found[index]):
        path = _next(path, readings(marker.text), stopped)
        if not path:
            break
        levels.append(min(len(path), DEEPEST))
        if len(path) == 1:
            counted.append(path[0])
        index += 1
    if len(counted) < 2:
        return []
    stopped[counted[-1].form] = counted[-1].number
    return levels


def _next(path: list[Reading], ways: list[Reading], stopped: dict[str, int]) -> list[Reading]:
    """The path, from the outermost list, to the item with the next marker; or nothing."""
    for way in ways:
        for depth, last in enumerate(path):
            if way.form == last.form and way.number in {0, last.number + 1}:
                return [*path[:depth], way]
    for way in ways:
        goes_on = not path and way.number == stopped.get(way.form, 0) + 1
        deeper = not path or rank(way.form) > rank(path[-1].form)
        if goes_on or (deeper and way.number < 2):
            return [*path, way]
    return []


def _nested(blocks: Blocks) -> Iterator[Box | Paragraph]:
    """The blocks, with lists in the place of their items."""
    path: list[_List] = []
    for block in blocks:
        if isinstance(block, Box) or not block.level:
            path.clear()
            yield block
            continue
        ways = _ways(block)
        while path and path[-1].level > block.level:
            path.pop()
        if path and path[-1].level == block.level and not path[-1].goes_on(ways):
            path.pop()
        if not path or path[-1].level < block.level:
            opened = _List(block.level, ways)
            if path:
                path[-1].last_item.children.append(opened.box)
            else:
                yield opened.box
            path.append(opened)
        path[-1].add(block)


def _ways(paragraph: Paragraph) -> list[Reading]:
    """The ways to read the marker of an item; Word's may still stand in its text."""
    if not paragraph.marker and (marker := typed(paragraph.text)):
        paragraph.marker = marker.text
        paragraph.runs = cut(paragraph.runs, marker.length)
    return readings(paragraph.marker)


class _List:
    """A list that is being filled."""

    def __init__(self, level: int, ways: list[Reading]) -> None:
        self.level = level
        first = min(ways, key=lambda way: way.number != 1, default=Reading(""))
        self.number = first.number
        self.box = Box("ol" if self.number else "ul")
        if self.number > 1:
            self.box.attributes["start"] = str(self.number)
        self.number -= 1

    @property
    def last_item(self) -> Box:
        return self.box.boxes[-1]

    def goes_on(self, ways: list[Reading]) -> bool:
        if self.box.tag == "ul":
            return not any(way.number for way in ways)
        return any(way.number == self.number + 1 for way in ways)

    def add(self, paragraph: Paragraph) -> None:
        self.number += 1
        self.box.children.append(Box("li", children=[paragraph], newline=paragraph.newline))
        paragraph.level = 0
        paragraph.newline = False
