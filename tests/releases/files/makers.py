"""Files as staff would send them, and as nobody should: drawn, or put together by hand."""

import struct
import zipfile
from io import BytesIO
from typing import Any

from PIL import Image

ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}


def drawing(mode: str = "RGB", size: tuple[int, int] = (64, 48)) -> Image.Image:
    """A red picture with a blue upper left quarter."""
    picture = Image.new("RGB", size, (200, 30, 30))
    picture.paste((30, 30, 200), (0, 0, size[0] // 2, size[1] // 2))
    return picture.convert(mode)


def encoded(picture: Image.Image, written: str = "JPEG", **settings: Any) -> bytes:
    content = BytesIO()
    picture.save(content, written, **settings)
    return content.getvalue()


def picture_file(written: str = "JPEG") -> bytes:
    return encoded(drawing(), written)


def pdf() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"
    )


def packed(*names: str) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return content.getvalue()


def docx(*more: str) -> bytes:
    return packed("[Content_Types].xml", "_rels/.rels", "word/document.xml", *more)


def xlsx() -> bytes:
    return packed("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml")


def box(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">L4s", 8 + len(content), kind) + content


def mp4(brand: bytes = b"isom") -> bytes:
    return (
        box(b"ftyp", brand + b"\0\0\2\0" + brand)
        + box(b"moov", box(b"mvhd", bytes(100)))
        + box(b"mdat", bytes(50))
    )


GOOD = {
    **{f"foto.{ending}": picture_file(written) for written, ending in ENDINGS.items()},
    "laporan.pdf": pdf(),
    "laporan.docx": docx(),
    "tabel.xlsx": xlsx(),
    "acara.mp4": mp4(),
}
