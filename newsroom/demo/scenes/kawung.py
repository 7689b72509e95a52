"""A band of kawung, the batik pattern of four petals; it shows nothing, and only decorates."""

from newsroom.demo.scenes.canvas import CREAM, DEEP, GOLD, WIDTH, Canvas, mixed

HIGH, STEP = 500, 250


def blue() -> Canvas:
    return band(DEEP)


def green() -> Canvas:
    return band("#0b5a4d")


def band(ground: str) -> Canvas:
    canvas = Canvas(ground, WIDTH, HIGH)
    canvas.gradient(0, HIGH, (0, mixed(ground, CREAM, 0.12)), (1, ground))
    for row in range(HIGH // STEP + 2):
        for column in range(WIDTH // STEP + 2):
            x, y = column * STEP, row * STEP
            for across, down in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
                petal(canvas, x + across * STEP / 4, y + down * STEP / 4, across * down, ground)
            canvas.ellipse(x, y, 11, 11, GOLD)
            canvas.ellipse(x + STEP / 2, y + STEP / 2, 11, 11, GOLD)
    return canvas


def petal(canvas: Canvas, x: float, y: float, slope: int, ground: str) -> None:
    for long, wide, colour in ((78, 34, CREAM), (63, 23, ground), (42, 9, GOLD)):
        reach, side = long * 0.7071, wide * 0.7071
        canvas.polygon(
            [
                (
                    x + along * reach - slope * across * side,
                    y + slope * along * reach + across * side,
                )
                for along, across in OVAL
            ],
            colour,
        )


# An ellipse of 24 corners, on the axes of a petal.
OVAL = [
    (1, 0),
    (0.966, 0.259),
    (0.866, 0.5),
    (0.707, 0.707),
    (0.5, 0.866),
    (0.259, 0.966),
    (0, 1),
    (-0.259, 0.966),
    (-0.5, 0.866),
    (-0.707, 0.707),
    (-0.866, 0.5),
    (-0.966, 0.259),
    (-1, 0),
    (-0.966, -0.259),
    (-0.866, -0.5),
    (-0.707, -0.707),
    (-0.5, -0.866),
    (-0.259, -0.966),
    (0, -1),
    (0.259, -0.966),
    (0.5, -0.866),
    (0.707, -0.707),
    (0.866, -0.5),
    (0.966, -0.259),
]
