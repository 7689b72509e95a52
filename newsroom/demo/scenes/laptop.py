"""A laptop that shows a portal of open data, on a desk by a window."""

from newsroom.demo.scenes.canvas import (
    AMBER,
    BLUE,
    BRICK,
    CREAM,
    DEEP,
    GOLD,
    INK,
    LEAF,
    MOSS,
    SAND,
    TEAL,
    WHITE,
    Canvas,
    mixed,
)


def draw() -> Canvas:
    canvas = Canvas("#dfe8e6")
    canvas.gradient(0, 760, (0, "#e9e4d6"), (1, "#d8d2c2"))
    outlook(canvas)
    canvas.gradient(760, 1067, (0, "#b88a5c"), (1, "#8d6540"))
    canvas.box(0, 752, 1600, 768, "#d2a878")
    canvas.glow(800, 960, 760, 70, "#2d1a0c", 0.75)
    screen(canvas)
    keys(canvas)
    plant(canvas, 1420, 800)
    cup(canvas, 190, 900)
    return canvas


def outlook(canvas: Canvas) -> None:
    canvas.box(60, 60, 1540, 620, WHITE, 8)
    canvas.box(84, 84, 1516, 600, "#a9cfdc")
    for row in range(43):
        shade = mixed("#a9cfdc", "#f6e9cf", row / 42)
        canvas.box(84, 84 + row * 12, 1516, 96 + row * 12, shade)
    for x, wide, tall in (
        (84, 120, 170),
        (230, 90, 240),
        (1180, 110, 200),
        (1310, 100, 270),
        (1420, 96, 150),
    ):
        canvas.box(x, 600 - tall, x + wide, 600, "#7fa5b4", 0, 0.75)
        for row in range(int(tall / 34)):
            for column in range(3):
                left = x + 14 + column * wide / 3.4
                canvas.box(
                    left, 616 - tall + row * 34, left + 12, 630 - tall + row * 34, CREAM, 0, 0.6
                )
    for x in (548, 1030):
        canvas.box(x, 60, x + 22, 620, WHITE)
    canvas.box(30, 616, 1570, 646, "#f6f1e6", 4)


def screen(canvas: Canvas) -> None:
    canvas.box(330, 220, 1270, 850, "#2b333b", 26)
    canvas.box(354, 244, 1246, 822, "#f7f9fa", 6)
    canvas.box(354, 244, 1246, 306, BLUE, 6)
    canvas.ellipse(392, 275, 16, 16, GOLD)
    canvas.text(424, 275, "Portal Data Terbuka", 30, WHITE, "lm", 0.6)
    canvas.box(960, 258, 1222, 292, WHITE, 17, 0.22)
    canvas.ellipse(1198, 274, 8, 8, WHITE, 0.9)
    for place, (number, colour) in enumerate((("412", TEAL), ("31", GOLD), ("2", BRICK))):
        left = 384 + place * 150
        canvas.box(left, 332, left + 132, 432, WHITE, 10)
        canvas.box(left, 332, left + 8, 432, colour, 4)
        canvas.text(left + 28, 352, number, 44, INK, "la", 0.8)
        canvas.box(left + 28, 406, left + 104, 414, "#b9c4cb", 4)
    canvas.box(384, 452, 816, 792, WHITE, 10)
    for row in range(4):
        canvas.line([(410, 520 + row * 62), (792, 520 + row * 62)], "#e1e7ea", 2)
    for place, tall in enumerate((96, 88, 61, 54, 113)):
        left = 424 + place * 74
        colour = (BLUE, TEAL, LEAF, GOLD, AMBER)[place]
        canvas.box(left, 764 - tall * 2.3, left + 46, 764, colour, 6)
    canvas.box(410, 474, 560, 486, "#8d9aa3", 6)
    curve(canvas)
    pie(canvas)


def curve(canvas: Canvas) -> None:
    canvas.box(838, 332, 1222, 560, WHITE, 10)
    heights = (40, 62, 54, 88, 80, 118, 112, 150)
    points = [(862 + place * 48, 538 - tall) for place, tall in enumerate(heights)]
    canvas.polygon([(862, 540), *points, (1198, 540)], TEAL, 0.18)
    canvas.line(points, TEAL, 6)
    for x, y in points:
        canvas.ellipse(x, y, 7, 7, WHITE)
        canvas.ellipse(x, y, 5, 5, TEAL)
    canvas.box(862, 350, 980, 362, "#8d9aa3", 6)


def pie(canvas: Canvas) -> None:
    canvas.box(838, 580, 1222, 792, WHITE, 10)
    corners = canvas.scaled([(866, 606), (1026, 766)])
    begin = -90.0
    for share, colour in ((96, BLUE), (88, TEAL), (61, LEAF), (54, GOLD), (113, AMBER)):
        end = begin + share / 412 * 360
        canvas.pen.pieslice(corners, begin, end, fill=colour)
        begin = end
    canvas.ellipse(946, 686, 42, 42, WHITE)
    for row, colour in enumerate((BLUE, TEAL, LEAF, GOLD, AMBER)):
        canvas.box(1064, 612 + row * 32, 1082, 630 + row * 32, colour, 4)
        canvas.box(1096, 616 + row * 32, 1190 - row % 2 * 24, 626 + row * 32, "#b9c4cb", 5)


def keys(canvas: Canvas) -> None:
    canvas.polygon([(330, 850), (1270, 850), (1390, 960), (210, 960)], "#c9d0d5")
    canvas.polygon([(210, 960), (1390, 960), (1380, 980), (220, 980)], "#98a2aa")
    for row in range(4):
        y, inset = 862 + row * 17, 60 - row * 20
        for key in range(14):
            step = (940 - 2 * inset + row * 40 + 40) / 14
            left = 330 + inset - row * 20 + key * step
            canvas.box(left, y, left + step - 8, y + 12, "#4c5660", 3)
    canvas.polygon([(660, 934), (940, 934), (956, 956), (644, 956)], "#b3bcc3")


def plant(canvas: Canvas, x: float, y: float) -> None:
    canvas.glow(x, y + 92, 130, 22, "#2d1a0c", 0.7)
    for side, tall, wide, colour in (
        (-1, 250, 120, MOSS),
        (1, 240, 110, MOSS),
        (-1, 320, 60, LEAF),
        (1, 300, 66, LEAF),
        (1, 350, 8, "#5fae79"),
    ):
        tip = (x + side * wide, y - tall + 60)
        canvas.polygon(
            [
                (x - 10, y),
                (x + side * wide * 0.3 - 30, y - tall * 0.45),
                tip,
                (x + side * wide * 0.5 + 30, y - tall * 0.4),
                (x + 10, y),
            ],
            colour,
        )
    canvas.polygon([(x - 76, y - 14), (x + 76, y - 14), (x + 56, y + 92), (x - 56, y + 92)], BRICK)
    canvas.box(x - 84, y - 30, x + 84, y - 4, "#c46a4c", 6)


def cup(canvas: Canvas, x: float, y: float) -> None:
    canvas.glow(x, y + 40, 140, 22, "#2d1a0c", 0.6)
    canvas.ellipse(x + 66, y - 20, 34, 34, DEEP)
    canvas.ellipse(x + 66, y - 20, 20, 20, "#a97d51")
    canvas.polygon([(x - 66, y - 76), (x + 66, y - 76), (x + 50, y + 40), (x - 50, y + 40)], DEEP)
    canvas.ellipse(x, y - 76, 66, 18, BLUE)
    canvas.ellipse(x, y - 74, 56, 13, "#4a2d1a")
    canvas.ellipse(x - 16, y - 77, 20, 4, SAND, 0.3)
