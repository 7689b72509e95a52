"""Renditions: each width once as WebP and once as JPEG, never larger than the picture."""

from io import BytesIO

import pytest
from PIL import Image

from releases.files.pictures import renditions, widths
from tests.releases.files import makers


def drawn(picture: Image.Image, written: str = "JPEG") -> dict[tuple[int, str], Image.Image]:
    content = BytesIO(makers.encoded(picture, written))
    made = {}
    for width, media_type, rendition in renditions(content):
        opened = Image.open(BytesIO(rendition))
        assert (opened.width, Image.MIME[opened.format]) == (width, media_type)
        made[width, media_type] = opened
    return made


def test_it_works():
    made = drawn(makers.drawing(size=(2000, 1500)))
    assert {picture.size for picture in made.values()} == {(480, 360), (960, 720), (1600, 1200)}
    assert len(made) == 6
    for picture in made.values():
        red, _green, blue = picture.convert("RGB").getpixel((picture.width - 5, 5))
        assert red > blue


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (1, [1]),
        (300, [300]),
        (480, [480]),
        (481, [480, 481]),
        (1000, [480, 960, 1000]),
        (1600, [480, 960, 1600]),
        (8000, [480, 960, 1600]),
    ],
)
def test_none_is_wider_than_the_picture(width, expected):
    assert widths(width) == expected


@pytest.mark.parametrize("size", [(1, 1), (700, 1), (1, 700), (16_000, 2), (490, 16_000)])
def test_extreme_sizes_are_drawn(size):
    assert {width for width, _media_type in drawn(makers.drawing(size=size))} == set(
        widths(size[0])
    )


@pytest.mark.parametrize("written", makers.ENDINGS)
def test_every_format_is_drawn(written):
    assert len(drawn(makers.drawing(), written)) == 2


def test_white_lies_behind_what_is_transparent():
    clear = Image.new("RGBA", (500, 400), (200, 30, 30, 0))
    made = drawn(clear, "PNG")
    assert made[480, "image/jpeg"].getpixel((9, 9)) == (255, 255, 255)
    assert made[480, "image/webp"].getpixel((9, 9))[3] == 0


def test_grey_is_drawn():
    assert drawn(Image.new("L", (500, 400), 128))[480, "image/jpeg"].mode == "L"


@pytest.mark.parametrize("written", makers.ENDINGS)
def test_the_same_picture_gives_the_same_bytes(written):
    content = makers.encoded(makers.drawing(size=(600, 400)), written)
    assert list(renditions(BytesIO(content))) == list(renditions(BytesIO(content)))
