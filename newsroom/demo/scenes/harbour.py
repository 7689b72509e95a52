"""An electric bus at the stop of a ferry port, in the morning."""

from newsroom.demo.scenes.canvas import (
    AMBER,
    BLUE,
    BRICK,
    CREAM,
    DEEP,
    GOLD,
    INK,
    TEAL,
    WHITE,
    Canvas,
    mixed,
)
from newsroom.demo.scenes.people import SKIN, standing

HORIZON, QUAY = 520, 730
MIST = "#f3d9b5"


def draw() -> Canvas:
    canvas = Canvas(MIST)
    canvas.gradient(0, HORIZON, (0, "#5d93b8"), (0.55, "#b9cfd0"), (1, "#f8dcae"))
    canvas.glow(1010, 400, 620, 420, "#fff1cf", 0.95)
    canvas.ellipse(1010, 330, 46, 46, "#fff8e6")
    for x, y, wide in ((180, 150, 330), (420, 190, 260), (1330, 120, 300), (1480, 160, 240)):
        canvas.glow(x, y, wide, 26, WHITE, 0.55)
    for base, height, length, phase, share in (
        (HORIZON, 150, 900, 0.6, 0.72),
        (HORIZON, 105, 620, 2.2, 0.5),
        (HORIZON, 58, 480, 4.0, 0.25),
    ):
        canvas.ridge(base, height, length, phase, mixed(BLUE, MIST, share), HORIZON)
    sea(canvas)
    ferry(canvas, 130, 560)
    quay(canvas)
    bus(canvas, 330, 842)
    shelter(canvas)
    return canvas


def sea(canvas: Canvas) -> None:
    canvas.gradient(HORIZON, QUAY, (0, "#e9d2a8"), (0.3, "#8fb6b8"), (1, "#2f6e85"))
    for row in range(26):
        y = HORIZON + 6 + row * row * 0.31
        for column in range(9):
            x = (column * 211 + row * 137) % 1700 - 60
            wide = 24 + row * 4
            canvas.line([(x, y), (x + wide, y)], CREAM, 1.6 + row * 0.08, 0.32)
        reach = 26 + row * 5
        canvas.line([(1010 - reach, y), (1010 + reach, y)], "#fff1cf", 3, 0.5)


def ferry(canvas: Canvas, x: float, water: float) -> None:
    canvas.glow(x + 250, water + 72, 330, 26, DEEP, 0.6)
    canvas.polygon(
        [(x - 30, water), (x + 520, water), (x + 480, water + 68), (x + 30, water + 68)], DEEP
    )
    canvas.polygon(
        [(x - 22, water + 12), (x + 512, water + 12), (x + 505, water + 24), (x - 14, water + 24)],
        GOLD,
    )
    canvas.box(x + 20, water - 52, x + 455, water, WHITE, 6)
    canvas.box(x + 20, water - 10, x + 455, water, "#d5dde2")
    canvas.box(x + 60, water - 98, x + 385, water - 52, "#f6f8f9", 6)
    canvas.box(x + 60, water - 58, x + 385, water - 52, "#d5dde2")
    canvas.polygon(
        [
            (x + 280, water - 98),
            (x + 300, water - 138),
            (x + 370, water - 138),
            (x + 380, water - 98),
        ],
        WHITE,
    )
    canvas.box(x + 303, water - 130, x + 368, water - 114, "#34566f", 3)
    canvas.polygon(
        [
            (x + 120, water - 98),
            (x + 132, water - 150),
            (x + 190, water - 150),
            (x + 196, water - 98),
        ],
        BLUE,
    )
    canvas.polygon(
        [
            (x + 127, water - 128),
            (x + 130, water - 140),
            (x + 191, water - 140),
            (x + 193, water - 128),
        ],
        GOLD,
    )
    canvas.line([(x + 335, water - 138), (x + 335, water - 190)], "#5a6b78", 4)
    for window in range(13):
        left = x + 44 + window * 31
        canvas.box(left, water - 40, left + 18, water - 24, "#4f7d98", 3)
    for window in range(9):
        left = x + 80 + window * 33
        canvas.box(left, water - 86, left + 20, water - 70, "#4f7d98", 3)


def quay(canvas: Canvas) -> None:
    canvas.gradient(QUAY, 1067, (0, "#c9bda6"), (0.3, "#a49b8b"), (1, "#6d6a66"))
    canvas.box(0, QUAY - 8, 1600, QUAY + 12, "#e8dcc4")
    canvas.box(0, QUAY + 12, 1600, QUAY + 22, "#8b8373")
    for x in range(70, 1600, 190):
        canvas.box(x, QUAY - 34, x + 26, QUAY - 4, "#3b4650", 8)
    canvas.polygon([(0, 880), (1600, 880), (1600, 1067), (0, 1067)], "#4d5358")
    canvas.polygon([(0, 872), (1600, 872), (1600, 886), (0, 886)], "#d9d2c2")
    for x in range(-40, 1600, 260):
        canvas.polygon([(x, 996), (x + 130, 996), (x + 118, 1010), (x - 16, 1010)], CREAM, 0.8)
    canvas.box(0, 806, 1600, 816, AMBER, 0, 0.9)


def bus(canvas: Canvas, x: float, ground: float) -> None:
    foot = ground + 62
    canvas.glow(x + 330, foot + 16, 430, 34, "#0a1420", 0.75)
    canvas.box(x, ground - 226, x + 660, ground + 30, WHITE, 26)
    canvas.box(x + 30, ground - 246, x + 560, ground - 214, "#dfe6ea", 12)
    canvas.box(x, ground - 36, x + 660, ground + 30, TEAL, 20)
    canvas.box(x, ground - 36, x + 660, ground - 10, TEAL)
    canvas.polygon(
        [
            (x + 330, ground - 10),
            (x + 470, ground - 60),
            (x + 660, ground - 60),
            (x + 660, ground - 36),
            (x + 500, ground - 36),
        ],
        GOLD,
    )
    canvas.box(x + 16, ground - 200, x + 646, ground - 76, "#22394b", 14)
    canvas.polygon(
        [
            (x + 330, ground - 200),
            (x + 430, ground - 200),
            (x + 330, ground - 76),
            (x + 230, ground - 76),
        ],
        WHITE,
        0.1,
    )
    for place in (96, 262, 342, 520):
        passenger(canvas, x + place, ground - 76)
    for left in (150, 400):
        canvas.box(x + left, ground - 204, x + left + 92, ground + 22, "#2c4a60", 6)
        canvas.box(x + left + 6, ground - 196, x + left + 43, ground + 14, "#6f9ab2", 4)
        canvas.box(x + left + 49, ground - 196, x + left + 86, ground + 14, "#6f9ab2", 4)
        canvas.polygon(
            [
                (x + left + 6, ground - 60),
                (x + left + 43, ground - 140),
                (x + left + 43, ground - 100),
                (x + left + 6, ground - 20),
            ],
            WHITE,
            0.25,
        )
    canvas.box(x + 598, ground - 196, x + 650, ground - 80, "#4f7d98", 10)
    canvas.box(x + 510, ground - 240, x + 652, ground - 208, INK, 6)
    canvas.text(x + 581, ground - 224, "5  FERRY PORT", 19, AMBER, "mm", 0.5)
    for wheel in (110, 565):
        canvas.ellipse(x + wheel, foot - 34, 46, 46, "#20272d")
        canvas.ellipse(x + wheel, foot - 34, 26, 26, "#c7d0d6")
        canvas.ellipse(x + wheel, foot - 34, 9, 9, "#5a6b78")
    canvas.ellipse(x + 648, ground + 2, 9, 13, "#fff1cf")
    canvas.glow(x + 668, ground + 2, 90, 44, "#fff1cf", 0.7)


def passenger(canvas: Canvas, x: float, sill: float) -> None:
    canvas.ellipse(x, sill - 60, 15, 18, "#0f2130")
    canvas.box(x - 26, sill - 42, x + 26, sill, "#0f2130", 14)


def shelter(canvas: Canvas) -> None:
    for x in (1110, 1500):
        canvas.box(x, 560, x + 14, 860, "#33475a")
    canvas.box(1116, 590, 1506, 800, "#bcd6dd", 0, 0.35)
    canvas.polygon([(1060, 566), (1090, 530), (1560, 530), (1580, 566)], BLUE)
    canvas.box(1060, 564, 1580, 578, DEEP)
    canvas.box(1180, 784, 1430, 798, CREAM, 4)
    for x in (1200, 1400):
        canvas.box(x, 796, x + 10, 856, "#33475a")
    canvas.box(1040, 610, 1048, 868, "#33475a")
    canvas.ellipse(1044, 600, 40, 40, GOLD)
    canvas.text(1044, 600, "5", 46, WHITE, "mm", 1)
    standing(canvas, 1160, 868, 236, "#d9b46a", "#33475a", skin=SKIN[1])
    standing(canvas, 1300, 876, 222, "#7fb0a8", "#2c4a60", skin=SKIN[3], veil="#efe6d6")
    standing(canvas, 1372, 878, 148, BLUE, "#6d5c4a", skin=SKIN[0])
    standing(canvas, 1480, 872, 242, "#eef1f2", INK, skin=SKIN[2])
    canvas.box(1504, 800, 1552, 872, BRICK, 8)
    canvas.line([(1516, 800), (1516, 752), (1540, 752), (1540, 800)], "#33475a", 5)
