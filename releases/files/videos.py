"""MP4: looked over from box to box, and kept as it is."""

import struct
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MOST_BOXES = 10_000
HEADER = struct.Struct(">L4s")
LONG_SIZE = struct.Struct(">Q")


def check_video(upload: IO[bytes], name: str) -> None:
    """Refuse a video that is cut short or has no film in it.

    Args:
        upload: an open file that begins as an MP4 does; only the heads of its boxes are read.
        name: the file's name, for the words.

    Raises:
        ValidationError: the boxes (ISO/IEC 14496-12, 4.2) do not fill the file to its last
            byte, or "moov" is not among them.
    """
    if b"moov" not in _boxes(upload):
        raise ValidationError(
            _("%(name)s is damaged or was cut short. Export the video again as MP4."),
            params={"name": name},
        )


def _boxes(upload: IO[bytes]) -> set[bytes]:
    """The types of the file's outermost boxes; none if they do not fill it."""
    length = upload.seek(0, 2)
    types = set()
    at = 0
    for _number in range(MOST_BOXES):
        upload.seek(at)
        head = upload.read(HEADER.size + LONG_SIZE.size)
        if len(head) < HEADER.size:
            break
        size, box = HEADER.unpack_from(head)
        least = HEADER.size
        if size == 0:
            size = length - at
        elif size == 1:
            least = len(head)
            size = LONG_SIZE.unpack_from(head, HEADER.size)[0] if least == 16 else 0
        if size < least:
            break
        types.add(box)
        at += size
        if at >= length:
            break
    return types if at == length else set()
