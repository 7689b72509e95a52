"""Prints of a photo contest on a table: a lighthouse, a boat, a market, children on a beach."""

from newsroom.demo.scenes.canvas import (
    AMBER,
    BLUE,
    BRICK,
    CREAM,
    GOLD,
    INK,
    NIGHT,
    SAND,
    TEAL,
    WHITE,
    Canvas,
    mixed,
)

PRINT = (520, 390)


def draw() -> Canvas:
    canvas = Canvas("#c39b6d")
    canvas.gradient(0, 1067, (0, "#cfa97b"), (1, "#a67c51"))
    for plank in range(6):
        y = plank * 190 + 40
        canvas.line([(0, y), (1600, y)], "#8f6842", 3, 0.5)
        for grain in range(5):
            start = (plank * 331 + grain * 347) % 1500
            canvas.line(
                [(start, y + 30 + grain * 30), (start + 260, y + 30 + grain * 30)],
                "#8f6842",
                2,
                0.22,
            )
    canvas.glow(500, 200, 1000, 620, "#fff0d2", 0.35)
    for picture, x, y, degrees in (
        (boat(), 1190, 760, 7),
        (beach(), 400, 770, -6),
        (terrace(), 1230, 330, -5),
        (lighthouse(), 390, 320, 5),
        (lanterns(), 800, 545, -2),
    ):
        canvas.glow(x + 14, y + 20, 400, 320, "#2d1a0c", 0.75)
        canvas.paste(framed(picture), x, y, degrees)
    return canvas


def framed(picture: Canvas) -> Canvas:
    wide, high = PRINT
    frame = Canvas("#fdfaf3", wide + 40, high + 40)
    frame.paste(picture, wide / 2 + 20, high / 2 + 20, 0)
    return frame


def sea_and_sky(top: str, low: str, water: str, deep: str) -> Canvas:
    canvas = Canvas(low, *PRINT)
    canvas.gradient(0, 215, (0, top), (1, low))
    canvas.gradient(215, 390, (0, water), (1, deep))
    for row in range(9):
        y = 222 + row * row * 2
        for column in range(4):
            x = (column * 171 + row * 97) % 560 - 40
            canvas.line([(x, y), (x + 20 + row * 6, y)], WHITE, 2, 0.35)
    return canvas


def lighthouse() -> Canvas:
    canvas = sea_and_sky(NIGHT, "#e98f5d", "#b9725c", "#22395a")
    canvas.polygon([(336, 66), (0, 10), (0, 116)], "#fff0c0", 0.28)
    canvas.polygon([(230, 390), (286, 262), (400, 236), (520, 270), (520, 390)], "#1d2733")
    canvas.polygon([(312, 246), (322, 88), (354, 88), (366, 246)], CREAM)
    for top in (124, 178):
        canvas.polygon(
            [
                (319 - (top - 124) / 18, top),
                (357 + (top - 124) / 14, top),
                (359 + (top - 124) / 14, top + 26),
                (317 - (top - 124) / 18, top + 26),
            ],
            BRICK,
        )
    canvas.box(316, 80, 360, 90, INK)
    canvas.box(325, 54, 351, 80, "#ffe9a8")
    canvas.polygon([(318, 56), (338, 34), (358, 56)], BRICK)
    canvas.glow(338, 66, 110, 90, "#fff0c0", 0.8)
    return canvas


def boat() -> Canvas:
    canvas = sea_and_sky("#6fb3c0", "#e9edd6", "#69b3b0", "#1f6a74")
    canvas.polygon([(0, 216), (70, 176), (150, 190), (240, 216)], "#5f8f86")
    canvas.line([(262, 300), (262, 96)], "#6d4a30", 7)
    canvas.polygon([(270, 104), (270, 272), (392, 260)], WHITE)
    canvas.polygon([(270, 188), (270, 226), (362, 222), (332, 178)], GOLD)
    canvas.polygon([(120, 288), (424, 280), (366, 338), (170, 338)], BLUE)
    canvas.polygon([(120, 288), (424, 280), (414, 296), (130, 302)], AMBER)
    canvas.line([(90, 344), (440, 344)], WHITE, 5, 0.7)
    return canvas


def beach() -> Canvas:
    canvas = sea_and_sky("#86bfd6", "#fbe8c2", "#7ec4c0", "#3d96a0")
    canvas.polygon([(0, 316), (160, 294), (520, 322), (520, 390), (0, 390)], SAND)
    canvas.polygon([(0, 312), (160, 290), (520, 318), (520, 326), (160, 300), (0, 322)], WHITE)
    for x, foot, shirt in ((150, 352, BRICK), (214, 340, TEAL), (286, 356, GOLD)):
        canvas.line([(x - 8, foot), (x, foot - 34), (x + 14, foot - 4)], "#6b4630", 9)
        canvas.box(x - 13, foot - 72, x + 13, foot - 28, shirt, 8)
        canvas.line([(x - 8, foot - 62), (x - 32, foot - 84)], "#8d5b3c", 8)
        canvas.line([(x + 8, foot - 62), (x + 34, foot - 78)], "#8d5b3c", 8)
        canvas.ellipse(x, foot - 88, 14, 15, "#3a241b")
    canvas.polygon([(396, 66), (426, 40), (456, 66), (426, 112)], BRICK)
    canvas.line([(426, 112), (400, 160), (320, 280)], CREAM, 2)
    return canvas


def terrace() -> Canvas:
    canvas = Canvas("#cfe3d8", *PRINT)
    canvas.gradient(0, 200, (0, "#8fc1cf"), (1, "#f2e6c4"))
    canvas.ellipse(390, 92, 34, 34, "#fff6dc")
    canvas.polygon([(-60, 220), (150, 60), (330, 220)], "#5e8f8a")
    canvas.polygon([(170, 220), (330, 112), (560, 220)], "#79a598")
    for step in range(7):
        y = 176 + step * 30
        edge = [(0, y + 16), (130, y + 4), (270, y + 20), (400, y + 6), (520, y + 14)]
        canvas.polygon([*edge, (520, 390), (0, 390)], mixed("#9bc07a", "#2f6650", step / 6))
        canvas.line(edge, "#e9f0c8", 4, 0.75)
    canvas.box(350, 226, 410, 262, "#7a5237")
    canvas.polygon([(336, 230), (380, 196), (424, 230)], BRICK)
    return canvas


def lanterns() -> Canvas:
    canvas = Canvas(NIGHT, *PRINT)
    canvas.gradient(0, 390, (0, "#101f3d"), (0.6, "#3c3557"), (1, "#80505a"))
    for place in range(8):
        tall = 70 + place * 47 % 80
        canvas.box(place * 66 - 6, 300 - tall, place * 66 + 58, 390, "#1b1d35")
    for x, y, size in (
        (90, 150, 30),
        (200, 90, 24),
        (290, 180, 36),
        (400, 110, 28),
        (470, 210, 22),
        (150, 250, 22),
        (360, 270, 24),
    ):
        canvas.glow(x, y, size * 3.4, size * 3.4, "#ffbf66", 0.8)
        canvas.box(x - size * 0.7, y - size, x + size * 0.7, y + size, AMBER, size * 0.5)
        canvas.box(x - size * 0.4, y + size * 0.5, x + size * 0.4, y + size, "#fff0c0", 4)
    for x, wide in ((120, 26), (190, 22), (330, 27), (400, 23)):
        canvas.ellipse(x, 330, wide * 0.6, wide * 0.66, "#0c1220")
        canvas.box(x - wide, 346, x + wide, 400, "#0c1220", 16)
    return canvas
