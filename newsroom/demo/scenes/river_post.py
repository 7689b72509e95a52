"""A health post in the rain, by a river: the tent is lit, and people come with umbrellas."""

from newsroom.demo.scenes.canvas import (
    AMBER,
    BLUE,
    CREAM,
    DEEP,
    GOLD,
    MOSS,
    TEAL,
    WHITE,
    Canvas,
    mixed,
)
from newsroom.demo.scenes.people import SKIN, standing, umbrella

BANK, SHORE = 560, 690
RAIN = "#8fa3b0"


def draw() -> Canvas:
    canvas = Canvas(RAIN)
    canvas.gradient(0, BANK, (0, "#55697a"), (0.6, "#8799a5"), (1, "#b4bfc4"))
    for x, y, wide, high in (
        (200, 90, 520, 120),
        (700, 60, 620, 110),
        (1250, 110, 560, 130),
        (1000, 210, 480, 70),
    ):
        canvas.glow(x, y, wide, high, "#3d4f5f", 0.55)
    for base, height, phase, share in ((540, 170, 1.1, 0.72), (560, 110, 3.0, 0.5)):
        canvas.ridge(base, height, 800, phase, mixed(MOSS, RAIN, share), BANK + 20)
    far_bank(canvas)
    river(canvas)
    canvas.gradient(SHORE, 1067, (0, "#6f7a62"), (0.25, "#66705d"), (1, "#454d46"))
    canvas.ridge(SHORE + 8, 26, 700, 2.0, "#6f7a62", SHORE + 40)
    for x, y, wide in ((250, 900, 190), (1390, 960, 230), (760, 1020, 260), (90, 1010, 120)):
        canvas.ellipse(x, y, wide, wide * 0.11, "#93a5ad", 0.75)
        canvas.ellipse(x + 14, y - 3, wide * 0.7, wide * 0.06, "#b4c2c8", 0.6)
    tent(canvas, 520, 910)
    visitors(canvas)
    rain(canvas)
    return canvas


def far_bank(canvas: Canvas) -> None:
    canvas.box(0, BANK - 12, 1600, BANK + 14, "#5d6f63")
    for place in range(17):
        x, tall = place * 101 - 10, 60 + (place * 37) % 50
        canvas.line([(x, BANK), (x, BANK - tall)], "#4b5d55", 6)
        canvas.ellipse(x, BANK - tall - 14, 40, 44, "#587064")
        canvas.ellipse(x + 24, BANK - tall + 10, 34, 32, "#506659")
    for x, wide, colour in (
        (70, 150, "#8d7a68"),
        (300, 120, "#8a8f8c"),
        (1190, 150, "#93816c"),
        (1420, 130, "#7f8d93"),
    ):
        canvas.box(x, BANK - 62, x + wide, BANK + 4, colour)
        canvas.polygon(
            [
                (x - 16, BANK - 60),
                (x + 26, BANK - 104),
                (x + wide - 26, BANK - 104),
                (x + wide + 16, BANK - 60),
            ],
            "#6d4a3d",
        )
        canvas.box(x + wide * 0.2, BANK - 44, x + wide * 0.36, BANK - 22, AMBER, 2, 0.85)
        canvas.box(x + wide * 0.62, BANK - 44, x + wide * 0.78, BANK - 22, "#566a76", 2)


def river(canvas: Canvas) -> None:
    canvas.gradient(BANK + 12, SHORE + 30, (0, "#a7a08a"), (0.4, "#8d8a79"), (1, "#6d7268"))
    for row in range(13):
        y = BANK + 22 + row * row * 0.72
        for column in range(8):
            x = (column * 233 + row * 149) % 1700 - 80
            canvas.line([(x, y), (x + 40 + row * 9, y)], "#d4d0bd", 2, 0.3)
    for mark in range(5):
        top = BANK + 8 + mark * 24
        canvas.box(68, top, 90, top + 24, WHITE if mark % 2 else "#b8402f")
    canvas.box(90, BANK + 8, 96, BANK + 128, "#3c4a50")


def tent(canvas: Canvas, x: float, ground: float) -> None:
    canvas.glow(x + 300, ground + 6, 470, 40, "#10181c", 0.65)
    canvas.polygon(
        [(x, ground - 190), (x + 600, ground - 190), (x + 600, ground), (x, ground)], "#d9dcd6"
    )
    canvas.polygon(
        [(x + 60, ground - 186), (x + 540, ground - 186), (x + 540, ground), (x + 60, ground)],
        "#5d4a33",
    )
    canvas.glow(x + 300, ground - 150, 330, 230, "#ffd98a", 0.95)
    canvas.glow(x + 300, ground - 170, 130, 90, "#fff3d0", 0.9)
    canvas.box(x + 96, ground - 150, x + 190, ground - 60, "#e9dcc0", 4)
    for row in range(3):
        for column in range(4):
            left = x + 104 + column * 21
            colour = (TEAL, WHITE, GOLD, BLUE)[(row + column) % 4]
            canvas.box(left, ground - 144 + row * 29, left + 15, ground - 124 + row * 29, colour, 2)
    standing(canvas, x + 265, ground - 12, 142, WHITE, DEEP, skin=SKIN[1], veil=TEAL)
    standing(canvas, x + 440, ground - 12, 148, BLUE, DEEP, skin=SKIN[0])
    canvas.box(x + 215, ground - 82, x + 500, ground - 66, CREAM, 3)
    canvas.box(x + 225, ground - 66, x + 490, ground, BLUE)
    canvas.box(x + 225, ground - 66, x + 490, ground - 56, DEEP)
    canvas.box(x + 372, ground - 108, x + 412, ground - 82, "#20303c", 3)
    canvas.box(x + 300, ground - 100, x + 350, ground - 82, WHITE, 3)
    plus(canvas, x + 325, ground - 91, 14, TEAL)
    for side in (0, 540):
        canvas.polygon(
            [
                (x + side, ground - 190),
                (x + side + 60, ground - 190),
                (x + side + 60, ground),
                (x + side, ground),
            ],
            "#cfd5d2",
        )
        canvas.line([(x + side + 30, ground - 190), (x + side + 30, ground)], "#b3bcb9", 5)
    canvas.polygon(
        [
            (x - 60, ground - 188),
            (x + 110, ground - 330),
            (x + 490, ground - 330),
            (x + 660, ground - 188),
        ],
        BLUE,
    )
    canvas.polygon(
        [
            (x + 300, ground - 330),
            (x + 490, ground - 330),
            (x + 660, ground - 188),
            (x + 300, ground - 188),
        ],
        DEEP,
        0.45,
    )
    for scallop in range(12):
        left = x - 60 + scallop * 60
        canvas.box(left, ground - 196, left + 60, ground - 164, GOLD if scallop % 2 else CREAM, 12)
    canvas.ellipse(x + 190, ground - 258, 44, 44, WHITE)
    plus(canvas, x + 190, ground - 258, 52, TEAL)
    canvas.text(x + 262, ground - 257, "POSKO 07", 52, WHITE, "lm", 1.2)
    for start, end in (
        ((x - 50, ground - 180), (x - 130, ground + 12)),
        ((x + 650, ground - 180), (x + 730, ground + 12)),
    ):
        canvas.line([start, end], "#dfe5e8", 3, 0.8)


def plus(canvas: Canvas, x: float, y: float, size: float, colour: str) -> None:
    arm, thick = size / 2, size / 6
    canvas.box(x - arm, y - thick, x + arm, y + thick, colour, 1)
    canvas.box(x - thick, y - arm, x + thick, y + arm, colour, 1)


def visitors(canvas: Canvas) -> None:
    umbrella(canvas, 285, 838, 250, "#b8503a")
    standing(canvas, 250, 945, 208, "#7a4a58", "#2d3640", skin=SKIN[3], veil="#e2cfae")
    standing(canvas, 330, 950, 132, GOLD, "#3c4a52", skin=SKIN[1])
    umbrella(canvas, 1296, 846, 236, GOLD)
    standing(canvas, 1275, 950, 216, "#4f6d7c", "#2d3138", skin=SKIN[2])
    umbrella(canvas, 1446, 876, 240, TEAL)
    standing(canvas, 1420, 985, 222, "#a3793f", "#39424a", skin=SKIN[0], veil=CREAM)


def rain(canvas: Canvas) -> None:
    for drop in range(420):
        x, y = (drop * 389) % 1690 - 40, (drop * 571) % 1100 - 20
        long = 22 + drop % 4 * 9
        canvas.line([(x, y), (x - long * 0.22, y + long)], WHITE, 1.6, 0.14 + drop % 3 * 0.07)
