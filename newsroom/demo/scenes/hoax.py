"""A chain message on a telephone, stamped as a hoax. Its words can't be read, and can't spread."""

from newsroom.demo.scenes.canvas import BLUE, DEEP, TEAL, WHITE, Canvas

RED = "#b3261e"


def draw() -> Canvas:
    canvas = Canvas("#dfe7e4")
    canvas.gradient(0, 1067, (0, "#e9eee9"), (1, "#c4d3d0"))
    canvas.glow(800, 980, 620, 60, "#23403c", 0.5)
    for x, y, size in ((180, 240, 150), (1420, 330, 190), (270, 860, 210), (1360, 880, 130)):
        bubble(canvas, x, y, size)
    canvas.box(530, 70, 1070, 1000, "#1b2630", 62)
    canvas.box(554, 94, 1046, 976, "#ece7dd", 42)
    canvas.box(554, 94, 1046, 200, TEAL, 42)
    canvas.box(554, 150, 1046, 200, TEAL)
    canvas.ellipse(610, 150, 28, 28, "#d5e5e1")
    canvas.box(656, 132, 830, 148, WHITE, 8)
    canvas.box(656, 160, 760, 170, WHITE, 5, 0.6)
    message(canvas, 578, 236, 400, (330, 350, 290, 340, 180))
    canvas.box(602, 404, 950, 510, "#d7e1ee", 12)
    canvas.box(620, 424, 690, 490, BLUE, 10)
    canvas.box(708, 432, 920, 446, "#73879b", 7)
    canvas.box(708, 462, 860, 474, "#a3b2c0", 6)
    canvas.box(620, 530, 880, 544, "#5b86c4", 7)
    message(canvas, 578, 610, 330, (270, 210))
    message(canvas, 690, 740, 330, (250, 280, 150), "#d8efd9")
    stamp = Canvas("#ece7dd", 700, 210)
    stamp.box(0, 0, 700, 210, RED, 26)
    stamp.box(14, 14, 686, 196, WHITE, 16)
    stamp.box(24, 24, 676, 186, RED, 10)
    stamp.text(350, 106, "HOAKS", 150, WHITE, "mm", 5)
    canvas.glow(806, 590, 440, 210, "#1b2630", 0.55)
    canvas.paste(stamp, 800, 570, 10)
    return canvas


def bubble(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.box(
        x - size * 0.6, y - size * 0.4, x + size * 0.6, y + size * 0.3, WHITE, size * 0.14, 0.55
    )
    canvas.polygon(
        [
            (x - size * 0.4, y + size * 0.28),
            (x - size * 0.1, y + size * 0.28),
            (x - size * 0.42, y + size * 0.52),
        ],
        WHITE,
        0.55,
    )
    canvas.text(x, y - size * 0.05, "?", size * 0.42, DEEP, "mm", 1)


def message(
    canvas: Canvas,
    left: float,
    top: float,
    wide: float,
    lines: tuple[int, ...],
    colour: str = WHITE,
) -> None:
    """A message whose lines are bars; the first one of the chain has room for its link."""
    high = len(lines) * 30 + 26 + (160 if len(lines) == 5 else 0)
    canvas.box(left, top, left + wide, top + high, colour, 18)
    for row, long in enumerate(lines):
        canvas.box(
            left + 24, top + 22 + row * 30, left + 24 + long, top + 34 + row * 30, "#8c959c", 6
        )
