"""The door for files: what staff send is looked over, and taken in or refused in words.

The ending of the name decides what the bytes have to be.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from releases.files.documents import check_document
from releases.files.formats import Format, Kind, promised_by
from releases.files.names import kept_name
from releases.files.pictures import redraw
from releases.files.signatures import true_format
from releases.files.videos import check_video

__all__ = ["MOST_BYTES", "Accepted", "Kind", "take_in"]

MEGABYTE = 1024 * 1024
MOST_BYTES: Mapping[Kind, int] = {
    Kind.PICTURE: 20 * MEGABYTE,
    Kind.DOCUMENT: 20 * MEGABYTE,
    Kind.VIDEO: 200 * MEGABYTE,
}


@dataclass(frozen=True)
class Accepted:
    """A file fit to be kept: pictures redrawn, everything else as it was sent."""

    kind: Kind
    media_type: str
    name: str
    content: "File[bytes]"
    size: int
    sha256: str
    width: int | None = None
    height: int | None = None


def take_in(upload: IO[bytes], name: str) -> Accepted:
    """Look a file over and make it fit to be kept.

    Args:
        upload: an open file that can be sought; it is read from its beginning.
        name: what the browser called it, perhaps with a path.

    Returns:
        The file to keep, at its beginning, with its size in bytes and the SHA-256 of what is
        kept; a picture also has its width and height in pixels.

    Raises:
        ValidationError: the ending is none of those that are taken, the bytes are not what the
            ending promises, or the file is empty, too large, damaged or not to be trusted.
    """
    name, ending = kept_name(name)
    promised = promised_by(ending)
    if promised is None or promised.kind is None:
        raise _refused_ending(name, ending)
    _check_size(upload.seek(0, 2), promised.kind, name)
    _check_truth(true_format(upload), promised, name)

    content: File[bytes]
    width = height = None
    if promised.kind == Kind.PICTURE:
        drawn = redraw(upload, name)
        content = ContentFile(drawn.content, name)
        width, height = drawn.width, drawn.height
    else:
        if promised.kind == Kind.VIDEO:
            check_video(upload, name)
        else:
            check_document(upload, promised, name)
        content = upload if isinstance(upload, File) else File(upload, name)
    size, sha256 = _measured(content)
    return Accepted(promised.kind, promised.media_type, name, content, size, sha256, width, height)


def _refused_ending(name: str, ending: str) -> ValidationError:
    if ending in ("svg", "svgz"):
        return ValidationError(
            _("%(name)s is an SVG drawing, which can carry scripts. Save it as PNG and send that."),
            params={"name": name},
        )
    return ValidationError(
        _(
            "%(name)s cannot be taken. Send a picture that ends in .jpg, .png, .webp or .avif, "
            "a document that ends in .pdf, .docx or .xlsx, or a video that ends in .mp4."
        ),
        params={"name": name},
    )


def _check_size(size: int, kind: Kind, name: str) -> None:
    if not size:
        raise ValidationError(
            _("%(name)s is empty. Save it again and send that."), params={"name": name}
        )
    if size > MOST_BYTES[kind]:
        raise ValidationError(
            _("%(name)s has %(size)s. Make it smaller: at most %(most)s can be taken."),
            params={
                "name": name,
                "size": filesizeformat(size),
                "most": filesizeformat(MOST_BYTES[kind]),
            },
        )


def _check_truth(truth: Format | None, promised: Format, name: str) -> None:
    if truth is promised:
        return
    params = {"name": name, "promised": promised.words}
    if truth is None:
        raise ValidationError(
            _("%(name)s is damaged or not what its name says. Send %(promised)s instead."),
            params=params,
        )
    params["truth"] = truth.words
    if truth.kind is None:
        raise ValidationError(
            _("%(name)s is in truth %(truth)s, which cannot be taken. Send %(promised)s instead."),
            params=params,
        )
    raise ValidationError(
        _("%(name)s is in truth %(truth)s. Rename it to end in .%(ending)s and send it again."),
        params=params | {"ending": truth.endings[0]},
    )


def _measured(content: "File[bytes]") -> tuple[int, str]:
    """The size in bytes and the SHA-256; the file is left at its beginning."""
    size = 0
    digest = hashlib.sha256()
    for chunk in content.chunks():
        size += len(chunk)
        digest.update(chunk)
    content.seek(0)
    return size, digest.hexdigest()
