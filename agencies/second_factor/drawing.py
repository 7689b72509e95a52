"""The picture that a telephone reads an address from, as a path of an SVG: no style, no script."""

from qrcode import QRCode

QUIET = 4  # modules around it that stay empty: ISO/IEC 18004


def qr_path(text: str) -> tuple[int, str]:
    """The width of the drawing in its own units, and the `d` of its path."""
    code = QRCode(border=QUIET)
    code.add_data(text)
    rows = code.get_matrix()
    squares = (
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return len(rows), "".join(squares)
