"""A picture's pixels in one form: upright, in sRGB, 8 bits a channel."""

from contextlib import suppress
from io import BytesIO

from PIL import Image, ImageCms, ImageOps


def upright_in_srgb(picture: Image.Image) -> Image.Image:
    """A picture turned as its EXIF says, in sRGB, without anything else that it carried.

    Args:
        picture: an opened and loaded JPEG, PNG, WebP or AVIF; it may be changed.

    Returns:
        A picture in the mode L, RGB or RGBA.
    """
    # A damaged EXIF says nothing about which side is up.
    with suppress(Exception):
        ImageOps.exif_transpose(picture, in_place=True)
    profile = picture.info.get("icc_profile")
    drawn = _in_plain_mode(picture)
    if profile:
        drawn = _in_srgb(drawn, profile)
    if drawn.mode == "CMYK":
        drawn = drawn.convert("RGB")
    if drawn is picture:  # a copy lets go of the decoder and the file it read
        drawn = drawn.copy()
    drawn.info = {}
    return drawn


def _in_plain_mode(picture: Image.Image) -> Image.Image:
    """The picture in L, RGB, RGBA or CMYK."""
    if picture.mode.startswith("I"):  # 16 bits; Pillow would cut them off, not scale them
        return picture.point(lambda value: value * (1 / 257)).convert("L")
    if picture.mode == "RGBA":  # a conversion would hold it twice
        return picture
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    if picture.mode in ("L", "RGB", "CMYK"):
        return picture
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    in_place = picture.mode == mode
    try:
        converted = ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode=None if in_place else mode,
            inPlace=in_place,
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture  # a profile that is damaged, or of another kind of picture
    if converted is None:  # in place
        return picture
    return converted.convert("L") if picture.mode == "L" else converted


def on_white(picture: Image.Image) -> Image.Image:
    """The picture with white behind what is transparent."""
    if picture.mode != "RGBA":
        return picture
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white
