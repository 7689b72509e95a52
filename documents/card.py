"""The card that others show where a release is shared: 1200 × 630 pixels, drawn with Pillow.

Logo, number, headline and date, in the office's colours of paper and ink. The headline is as large
as it can be without breaking words, its lines about as long as each other.
"""

import json
from bisect import bisect_right
from collections.abc import Sequence
from functools import partial
from io import BytesIO
from pathlib import Path

from django.utils import translation
from django.utils.formats import date_format
from PIL import Image, ImageDraw, ImageFont

from documents.keeping import kept, key_of
from documents.letters import FONTS, drawn
from documents.marks import Mark
from documents.paper import DAY
from documents.pictures import logo
from releases.models import Edition

SIZE = (1200, 630)
VERSION = "1"
PAPER, INK, QUIET, RULE = "#fffdf8", "#1a1a1a", "#4d4d4d", "#8a8578"
MARGIN = 64
LOGO = 112
# The headline's place, from top to bottom.
TOP, BOTTOM = 224, 516
LARGEST, SMALLEST = 72, 26
LEADING = 1.18

Font = ImageFont.FreeTypeFont


def png(edition: Edition, marks: Sequence[Mark]) -> Path:
    """The file of a card."""
    with translation.override(edition.language):
        said = drawn(
            {
                "office": edition.agency.short_name,
                "number": " · ".join(edition.numbers),
                "heading": edition.heading,
                "headline": edition.title or edition.heading,
                "date": date_format(edition.date, DAY),
                "marks": [mark.word for mark in marks],
                "logo": edition.letterhead.get("logo", ""),
            }
        )
    key = key_of("card", VERSION, json.dumps(said, sort_keys=True))
    return kept(edition, key, "png", lambda: _drawn(said))


def font(size: float, style: str = "Regular") -> Font:
    return ImageFont.truetype(FONTS / f"LiberationSerif-{style}.ttf", size)


def wrapped(text: str, face: Font, width: float) -> list[str]:
    """A text in lines of whole words; a word that is wider than all the width is broken."""
    lines, line = [], ""
    for word in text.split():
        tried = f"{line} {word}".strip()
        if face.getlength(tried) <= width:
            line = tried
            continue
        lines += [line] if line else []
        while len(word) > 1 and face.getlength(word) > width:
            fitting = bisect_right(range(len(word)), width, key=partial(_length, face, word)) - 1
            cut = max(1, fitting)
            lines.append(word[:cut])
            word = word[cut:]
        line = word
    return [*lines, line] if line else lines


def _length(face: Font, word: str, letters: int) -> float:
    return face.getlength(word[:letters])


def headline(text: str, width: int, height: int) -> tuple[Font, list[str]]:
    """A headline in the largest letters that fit, and its lines, about equally long."""
    for size in range(LARGEST, SMALLEST - 1, -2):
        face = font(size, "Bold")
        whole_words = max(map(face.getlength, text.split()), default=0) <= width
        lines = wrapped(text, face, width)
        if whole_words and len(lines) * size * LEADING <= height:
            return face, balanced(text, face, width, len(lines))
    lines = wrapped(text, face, width)
    room = int(height / (SMALLEST * LEADING))
    return face, lines if len(lines) <= room else [*lines[: room - 1], f"{lines[room - 1][:-1]}…"]


def balanced(text: str, face: Font, width: float, count: int) -> list[str]:
    """A text in a number of lines, set as narrow as that allows."""
    least, most = 0.0, width
    while most - least > 4:
        tried = (least + most) / 2
        if len(wrapped(text, face, tried)) > count:
            least = tried
        else:
            most = tried
    return wrapped(text, face, most)


def _drawn(said: dict) -> bytes:
    card = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(card)
    left = MARGIN
    if said["logo"]:
        left += _paste_logo(card, said["logo"]) + 28
    width = SIZE[0] - MARGIN - left
    face = font(34, "Bold")
    office = wrapped(said["office"], face, width)[:2]
    middle = MARGIN + LOGO / 2
    pen.text((left, middle - 24), "\n".join(office), INK, face, "lm", spacing=2)
    number = f"{said['heading']}  {said['number']}"
    pen.text((left, middle + 30), wrapped(number, font(28), width)[0], QUIET, font(28), "lm")
    for y, thickness in ((196, 5), (205, 1)):
        pen.rectangle((MARGIN, y, SIZE[0] - MARGIN, y + thickness - 1), INK)
    _draw_headline(pen, said["headline"])
    pen.rectangle((MARGIN, 538, SIZE[0] - MARGIN, 538), RULE)
    pen.text((MARGIN, 576), said["date"], INK, font(30), "lm")
    if said["marks"]:
        word = " · ".join(said["marks"])
        pen.text((SIZE[0] - MARGIN, 576), word, INK, font(30, "Bold"), "rm")
    file = BytesIO()
    card.save(file, "PNG", optimize=True)
    return file.getvalue()


def _draw_headline(pen: ImageDraw.ImageDraw, text: str) -> None:
    face, lines = headline(text, SIZE[0] - 2 * MARGIN, BOTTOM - TOP)
    step = face.size * LEADING
    y = TOP + (BOTTOM - TOP - step * len(lines)) / 2 + step / 2
    for line in lines:
        pen.text((MARGIN, y), line, INK, face, "lm")
        y += step


def _paste_logo(card: Image.Image, name: str) -> int:
    """Put a logo into its corner; its width."""
    with Image.open(BytesIO(logo(name)())) as picture:
        small = picture.convert("RGBA")
    small.thumbnail((LOGO, LOGO))
    if small.height < LOGO and small.width < LOGO:
        ratio = LOGO / max(small.size)
        small = small.resize((round(small.width * ratio), round(small.height * ratio)))
    card.paste(small, (MARGIN, MARGIN + (LOGO - small.height) // 2), small)
    return small.width
