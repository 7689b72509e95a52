"""Pictures are redrawn upright, in sRGB and 8 bits, in the format they came in."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngImageFile

from releases.files.pictures import redraw
from tests.releases.files import makers
from tests.releases.files.refusals import refusal

pytestmark = pytest.mark.usefixtures("english")


def redrawn(content: bytes) -> Image.Image:
    drawn = redraw(BytesIO(content), "foto")
    picture = Image.open(BytesIO(drawn.content))
    picture.load()
    assert picture.size == (drawn.width, drawn.height)
    assert Image.MIME[picture.format] == drawn.media_type
    return picture


def assert_alike(pixel: tuple[int, ...], wanted: tuple[int, ...]) -> None:
    assert len(pixel) == len(wanted)
    assert all(abs(is_ - want) <= 12 for is_, want in zip(pixel, wanted, strict=True)), pixel


def swapped_profile() -> bytes:
    """sRGB, but for red and green having changed places."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)


@pytest.mark.parametrize("written", makers.ENDINGS)
def test_it_works(written):
    picture = redrawn(makers.picture_file(written))
    assert picture.format == written
    assert_alike(picture.getpixel((10, 10)), (30, 30, 200))
    assert_alike(picture.getpixel((50, 40)), (200, 30, 30))


@pytest.mark.parametrize("written", makers.ENDINGS)
def test_it_is_turned_upright(written):
    exif = Image.Exif()
    exif[0x0112] = 6  # to be shown turned by 90 degrees
    picture = redrawn(makers.encoded(makers.drawing(), written, exif=exif))
    assert picture.size == (48, 64)
    assert_alike(picture.getpixel((40, 10)), (30, 30, 200))
    assert_alike(picture.getpixel((10, 10)), (200, 30, 30))


def test_a_damaged_exif_does_no_harm():
    content = makers.encoded(makers.drawing(), exif=b"Exif\0\0not a word of it")
    assert redrawn(content).size == (64, 48)


@pytest.mark.parametrize("written", makers.ENDINGS)
def test_colours_of_another_profile_are_made_srgb(written):
    content = makers.encoded(makers.drawing(), written, icc_profile=swapped_profile())
    picture = redrawn(content)
    assert_alike(picture.getpixel((50, 40)), (30, 200, 30))
    assert "icc_profile" not in picture.info


@pytest.mark.parametrize("profile", [b"no profile", swapped_profile()[:200]])
def test_a_damaged_profile_is_left_out(profile):
    picture = redrawn(makers.encoded(makers.drawing(), icc_profile=profile))
    assert_alike(picture.getpixel((50, 40)), (200, 30, 30))


@pytest.mark.parametrize(
    ("mode", "written", "becomes"),
    [
        ("L", "JPEG", "L"),
        ("CMYK", "JPEG", "RGB"),
        ("L", "PNG", "L"),
        ("LA", "PNG", "RGBA"),
        ("P", "PNG", "RGB"),
        ("RGBA", "PNG", "RGBA"),
    ],
)
def test_every_mode_becomes_a_plain_one(mode, written, becomes):
    grey = Image.new("RGB", (8, 8), (153, 153, 153)).convert(mode)
    after = redrawn(makers.encoded(grey, written))
    assert after.mode == becomes
    assert_alike(after.convert("RGB").getpixel((4, 4)), (153, 153, 153))


def test_black_and_white_becomes_grey():
    after = redrawn(makers.encoded(Image.new("1", (8, 8), 1), "PNG"))
    assert (after.mode, after.getpixel((4, 4))) == ("L", 255)


@pytest.mark.parametrize(("value", "becomes"), [(0, 0), (32_896, 128), (65_535, 255)])
def test_sixteen_bits_are_scaled_to_eight(value, becomes):
    after = redrawn(makers.encoded(Image.new("I;16", (8, 8), value), "PNG"))
    assert (after.mode, after.getpixel((4, 4))) == ("L", becomes)


def test_colours_of_a_grey_profile_that_do_not_fit_are_left_as_they_are():
    grey = Image.new("L", (8, 8), 128)
    after = redrawn(makers.encoded(grey, icc_profile=swapped_profile()))
    assert (after.mode, after.getpixel((4, 4))) == ("L", 128)


@pytest.mark.parametrize("written", ["PNG", "WEBP", "AVIF"])
def test_transparency_is_kept(written):
    picture = makers.drawing("RGBA")
    picture.putalpha(Image.new("L", picture.size, 100))
    assert_alike(redrawn(makers.encoded(picture, written)).getpixel((50, 40)), (200, 30, 30, 100))


def test_one_transparent_colour_is_kept():
    content = makers.encoded(makers.drawing("RGB"), "PNG", transparency=(30, 30, 200))
    assert redrawn(content).getpixel((10, 10))[3] == 0


def test_the_first_of_several_pictures_in_a_jpeg_is_kept():
    content = makers.encoded(
        makers.drawing(), "MPO", save_all=True, append_images=[Image.new("RGB", (64, 48))]
    )
    picture = redrawn(content)
    assert (picture.format, getattr(picture, "n_frames", 1)) == ("JPEG", 1)
    assert_alike(picture.getpixel((50, 40)), (200, 30, 30))


@pytest.mark.parametrize("written", ["PNG", "WEBP", "AVIF"])
def test_a_moving_picture_is_refused(written):
    other = Image.new("RGB", (64, 48))
    content = makers.encoded(makers.drawing(), written, save_all=True, append_images=[other])
    assert " moves. " in refusal(content, f"foto.{makers.ENDINGS[written]}")


@pytest.mark.parametrize("written", makers.ENDINGS)
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.8])
def test_a_picture_cut_short_is_refused(written, kept):
    content = makers.picture_file(written)
    refused = refusal(content[: int(len(content) * kept)], f"foto.{makers.ENDINGS[written]}")
    assert "is damaged or was cut short" in refused


def claiming(width: int, height: int) -> bytes:
    """A PNG that claims a size in its header, and has few pixels behind it."""
    content = bytearray(makers.picture_file("PNG"))
    struct.pack_into(">LL", content, 16, width, height)
    struct.pack_into(">L", content, 29, zlib.crc32(content[12:29]))
    return bytes(content)


@pytest.mark.parametrize(
    "size", [(8000, 5001), (10_000, 9_500), (16_000, 16_000), (65_535, 65_535), (16_001, 10)]
)
def test_too_many_pixels_are_refused_by_the_header(size, monkeypatch):
    monkeypatch.setattr(PngImageFile, "load", lambda picture: pytest.fail("It was decoded."))
    assert "foto.png is too large" in refusal(claiming(*size), "foto.png")


def test_forty_million_pixels_are_not_too_many():
    assert "was cut short" in refusal(claiming(8000, 5000), "foto.png")
