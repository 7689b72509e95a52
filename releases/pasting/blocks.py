"""What a pasted text is read into: boxes within boxes, and paragraphs of marked text."""

from dataclasses import dataclass, field
from typing import NamedTuple

# Lists may nest as deeply as Word's.
DEEPEST = 9

LISTS = {"ul", "ol"}
SECTIONS = {"thead", "tbody", "tfoot"}
CELLS = {"td", "th", "caption"}

# A line break within a paragraph: the character Word itself keeps for it. No text has it.
BREAK = "\x0b"


class Mark(NamedTuple):
    """A tag around a piece of text; a link has an address."""

    tag: str
    href: str = ""


Marks = tuple[Mark, ...]  # the outermost first


class Run(NamedTuple):
    """A piece of text whose characters are all marked the same, or a BREAK."""

    text: str
    marks: Marks = ()


@dataclass
class Paragraph:
    """A paragraph or heading.

    `level` is not 0 in a paragraph which is an item of a list by Word's account; `marker` is
    its number or sign. `newline` says that it stood on a new line in the source.
    """

    tag: str = "p"
    attributes: dict[str, str] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)
    level: int = 0
    marker: str = ""
    newline: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass
class Box:
    """Anything that holds blocks: a list, an item, a quote, a table, a row, a cell; or a rule."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Box | Paragraph"] = field(default_factory=list)
    newline: bool = False
    newline_at_end: bool = False

    @property
    def boxes(self) -> list["Box"]:
        return [child for child in self.children if isinstance(child, Box)]
