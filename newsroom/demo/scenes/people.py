"""People, drawn small and without faces."""

from newsroom.demo.scenes.canvas import Canvas

SKIN = ("#8d5b3c", "#a56f4b", "#75492f", "#b98259")


def standing(
    canvas: Canvas,
    x: float,
    feet: float,
    tall: float,
    top: str,
    below: str,
    *,
    skin: str = SKIN[0],
    veil: str = "",
    hair: str = "#231a17",
) -> None:
    """Somebody who stands.

    Args:
        x: their middle.
        feet: where they stand.
        tall: from head to foot.
        top: the colour of what they wear above, `below` of what they wear below.
        veil: the colour of a veil; none if empty.
    """
    head = tall * 0.075
    shoulder, hip, neck = feet - tall * 0.80, feet - tall * 0.46, feet - tall * 0.85
    half = tall * 0.115
    canvas.glow(x, feet, tall * 0.26, tall * 0.05, "#0a1420", 0.45)
    if veil:
        canvas.polygon(
            [
                (x - half * 0.72, hip),
                (x + half * 0.72, hip),
                (x + half * 0.95, feet - tall * 0.02),
                (x - half * 0.95, feet - tall * 0.02),
            ],
            below,
        )
    else:
        for side in (-1, 1):
            canvas.line(
                [(x + side * half * 0.4, hip - 2), (x + side * half * 0.5, feet)],
                below,
                tall * 0.085,
            )
    for side in (-1, 1):
        arm = [
            (x + side * half * 0.82, shoulder + tall * 0.03),
            (x + side * half * 1.12, hip - tall * 0.08),
            (x + side * half * 1.02, hip + tall * 0.04),
        ]
        canvas.line(arm, top, tall * 0.055)
        canvas.ellipse(*arm[-1], tall * 0.024, tall * 0.028, skin)
    canvas.polygon(
        [
            (x - half * 0.75, shoulder - tall * 0.005),
            (x + half * 0.75, shoulder - tall * 0.005),
            (x + half, shoulder + tall * 0.05),
            (x + half * 0.82, hip + tall * 0.03),
            (x - half * 0.82, hip + tall * 0.03),
            (x - half, shoulder + tall * 0.05),
        ],
        top,
    )
    canvas.box(x - head * 0.4, neck, x + head * 0.4, shoulder + 3, skin)
    crown = feet - tall + head
    if veil:
        canvas.ellipse(x, crown + head * 0.15, head * 1.2, head * 1.3, veil)
        canvas.polygon(
            [
                (x - head * 1.15, crown + head * 0.4),
                (x + head * 1.15, crown + head * 0.4),
                (x + half * 0.9, shoulder + tall * 0.11),
                (x - half * 0.9, shoulder + tall * 0.11),
            ],
            veil,
        )
        canvas.ellipse(x, crown + head * 0.15, head * 0.72, head * 0.85, skin)
    else:
        canvas.ellipse(x, crown - head * 0.12, head * 1.02, head * 1.05, hair)
        canvas.ellipse(x, crown + head * 0.22, head * 0.84, head * 0.9, skin)


def umbrella(canvas: Canvas, x: float, hand: float, wide: float, colour: str) -> None:
    """An umbrella, its stick down to a hand."""
    top = hand - wide * 0.76
    canvas.line([(x, top), (x, hand)], "#2b2f36", wide * 0.025)
    corners = canvas.scaled([(x - wide / 2, top), (x + wide / 2, top + wide * 0.7)])
    canvas.pen.pieslice(corners, 180, 360, fill=colour)
    shade = canvas.scaled([(x - wide * 0.2, top), (x + wide * 0.2, top + wide * 0.7)])
    canvas.pen.pieslice(shade, 180, 360, fill=(255, 255, 255, 40))
