"""The pictures and logos that papers show, as bytes."""

from collections.abc import Callable

from django.core.files.storage import default_storage

from releases.files.attached import Attached
from releases.files.preparing import prepare
from releases.models import Asset, Rendition

JPEG = "image/jpeg"


def picture(attached: Attached) -> Callable[[], bytes]:
    """What gives a picture as a JPEG, at its largest width for pages, and always the same bytes.

    It is made now, if that has not been done yet.
    """

    def content() -> bytes:
        made = Rendition.objects.filter(asset__sha256=attached.sha256, media_type=JPEG)
        if not made.exists():
            prepare(Asset.objects.get(sha256=attached.sha256))
        largest = made.order_by("-width").first()
        if largest is None:  # it could not be drawn; the log says why
            raise FileNotFoundError(attached.sha256)
        return _read(largest)

    return content


def original(attached: Attached) -> bytes:
    """A picture as it was sent in."""
    return _read(Asset.objects.get(sha256=attached.sha256))


def _read(kept: Asset | Rendition) -> bytes:
    with kept.content.open() as content:
        return content.read()


def logo(name: str) -> Callable[[], bytes]:
    """What gives the logo of a letterhead, a PNG."""

    def content() -> bytes:
        with default_storage.open(f"logos/{name}") as file:
            return file.read()

    return content
