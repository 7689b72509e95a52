"""Logos: redrawn from their pixels, and kept under the hash of what was drawn.

A sealed edition remembers its logo by that hash, so a logo is never overwritten and a
later letterhead cannot change an older sheet.
"""

import hashlib
from io import BytesIO
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

LARGEST_SIDE = 512
MOST_PIXELS = 40_000_000


def redraw(upload: IO[bytes]) -> ContentFile:
    """Draw an uploaded logo anew, as a PNG of at most 512 pixels a side.

    Drawing it from its pixels leaves behind whatever else the file carried: EXIF, places,
    scripts.

    Args:
        upload: an open file; it is read from its beginning.

    Returns:
        The PNG, named by the SHA-256 of its bytes.

    Raises:
        ValidationError: it is no picture, or has more than 40 million pixels.
    """
    upload.seek(0)
    try:
        with Image.open(upload, formats=["PNG", "JPEG", "WEBP"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(_("The logo is too large. Send one of at most 2,000 pixels."))
            drawn = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise ValidationError(
            _("This file is no picture that can be read. Send a PNG, JPEG or WebP.")
        ) from error
    drawn.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    png = BytesIO()
    drawn.save(png, "PNG", optimize=True)
    return ContentFile(png.getvalue(), f"{hashlib.sha256(png.getvalue()).hexdigest()}.png")


def logo_path(letterhead: Any, name: str) -> str:
    """Where a logo is kept, below the media root: under its own hash."""
    return f"logos/{name}"
