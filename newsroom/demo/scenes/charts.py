"""What the portal holds, as bars with their numbers; in Indonesian and in English."""

from newsroom.demo.scenes.canvas import BLUE, GOLD, INK, Canvas

COUNTS = (96, 88, 61, 54, 113)
# Letters are large, so that they can be read on a telephone.
AXIS, PER_SET = 600, 7.3


def indonesian() -> Canvas:
    return bars(
        "412 set data menurut bidang",
        ("Kesehatan", "Pendidikan", "Perhubungan", "Lingkungan hidup", "Bidang lain"),
    )


def english() -> Canvas:
    return bars(
        "412 data sets by field",
        ("Health", "Education", "Transport", "Environment", "Other fields"),
    )


def bars(title: str, fields: tuple[str, ...]) -> Canvas:
    canvas = Canvas("#ffffff", 1600, 900)
    canvas.text(60, 56, title, 84, INK, "la", 1.8)
    for row, (name, count) in enumerate(zip(fields, COUNTS, strict=True)):
        middle, end = 256 + row * 130, AXIS + count * PER_SET
        canvas.text(AXIS - 28, middle, name, 62, INK, "rm")
        canvas.box(AXIS, middle - 44, end, middle + 44, GOLD if row == len(COUNTS) - 1 else BLUE)
        canvas.text(end + 22, middle, str(count), 72, INK, "lm", 1.5)
    canvas.line([(AXIS, 190), (AXIS, 844)], INK, 4)
    return canvas
