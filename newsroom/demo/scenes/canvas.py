"""Where the demo's pictures are drawn: flat shapes, soft light, one palette."""

import math
from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFont

Point = tuple[float, float]

WIDTH, HEIGHT = 1600, 1067
# Drawn larger and made smaller, which smooths the edges.
FINER = 2

BLUE, DEEP, NIGHT = "#1f4e79", "#163a5c", "#0f2740"
GOLD, AMBER, SAND, CREAM = "#c9a227", "#f0b95a", "#e6d3ad", "#f7efdf"
TEAL, LEAF, MOSS = "#2a7f78", "#4f9a6b", "#2f6650"
BRICK, CLAY, WHITE, INK = "#b4553c", "#8a5a3c", "#ffffff", "#15202b"


class Canvas:
    """A picture in the making.

    Places and sizes are in pixels of what is saved, from above left; colours are as in CSS, and
    `opacity` is from 0 to 1.
    """

    def __init__(self, ground: str, width: int = WIDTH, height: int = HEIGHT) -> None:
        self.image = Image.new("RGB", (width * FINER, height * FINER), ground)
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def polygon(self, points: Sequence[Point], colour: str, opacity: float = 1) -> None:
        self.pen.polygon(self.scaled(points), fill=_ink(colour, opacity))

    def line(self, points: Sequence[Point], colour: str, width: float, opacity: float = 1) -> None:
        thick = max(1, round(width * FINER))
        self.pen.line(self.scaled(points), _ink(colour, opacity), thick, joint="curve")

    def box(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        colour: str,
        radius: float = 0,
        opacity: float = 1,
    ) -> None:
        corners = self.scaled([(left, top), (right, bottom)])
        self.pen.rounded_rectangle(corners, radius * FINER, _ink(colour, opacity))

    def ellipse(
        self, x: float, y: float, wide: float, high: float, colour: str, opacity: float = 1
    ) -> None:
        """An ellipse around a point; `wide` and `high` are its radii."""
        corners = self.scaled([(x - wide, y - high), (x + wide, y + high)])
        self.pen.ellipse(corners, _ink(colour, opacity))

    def gradient(self, top: float, bottom: float, *stops: tuple[float, str]) -> None:
        """From colour to colour down the whole width; each stop has a place from 0 to 1."""
        first, last = round(top * FINER), round(bottom * FINER)
        column = Image.new("RGB", (1, last - first))
        for row in range(column.height):
            column.putpixel((0, row), _between(stops, row / column.height))
        self.image.paste(column.resize((self.image.width, column.height)), (0, first))

    def glow(
        self, x: float, y: float, wide: float, high: float, colour: str, opacity: float
    ) -> None:
        """Light, or shadow, that fades from a point; `wide` and `high` are how far it reaches."""
        size = (round(2 * wide * FINER), round(2 * high * FINER))
        fading = ImageChops.invert(Image.radial_gradient("L"))
        # The gradient reaches its corners; it has to end at the sides.
        fading = fading.point([max(0, value - 75) ** 2 / 180**2 * 255 for value in range(256)])
        mask = fading.resize(size, Image.Resampling.BILINEAR).point(
            [value * opacity for value in range(256)]
        )
        corner = (round((x - wide) * FINER), round((y - high) * FINER))
        self.image.paste(colour, corner, mask)

    def ridge(
        self, base: float, height: float, length: float, phase: float, colour: str, foot: float
    ) -> None:
        """Hills along the whole width.

        Args:
            base: where they are low.
            height: how far they rise above it.
            length: from one top to the next, about.
            phase: in radians; another one gives other hills.
            colour: theirs.
            foot: where they end below.
        """
        line = [(x, base - height * _roll(x / length, phase)) for x in range(0, WIDTH + 21, 20)]
        self.polygon([*line, (WIDTH + 20, foot), (0, foot)], colour)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        colour: str,
        anchor: str = "la",
        bold: float = 0,
    ) -> None:
        """Words; `bold` is how much each stroke is thickened."""
        self.pen.text(
            (x * FINER, y * FINER),
            words,
            colour,
            ImageFont.load_default(size * FINER),
            anchor,
            stroke_width=bold * FINER,
        )

    def paste(self, other: "Canvas", x: float, y: float, degrees: float) -> None:
        """Lay another picture upon this one, its middle at a point, turned."""
        mask = Image.new("L", other.image.size, 255).rotate(degrees, expand=True)
        turned = other.image.rotate(degrees, Image.Resampling.BICUBIC, expand=True)
        corner = (
            round(x * FINER - turned.width / 2),
            round(y * FINER - turned.height / 2),
        )
        self.image.paste(turned, corner, mask)

    def jpeg(self) -> bytes:
        return self._saved("JPEG", quality=86)

    def png(self) -> bytes:
        return self._saved("PNG")

    def _saved(self, written: str, **settings: int) -> bytes:
        content = BytesIO()
        self.image.reduce(FINER).save(content, written, **settings)
        return content.getvalue()

    def scaled(self, points: Sequence[Point]) -> list[Point]:
        return [(x * FINER, y * FINER) for x, y in points]


def mixed(one: str, other: str, share: float) -> str:
    """A colour between two; `share` of the other one, from 0 to 1."""
    return "#{:02x}{:02x}{:02x}".format(*_between([(0, one), (1, other)], share))


def _ink(colour: str, opacity: float) -> tuple[int, ...]:
    return (*ImageColor.getrgb(colour)[:3], round(255 * opacity))


def _between(stops: Sequence[tuple[float, str]], place: float) -> tuple[int, ...]:
    above = [stop for stop in stops if stop[0] <= place][-1]
    below = next((stop for stop in stops if stop[0] > place), above)
    share = (place - above[0]) / (below[0] - above[0]) if below != above else 0
    pairs = zip(ImageColor.getrgb(above[1]), ImageColor.getrgb(below[1]), strict=True)
    return tuple(round(one + (other - one) * share) for one, other in pairs)


def _roll(x: float, phase: float) -> float:
    waves = ((1, 1.0), (2.3, 0.45), (5.1, 0.16))
    return sum(
        strength * (1 + math.sin(math.tau * x * often + phase * often)) / 3.2
        for often, strength in waves
    )
