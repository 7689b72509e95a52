"""Mangrove seedlings are planted at low tide."""

from newsroom.demo.scenes.canvas import (
    BLUE,
    BRICK,
    CLAY,
    CREAM,
    DEEP,
    GOLD,
    LEAF,
    MOSS,
    TEAL,
    WHITE,
    Canvas,
    mixed,
)
from newsroom.demo.scenes.people import SKIN

HORIZON, MUD = 430, 540
MIST = "#f6e3bd"


def draw() -> Canvas:
    canvas = Canvas(MIST)
    canvas.gradient(0, HORIZON, (0, "#78b3b8"), (0.6, "#cfe0cb"), (1, "#f9e6bb"))
    canvas.glow(420, 360, 640, 380, "#fff4d2", 1)
    canvas.ellipse(420, 250, 48, 48, "#fffaf0")
    for x, y, wide in ((980, 110, 360), (1240, 150, 320), (760, 190, 260)):
        canvas.glow(x, y, wide, 26, WHITE, 0.6)
    canvas.ridge(HORIZON, 120, 1000, 0.4, mixed(TEAL, MIST, 0.68), HORIZON)
    canvas.ridge(HORIZON, 64, 640, 2.6, mixed(TEAL, MIST, 0.42), HORIZON)
    canvas.gradient(HORIZON, MUD + 32, (0, "#f3dfb2"), (0.3, "#a5cbc2"), (1, "#6fa9a6"))
    for row in range(12):
        y = HORIZON + 6 + row * 9
        canvas.line([(420 - 26 - row * 9, y), (420 + 26 + row * 9, y)], "#fff6dc", 3, 0.6)
        for column in range(7):
            x = (column * 251 + row * 163) % 1700 - 60
            canvas.line([(x, y), (x + 40 + row * 6, y)], WHITE, 2, 0.35)
    boat(canvas, 690, 486, 1)
    boat(canvas, 905, 462, 0.6)
    grove(canvas)
    mud(canvas)
    rows(canvas)
    planters(canvas)
    return canvas


def boat(canvas: Canvas, x: float, y: float, size: float) -> None:
    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x + across * size, y + down * size) for across, down in points]

    canvas.line(at((-86, -6), (86, -6)), CLAY, 4 * size)
    canvas.polygon(at((-90, -14), (96, -18), (66, 16), (-62, 16)), DEEP)
    canvas.polygon(at((-90, -14), (96, -18), (92, -10), (-86, -6)), GOLD)
    canvas.line(at((-96, 22), (96, 22)), CREAM, 5 * size)
    canvas.line(at((4, -14), (4, -120)), CLAY, 5 * size)
    canvas.polygon(at((8, -116), (8, -30), (70, -34)), WHITE)


def grove(canvas: Canvas) -> None:
    """Grown trees on their roots, at the right."""
    for x, foot, tall in (
        (1130, 548, 150),
        (1235, 556, 190),
        (1345, 566, 230),
        (1465, 578, 260),
        (1580, 592, 290),
    ):
        crown = foot - tall
        colour = mixed(MOSS, MIST, 0.28 - (x - 1130) / 1900)
        for side in (-1, 1):
            for spread in (20, 44, 70):
                bend = [
                    (x, foot - tall * 0.42),
                    (x + side * spread * 0.7, foot - tall * 0.26),
                    (x + side * spread, foot + 8),
                ]
                canvas.line(bend, mixed(CLAY, MOSS, 0.35), 6)
        canvas.line([(x, foot - tall * 0.36), (x, crown)], mixed(CLAY, MOSS, 0.35), 12)
        for across, up, wide in ((0, 0, 88), (-62, 34, 66), (64, 30, 70), (-18, 52, 74)):
            canvas.ellipse(x + across, crown + up, wide, wide * 0.6, colour)
        for across, up, wide in ((-22, -18, 50), (48, 14, 40), (-66, 24, 36)):
            canvas.ellipse(x + across, crown + up, wide, wide * 0.5, mixed(colour, LEAF, 0.55))


def mud(canvas: Canvas) -> None:
    canvas.gradient(MUD + 30, 1067, (0, "#b39a73"), (0.45, "#96795a"), (1, "#6a5443"))
    canvas.ridge(MUD + 16, 26, 900, 0.9, "#b39a73", MUD + 60)
    for pool in range(15):
        x, y = (pool * 397) % 1640 - 20, 590 + pool * pool * 2.05
        wide = 70 + pool * 13
        canvas.ellipse(x, y, wide, wide * 0.09, "#cfd9c4", 0.75)
        canvas.ellipse(x + wide * 0.1, y - 2, wide * 0.66, wide * 0.045, "#fbedc8", 0.7)


def rows(canvas: Canvas) -> None:
    """Seedlings, each at its stake, larger the nearer they are."""
    for row in range(8):
        y = 612 + row * row * 6.4 + row * 12
        size = 0.34 + row * 0.125
        for place in range(16):
            x = 800 + (place - 7.5) * (92 + row * 36) + (row % 2) * 30
            if -60 < x < 1660:
                seedling(canvas, x, y, size)


def seedling(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.ellipse(x + 6 * size, y, 26 * size, 6 * size, "#4b3a2e", 0.4)
    canvas.line([(x + 11 * size, y), (x + 14 * size, y - 104 * size)], "#d8bd86", 5 * size)
    canvas.line([(x, y), (x, y - 78 * size)], MOSS, 5 * size)
    for side, up, long in ((-1, 52, 40), (1, 62, 42), (-1, 78, 34), (1, 82, 30)):
        base, tip = (x, y - up * size), (x + side * long * size, y - (up + 26) * size)
        lower = (x + side * long * 0.62 * size, y - (up + 2) * size)
        upper = (x + side * long * 0.3 * size, y - (up + 24) * size)
        canvas.polygon([base, lower, tip, upper], LEAF if side > 0 else "#3f8558")


def planters(canvas: Canvas) -> None:
    bending(canvas, 300, 770, 1.0, BLUE, "#39434d", 1)
    bending(canvas, 600, 690, 0.7, BRICK, "#2f3a44", -1)
    bending(canvas, 1010, 716, 0.8, TEAL, "#3c3a44", 1)
    bending(canvas, 1370, 860, 1.2, GOLD, "#2e3d48", -1)


def bending(
    canvas: Canvas, x: float, y: float, size: float, top: str, below: str, facing: int
) -> None:
    """Somebody who bends down to a seedling, under a wide hat."""

    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x + facing * across * size, y + down * size) for across, down in points]

    canvas.glow(x, y, 110 * size, 18 * size, "#2b1f17", 0.5)
    for across in (-14, 14):
        canvas.line(at((-22, -112), (across - 16, -56), (across - 4, 2)), below, 28 * size)
    canvas.line(at((62, -138), (86, -84), (92, -36)), top, 19 * size)
    canvas.polygon(
        at((-48, -128), (-34, -152), (54, -186), (84, -160), (66, -124), (-14, -88)), top
    )
    hand, face = at((93, -30), (96, -164))
    canvas.ellipse(*hand, 10 * size, 11 * size, SKIN[0])
    canvas.ellipse(*face, 22 * size, 24 * size, SKIN[1])
    canvas.polygon(at((46, -170), (88, -216), (104, -218), (146, -156)), "#d9b877")
    canvas.polygon(at((46, -170), (146, -156), (144, -150), (46, -162)), "#a88549")
    seedling(canvas, x + facing * 98 * size, y + 4 * size, size * 0.62)
