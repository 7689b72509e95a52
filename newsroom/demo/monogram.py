"""A logo for an office that has none: its initials on a shield of its colour."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

SIDE = 384


def draw(initials: str, colour: str) -> BytesIO:
    """Draw a logo.

    Args:
        initials: one to three letters.
        colour: as in CSS, dark enough for white letters.

    Returns:
        A PNG of 384 pixels a side, transparent around the shield.
    """
    picture = Image.new("RGBA", (SIDE, SIDE))
    pen = ImageDraw.Draw(picture)
    shield = [(40, 24), (344, 24), (344, 220), (192, 368), (40, 220)]
    pen.polygon(shield, fill=colour)
    pen.line([*shield, shield[0]], fill="#c9a227", width=12, joint="curve")
    pen.text((SIDE / 2, 150), initials, fill="white", anchor="mm", font=ImageFont.load_default(130))
    png = BytesIO()
    picture.save(png, "PNG")
    return png
