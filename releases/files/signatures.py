"""What a file is in truth, by its first bytes."""

import re
from typing import IO

from django.utils.translation import gettext_lazy as _

from releases.files.documents import packed_format
from releases.files.formats import AVIF, JPEG, MP4, PDF, PNG, WEBP, Format

ZIP = Format(_("a ZIP archive"))

# The first that fits is what the file is. A PDF may begin late, and so comes last: whatever
# else a file begins with, it is that.
SIGNATURES: tuple[tuple[bytes, Format], ...] = (
    (rb"\xff\xd8\xff", JPEG),
    (rb"\x89PNG\r\n\x1a\n", PNG),
    (rb"RIFF.{4}WEBP", WEBP),
    (rb".{4}ftyp(?:.{4}){0,20}?avi[fs]", AVIF),
    (rb".{4}ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)", Format(_("a HEIC picture"))),
    (rb".{4}ftypqt  ", Format(_("a QuickTime video"))),
    (rb".{4}ftypM4[AB] ", Format(_("a sound recording"))),
    (rb".{4}ftyp(?:.{4}){0,20}?(?:isom|iso[2-9]|mp4[12]|avc1|M4V |M4V[HP]|MSNV)", MP4),
    (rb"PK\x03\x04", ZIP),
    (rb"PK\x05\x06", ZIP),
    (rb"GIF8[79]a", Format(_("a GIF picture"))),
    (rb"II\*\x00|MM\x00\*", Format(_("a TIFF picture"))),
    (rb"BM.{4}\x00{4}", Format(_("a BMP picture"))),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format(_("an old or password-protected Office file"))),
    (rb"\{\\rtf", Format(_("an RTF document"))),
    (rb"MZ", Format(_("a Windows program"))),
    (rb"\x7fELF", Format(_("a Linux program"))),
    (rb"#!", Format(_("a script"))),
    (rb"Rar!\x1a\x07", Format(_("a RAR archive"))),
    (rb"7z\xbc\xaf\x27\x1c", Format(_("a 7-Zip archive"))),
    (rb"\x1f\x8b", Format(_("a gzip archive"))),
    (rb"\x1aE\xdf\xa3", Format(_("a WebM or Matroska video"))),
    (rb"(?i:(?:\xef\xbb\xbf)?\s*(?:<[?!].*)?<svg\b)", Format(_("an SVG drawing"))),
    (
        rb"(?i:(?:\xef\xbb\xbf)?\s*(?:<[?!].*)?<(?:!doctype html|html|head|body|script)\b)",
        Format(_("a web page")),
    ),
    (rb".{0,1019}%PDF-", PDF),
)
COMPILED = [(re.compile(magic, re.DOTALL), found) for magic, found in SIGNATURES]
HEAD = 1024


def true_format(upload: IO[bytes]) -> Format | None:
    """What a file is by its bytes, whatever its name says.

    Args:
        upload: an open file; its beginning is read, and of an Office file its directory.

    Returns:
        One of the formats that are taken, or a format without a kind for one that is not;
        None for bytes that are not known, or for a damaged archive.
    """
    upload.seek(0)
    head = upload.read(HEAD)
    found = next((what for pattern, what in COMPILED if pattern.match(head)), None)
    if found is ZIP:
        return packed_format(upload, otherwise=ZIP)
    return found
