"""PDF, DOCX and XLSX: told apart and looked over, and kept as they are.

Nothing inside of them is redrawn, so nothing that acts may stand in them, and nothing that can't be
looked through is taken.
"""

import re
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from releases.files.formats import DOCX, PDF, XLSX, Format
from releases.files.pdfs import Found, looked_through
from releases.files.zips import BrokenZip, directory

TAIL = 2048

# The names of parts are compared without regard to case (ISO/IEC 29500-2). Some editors
# number the main part.
MAIN_PARTS = (
    (re.compile(rb"word/document\d*\.xml", re.IGNORECASE), DOCX),
    (re.compile(rb"xl/workbook\d*\.xml", re.IGNORECASE), XLSX),
    (
        re.compile(rb"ppt/presentation\d*\.xml", re.IGNORECASE),
        Format(_("a PowerPoint presentation")),
    ),
)


MOST_UNPACKED = 500 * 1024 * 1024

REFUSED = {
    Found.LOCKED: _(
        "%(name)s is protected with a password. Print it as a PDF without one and send that."
    ),
    Found.SCRIPT: _(
        "%(name)s does something when it is opened: it holds a script, or a form that sends. "
        "Print it as a PDF and send that."
    ),
    Found.FILES: _(
        "%(name)s has other files within it. Print it as a PDF, and send each of them by itself."
    ),
    Found.UNSEEN: _("%(name)s can't be looked through. Print it as a PDF and send that."),
}


def packed_format(upload: IO[bytes], otherwise: Format) -> Format | None:
    """What a ZIP archive is: an Office file, by its main part, or no more than an archive.

    Args:
        upload: an open ZIP archive; its directory is read.
        otherwise: the format of an archive that is no Office file.

    Returns:
        The format, or None for an archive that is damaged.
    """
    try:
        names = {entry.name for entry in directory(upload)}
    except BrokenZip:
        return None
    if b"[Content_Types].xml" not in names:
        return otherwise
    for main_part, found in MAIN_PARTS:
        if any(main_part.fullmatch(name) for name in names):
            return found
    return otherwise


def check_document(upload: IO[bytes], promised: Format, name: str) -> None:
    """Refuse a document that is cut short or locked, or in which something acts.

    Args:
        upload: an open file that is what it promises by its first bytes.
        promised: PDF, DOCX or XLSX.
        name: the file's name, for the words.

    Raises:
        ValidationError: a PDF has no end, is encrypted, has a script or files in it, or can't be
            looked through; a part of an Office file is encrypted, holds macros, or unpacks to
            more than 500 MB.
    """
    if promised is PDF:
        _check_pdf(upload, name)
    else:
        _check_office(upload, name)


def _check_pdf(upload: IO[bytes], name: str) -> None:
    length = upload.seek(0, 2)
    upload.seek(max(0, length - TAIL))
    if b"%%EOF" not in upload.read():
        raise ValidationError(
            _("%(name)s has no end: it was cut short. Save the PDF again and send that."),
            params={"name": name},
        )
    upload.seek(0)
    if reason := looked_through(upload.read()):
        raise ValidationError(REFUSED[reason], params={"name": name})


def _check_office(upload: IO[bytes], name: str) -> None:
    entries = directory(upload)
    if any(entry.encrypted for entry in entries):
        raise ValidationError(
            _("%(name)s is locked with a password. Save it without one and send that."),
            params={"name": name},
        )
    if any(entry.name.lower().endswith(b"vbaproject.bin") for entry in entries):
        raise ValidationError(
            _("%(name)s carries macros. Save it without macros, or as PDF, and send that."),
            params={"name": name},
        )
    if sum(entry.unpacked for entry in entries) > MOST_UNPACKED:
        raise ValidationError(
            _("%(name)s unpacks to more than 500 MB. Make its pictures smaller and send that."),
            params={"name": name},
        )
