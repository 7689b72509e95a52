"""The formats that staff may send, and the endings that promise each of them."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    PICTURE = "picture", _("picture")
    DOCUMENT = "document", _("document")
    VIDEO = "video", _("video")


@dataclass(frozen=True)
class Format:
    """A format, by the words for one file of it; without a kind it is not taken."""

    words: Promise
    kind: Kind | None = None
    media_type: str = ""
    endings: tuple[str, ...] = ()


OFFICE = "application/vnd.openxmlformats-officedocument"

JPEG = Format(_("a JPEG picture"), Kind.PICTURE, "image/jpeg", ("jpg", "jpeg"))
PNG = Format(_("a PNG picture"), Kind.PICTURE, "image/png", ("png",))
WEBP = Format(_("a WebP picture"), Kind.PICTURE, "image/webp", ("webp",))
AVIF = Format(_("an AVIF picture"), Kind.PICTURE, "image/avif", ("avif",))
PDF = Format(_("a PDF document"), Kind.DOCUMENT, "application/pdf", ("pdf",))
DOCX = Format(
    _("a Word document (DOCX)"),
    Kind.DOCUMENT,
    f"{OFFICE}.wordprocessingml.document",
    ("docx",),
)
XLSX = Format(
    _("an Excel workbook (XLSX)"),
    Kind.DOCUMENT,
    f"{OFFICE}.spreadsheetml.sheet",
    ("xlsx",),
)
MP4 = Format(_("an MP4 video"), Kind.VIDEO, "video/mp4", ("mp4",))

TAKEN = (JPEG, PNG, WEBP, AVIF, PDF, DOCX, XLSX, MP4)


def promised_by(ending: str) -> Format | None:
    """The format that a file's name promises.

    Args:
        ending: what follows the last dot of the name, in lower case.

    Returns:
        The format, or None if nothing with that ending is taken.
    """
    return next((taken for taken in TAKEN if ending in taken.endings), None)
