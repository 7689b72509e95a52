"""How a sheet is checked: the address that is printed on it, and the same as a QR code."""

from io import BytesIO
from urllib.parse import quote

import segno
from django.conf import settings


def address_of(number: str) -> str:
    """Where whoever holds a sheet asks whether it is genuine.

    Args:
        number: as printed.
    """
    return f"{settings.NEWSROOM_ADDRESS}/verify/?number={quote(number, safe='')}"


def qr_code(address: str) -> str:
    """A QR code as an SVG; a fifth of it may be dirty or torn (level M)."""
    drawing = BytesIO()
    segno.make(address, error="m", boost_error=False).save(drawing, kind="svg", border=0, unit="mm")
    return drawing.getvalue().decode()
