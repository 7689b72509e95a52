"""Pictures: redrawn from their pixels, and drawn again in the widths that pages ask for.

EXIF, places, the camera's captions, colour profiles, second pictures and whatever was
appended stay behind.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image

from releases.files.pixels import on_white, upright_in_srgb

MOST_PIXELS = 40_000_000
# What writes these takes many times the room that their pixels do. A process stays below 512 MB.
FEWER_PIXELS = {"WEBP": 13_000_000, "AVIF": 13_000_000}
# WebP ends at 16,383 pixels a side, and every picture gets renditions in WebP.
LONGEST_SIDE = 16_000
FORMATS = ["JPEG", "PNG", "WEBP", "AVIF"]

# How each format is written anew: good enough to be the original, and quick, for somebody
# waits. One thread, so that the bytes do not depend on how many there are.
WRITTEN: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 88, "progressive": True},
    "PNG": {"compress_level": 6},
    "WEBP": {"quality": 88, "method": 2},
    "AVIF": {"quality": 80, "speed": 9, "max_threads": 1},
}

WIDTHS = (480, 960, 1600)
RENDITIONS: dict[str, dict[str, Any]] = {
    "WEBP": {"quality": 80, "method": 4},
    "JPEG": {"quality": 82, "progressive": True},
}


@dataclass(frozen=True)
class Drawn:
    """A picture drawn anew, its size in pixels."""

    media_type: str
    content: bytes
    width: int
    height: int


def redraw(upload: IO[bytes], name: str) -> Drawn:
    """Draw a picture anew, in its own format, upright, in sRGB and 8 bits a channel.

    Args:
        upload: an open JPEG, PNG, WebP or AVIF; it is read from its beginning.
        name: the file's name, for the words.

    Returns:
        The picture, with nothing in it but its pixels. Of a JPEG that holds several pictures
        (MPO) it is the first.

    Raises:
        ValidationError: it cannot be read to its end, moves, has more than 40 million pixels
            (13 in WebP and AVIF), or more than 16,000 on a side.
    """
    upload.seek(0)
    picture = _opened(upload, name)
    written = "JPEG" if picture.format == "MPO" else str(picture.format)
    _check_size(picture, name)
    if written != "JPEG" and getattr(picture, "is_animated", False):
        raise ValidationError(
            _("%(name)s moves. Save one still picture of it, or send an MP4 video."),
            params={"name": name},
        )
    try:
        picture.load()
        picture = upright_in_srgb(picture)
        content = BytesIO()
        picture.save(content, written, **WRITTEN[written])
    except Exception as error:  # decoders of damaged bytes raise whatever they stumble over
        raise _unreadable(name) from error
    return Drawn(Image.MIME[written], content.getvalue(), *picture.size)


def widths(width: int) -> list[int]:
    """The widths that a picture is drawn in: never wider than it is, and at least one.

    Args:
        width: the picture's own, in pixels.

    Returns:
        480, 960 and 1600 pixels, as far as the picture is wider; if it is narrower than the
        last, its own width comes after them.
    """
    return sorted({min(width, wanted) for wanted in WIDTHS})


def renditions(picture: IO[bytes]) -> Iterator[tuple[int, str, bytes]]:
    """Draw a picture in each of its widths, as WebP and as JPEG.

    In JPEG white lies behind what is transparent.

    Args:
        picture: an open picture as `redraw` made it; it is read from its beginning.

    Yields:
        The width in pixels, the media type and the bytes, the narrowest first. The same
        picture gives the same bytes.
    """
    picture.seek(0)
    opened = Image.open(picture, formats=FORMATS)
    width, height = opened.size
    sizes = [(wanted, max(1, round(height * wanted / width))) for wanted in widths(width)]
    # A JPEG is decoded at a half, a quarter or an eighth, as long as that is large enough.
    opened.draft(opened.mode, sizes[-1])
    largest = opened.resize(sizes[-1], Image.Resampling.LANCZOS)
    for size in sizes:
        drawn = largest.resize(size, Image.Resampling.LANCZOS)
        for written, settings in RENDITIONS.items():
            content = BytesIO()
            layer = on_white(drawn) if written == "JPEG" else drawn
            layer.save(content, written, **settings)
            yield size[0], Image.MIME[written], content.getvalue()


def _opened(upload: IO[bytes], name: str) -> Image.Image:
    """The picture by its header, not decoded yet."""
    try:
        return Image.open(upload, formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(name) from error
    except Exception as error:  # as above
        raise _unreadable(name) from error


def _check_size(picture: Image.Image, name: str) -> None:
    most = FEWER_PIXELS.get(str(picture.format), MOST_PIXELS)
    if picture.width * picture.height > most or max(picture.size) > LONGEST_SIDE:
        raise _too_large(name)


def _too_large(name: str) -> ValidationError:
    return ValidationError(
        _(
            "%(name)s is too large. Make it smaller: at most 40 million pixels (13 million in WebP "
            "and AVIF), and 16,000 on a side."
        ),
        params={"name": name},
    )


def _unreadable(name: str) -> ValidationError:
    return ValidationError(
        _("%(name)s is damaged or was cut short. Save the picture again and send that."),
        params={"name": name},
    )
