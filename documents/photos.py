"""The pictures of an edition in one archive, with what is said of each beside them."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.http import Http404
from django.utils import translation
from django.utils.translation import gettext as _

from documents.keeping import kept, key_of
from documents.marks import Mark
from documents.pictures import original
from releases.files.attached import Attached
from releases.models import Edition

# The earliest day that an archive knows: the same pictures are the same bytes on every day.
FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def archive(edition: Edition, marks: Sequence[Mark]) -> Path:
    """The file of an archive: every picture as it was sent in, and `captions.txt`.

    Raises:
        Http404: the edition has no picture.
    """
    pictures = edition.pictures
    if not pictures:
        raise Http404
    with translation.override(edition.language):
        said = captions(edition, marks)

    def make() -> bytes:
        file = BytesIO()
        # Pictures are packed already.
        with ZipFile(file, "w", ZIP_STORED) as packed:
            packed.writestr(ZipInfo("captions.txt", FIRST_DAY), said)
            for one in pictures:
                packed.writestr(ZipInfo(name_of(one), FIRST_DAY), original(one))
        return file.getvalue()

    key = key_of("zip", said, *(one.sha256 for one in pictures))
    return kept(edition, key, "zip", make)


def name_of(one: Attached) -> str:
    """The name of a picture in the archive: by its number first, so that no two are the same."""
    return f"{one.number:02}-{one.name}"


def captions(edition: Edition, marks: Sequence[Mark]) -> str:
    """What is said of the pictures: caption, source, and what is to be seen for who cannot see."""
    lines = [", ".join(edition.numbers), edition.title]
    lines += [f"{mark.word}: {' '.join(mark.text.split())}" for mark in marks]
    for one in edition.pictures:
        said = [
            one.caption,
            f"{_('Source:')} {one.credit}" if one.credit else "",
            f"{_('To be seen:')} {one.alt}" if one.alt else "",
        ]
        lines += ["", f"{name_of(one)} ({one.width} × {one.height})", *filter(None, said)]
    return "\n".join(lines) + "\n"
