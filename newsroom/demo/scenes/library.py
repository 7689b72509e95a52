"""A library's reading room in the evening."""

from newsroom.demo.scenes.canvas import (
    AMBER,
    BLUE,
    BRICK,
    CLAY,
    CREAM,
    DEEP,
    GOLD,
    MOSS,
    NIGHT,
    SAND,
    TEAL,
    Canvas,
    mixed,
)
from newsroom.demo.scenes.people import SKIN

FLOOR = 800
BOOKS = (BLUE, BRICK, TEAL, GOLD, SAND, MOSS, "#7d4a5a", DEEP, "#c98f5a")


def draw() -> Canvas:
    canvas = Canvas("#5a4330")
    canvas.gradient(0, FLOOR, (0, "#6d5139"), (0.5, "#94714b"), (1, "#7a5a3c"))
    canvas.gradient(FLOOR, 1067, (0, "#5b4230"), (1, "#2f231b"))
    for x in (460, 800, 1140):
        window(canvas, x)
    for left in (-20, 1310):
        shelf(canvas, left, 310)
    canvas.box(0, FLOOR - 16, 1600, FLOOR + 4, "#4a3526")
    for x in (460, 800, 1140):
        canvas.polygon(
            [(x - 110, FLOOR + 4), (x + 110, FLOOR + 4), (x + 190, 1067), (x - 190, 1067)],
            "#6f86a3",
            0.10,
        )
    for x in (300, 800, 1300):
        pendant(canvas, x)
    table(canvas)
    return canvas


def window(canvas: Canvas, x: float) -> None:
    left, right, top, sill = x - 118, x + 118, 150, 640
    canvas.box(left - 18, top - 18, right + 18, sill + 12, "#46331f", 130)
    canvas.box(left - 18, sill - 160, right + 18, sill + 12, "#46331f")
    canvas.box(left - 30, sill + 6, right + 30, sill + 26, "#c7a271", 3)
    for strip in range(245):
        # Bands of the evening, inside of the arch.
        y = top + strip * (sill - top) / 245
        reach = 118 if y > top + 118 else (118**2 - (top + 118 - y) ** 2) ** 0.5
        colour = mixed("#14305a", "#f0a36a", max(0, (strip / 245 - 0.12)) ** 1.5)
        canvas.box(x - reach, y, x + reach, y + 3, colour)
    for place in range(8):
        tall = 60 + (place * 53 + round(x)) % 110
        edge = left + place * 29.5
        canvas.box(edge, sill - tall, edge + 29.5, sill, mixed(NIGHT, "#54507a", 0.4))
        for light in range(3):
            if (place * 5 + light * 3 + round(x / 20)) % 3:
                y = sill - tall + 14 + light * 20
                if y < sill - 16:
                    canvas.box(edge + 8, y, edge + 15, y + 9, AMBER, 1, 0.9)
    canvas.ellipse(x + 46, top + 120, 3, 3, CREAM)
    canvas.ellipse(x - 60, top + 170, 2.4, 2.4, CREAM)
    canvas.ellipse(x - 10, top + 60, 2.6, 2.6, CREAM)
    canvas.box(x - 5, top, x + 5, sill, "#46331f")
    for y in (270, 400, 520):
        canvas.box(left, y, right, y + 8, "#46331f")


def shelf(canvas: Canvas, left: float, wide: float) -> None:
    canvas.box(left, 110, left + wide, FLOOR, "#3d2b1e", 6)
    for row in range(5):
        top, foot = 130 + row * 134, 130 + row * 134 + 116
        canvas.box(left + 14, top, left + wide - 14, foot, "#241811")
        x, book = left + 18, row * 7 + round(left) % 5
        while x < left + wide - 40:
            thick, tall = 14 + book * 7 % 13, 74 + book * 29 % 34
            colour = mixed(BOOKS[book * 5 % 9], "#2a1d14", 0.22)
            canvas.box(x, foot - tall, x + thick, foot, colour, 2)
            canvas.box(x + 3, foot - tall + 12, x + thick - 3, foot - tall + 17, CREAM, 0, 0.5)
            x, book = x + thick + 2, book + 1
            if book % 11 == 0:
                x += 26
        canvas.box(left + 8, foot, left + wide - 8, foot + 14, "#6b4c33")


def pendant(canvas: Canvas, x: float) -> None:
    canvas.line([(x, 0), (x, 128)], "#241811", 4)
    canvas.glow(x, 250, 380, 330, "#ffd890", 0.5)
    canvas.polygon([(x - 20, 122), (x + 20, 122), (x + 74, 176), (x - 74, 176)], DEEP)
    canvas.box(x - 74, 174, x + 74, 184, GOLD, 4)
    canvas.ellipse(x, 186, 34, 13, "#fff1cc")


def table(canvas: Canvas) -> None:
    for x, colour, veil in (
        (420, TEAL, ""),
        (640, "#d3c2a2", "#8a4a5a"),
        (965, BLUE, ""),
        (1190, GOLD, CREAM),
    ):
        reader(canvas, x, colour, veil)
    canvas.glow(800, 1010, 720, 60, "#0d0906", 0.7)
    for x in (330, 1250):
        canvas.polygon([(x, 860), (x + 34, 860), (x + 26, 1030), (x + 8, 1030)], "#4a301e")
    canvas.polygon([(270, 800), (1330, 800), (1400, 868), (200, 868)], "#b07f4e")
    canvas.polygon([(200, 868), (1400, 868), (1396, 892), (204, 892)], "#7c5432")
    for x in (530, 1078):
        canvas.glow(x, 830, 250, 46, "#ffe3a6", 0.85)
        lamp(canvas, x)
    for x in (420, 640, 965, 1190):
        book(canvas, x, 834)
    for height, colour in ((0, BRICK), (14, BLUE), (28, CREAM)):
        canvas.box(770 + height / 3, 826 - height, 858 - height / 4, 840 - height, colour, 3)


def lamp(canvas: Canvas, x: float) -> None:
    canvas.box(x - 26, 830, x + 26, 838, GOLD, 4)
    canvas.line([(x, 832), (x, 762)], GOLD, 6)
    canvas.polygon([(x - 44, 764), (x + 44, 764), (x + 30, 730), (x - 30, 730)], MOSS)
    canvas.box(x - 44, 760, x + 44, 768, "#ffe9b8", 4)


def book(canvas: Canvas, x: float, y: float) -> None:
    canvas.polygon(
        [
            (x - 56, y + 6),
            (x, y + 12),
            (x + 56, y + 6),
            (x + 46, y - 22),
            (x, y - 14),
            (x - 46, y - 22),
        ],
        "#f5ecd8",
    )
    canvas.line([(x, y + 12), (x, y - 14)], "#b9a684", 3)
    for row in range(3):
        for side in (-1, 1):
            start = (x + side * 12, y - 8 + row * 6)
            canvas.line([start, (x + side * 44, y - 13 + row * 6)], "#9a8a6e", 1.6, 0.7)


def reader(canvas: Canvas, x: float, colour: str, veil: str) -> None:
    """Somebody behind the table, over a book."""
    skin = SKIN[round(x) % 4]
    canvas.box(x - 66, 664, x + 66, 830, CLAY, 12)
    canvas.box(x - 54, 676, x + 54, 830, mixed(CLAY, "#241811", 0.35), 8)
    canvas.box(x - 62, 690, x + 62, 880, colour, 44)
    canvas.box(x - 13, 660, x + 13, 706, skin)
    if veil:
        canvas.polygon([(x - 40, 640), (x + 40, 640), (x + 54, 730), (x - 54, 730)], veil)
        canvas.ellipse(x, 634, 44, 48, veil)
        canvas.ellipse(x, 642, 28, 33, skin)
    else:
        canvas.ellipse(x, 630, 37, 39, "#231a17")
        canvas.ellipse(x, 644, 31, 34, skin)
    for side in (-1, 1):
        canvas.line([(x + side * 52, 736), (x + side * 64, 806), (x + side * 34, 834)], colour, 24)
        canvas.ellipse(x + side * 34, 832, 12, 9, skin)
