"""Pasted text made clean: what Word, Google Docs and LibreOffice put on the clipboard.

Whatever a browser's editor made of it, or left as it was, comes out as the few tags of
`releases.sanitiser`. The pasted tree is rid of what one program or another leaves in it, then
read into plain blocks (`blocks.py`), and written again.
"""

from dataclasses import dataclass
from html import escape

from releases.pasting import libreoffice, lists, pictures, tables, word
from releases.pasting.parsing import parsed
from releases.pasting.structure import read
from releases.pasting.tidying import tidy
from releases.pasting.writing import written
from releases.sanitiser import clean

# Two rounds are the rule: one that changes something, one that finds nothing left to change.
ROUNDS = 6


@dataclass(frozen=True)
class Pasted:
    """Clean HTML, and how many pictures of what was pasted are not in it."""

    html: str
    dropped_images: int


def tidied(html: str) -> Pasted:
    """The body to keep, from what was pasted. Our own rule.

    Args:
        html: any text, read as HTML.

    Returns:
        HTML as `sanitiser.clean` leaves it; tidying it again changes nothing. What good HTML
        says stays to the letter, but for `b` and `i`, which become `strong` and `em`. A text
        that no few rounds can settle comes back as one paragraph without any tags.
    """
    dropped = 0
    for _round in range(ROUNDS):
        cleaned, images = _once(html)
        dropped += images
        if cleaned == html:
            return Pasted(cleaned, dropped)
        html = cleaned
    text = " ".join("".join(parsed(html).itertext()).split())
    return Pasted(clean(f"<p>{escape(text, quote=False)}</p>"), dropped)


def _once(html: str) -> tuple[str, int]:
    root = parsed(html)
    word.prepare(root)
    libreoffice.prepare(root)
    images = pictures.drop(root)
    body = read(root)
    lists.group(body)
    tidy(body)
    tables.add_headers(body)
    return clean(written(body)), images
