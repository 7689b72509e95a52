"""Pictures of a PDF: the larger ones, where they stand, and their captions."""

import base64
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from ingest.formats import html
from ingest.formats.blocks import Picture
from ingest.formats.pdf_lines import STREAMS, Line

# A picture that is kept is no logo, line or ornament: in pixels.
_LEAST_WIDTH = 300
_LEAST_HEIGHT = 200
_MOST_PIXELS = 12_000_000


@dataclass
class Drawn:
    """A picture and where it stands; `bottom` is its lower edge."""

    picture: Picture
    page: int
    bottom: float
    below: Line | None = None  # the last line of its caption

    def takes(self, lines: list[Line], looks_like_one: bool) -> bool:
        """Whether lines are its caption, or go on with it."""
        first = lines[0]
        if self.below is None:
            return looks_like_one and first.page == self.page
        near = 0 < self.below.y - first.y < first.height * 2
        return near and abs(first.height - self.below.height) < 0.3

    def is_above(self, line: Line) -> bool:
        return self.page < line.page or (self.page == line.page and self.bottom > line.y)


def pictures_of(reader: PdfReader) -> tuple[list[Drawn], int]:
    """The larger pictures of the pages with their places, and how many are not kept."""
    found: list[Drawn] = []
    seen: set[str] = set()
    dropped = 0
    for number, page in enumerate(reader.pages):
        for name, image, bottom in _drawn_on(page):
            if not _is_picture(image):
                continue
            raw = _content(page, name, image)
            content = base64.b64encode(raw).decode("ascii")
            if not html.is_kept(raw) or len(found) >= html.MOST_PICTURES:
                dropped += 1
            elif content not in seen:
                seen.add(content)
                found.append(Drawn(Picture(len(found) + 1, content), number, bottom))
    return found, dropped


def _drawn_on(page: PageObject) -> Iterator[tuple[str, Any, float]]:
    """Each picture of a page, and where its lower edge is (ISO 32000-1, 8.4.4 and 8.8)."""
    resources = page.get("/Resources")
    known = resources.get_object().get("/XObject") if resources else None
    known = known.get_object() if known else {}
    if not known or not isinstance(contents := page["/Contents"].get_object(), STREAMS):
        return
    kept: list[tuple[float, ...]] = []
    now: tuple[float, ...] = (1, 0, 0, 1, 0, 0)
    found = []
    for operands, operator in ContentStream(contents, page.pdf, "bytes").operations:
        if operator == b"q":
            kept.append(now)
        elif operator == b"Q":
            now = kept.pop() if kept else now
        elif operator == b"cm" and len(operands) == 6:
            now = _times(tuple(map(float, operands)), now)
        elif operator == b"Do" and operands and operands[0] in known:
            one = known[operands[0]].get_object()
            if one.get("/Subtype") == "/Image":
                found.append((str(operands[0]), one, min(now[5], now[5] + now[3])))
    yield from sorted(found, key=lambda one: -one[2])


def _times(a: tuple[float, ...], b: tuple[float, ...]) -> tuple[float, ...]:
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def _content(page: PageObject, name: str, image: Any) -> bytes:
    """The bytes of a picture: a JPEG as it lies there, anything else drawn as PNG."""
    if image.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        return bytes(image._data)
    if image.get("/Width", 0) * image.get("/Height", 0) > _MOST_PIXELS:
        return b""
    try:
        drawn = io.BytesIO()
        if (whole := page.images[name].image) is not None:
            whole.save(drawn, "PNG")
    except MemoryError:
        raise
    except Exception:  # a picture of an unusual kind is no reason not to read the text
        return b""
    return drawn.getvalue()


def _is_picture(image: Any) -> bool:
    return image.get("/Width", 0) >= _LEAST_WIDTH and image.get("/Height", 0) >= _LEAST_HEIGHT
