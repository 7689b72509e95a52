"""Files on releases, as the desk's form would put them there."""

from io import BytesIO

from django.contrib.auth.models import User
from PIL import Image

from releases.files.intake import take_in
from releases.models import Asset, Attachment, Release
from tests.releases.files.makers import encoded


def coloured(colour: str, width: int = 8) -> bytes:
    """A small picture; each colour is a file of its own."""
    return encoded(Image.new("RGB", (width, 6), colour), "PNG")


def kept(content: bytes, name: str, by: User | None = None) -> Asset:
    """A file that somebody has sent, on no release yet."""
    asset = Asset.keep(take_in(BytesIO(content), name))
    if by:
        asset.sent_by.add(by)
    return asset


def attached(release: Release, by: User, content: bytes, name: str, **said: object) -> Asset:
    """A file put on a release that can be changed; with an alternative text unless told."""
    asset = kept(content, name, by)
    Attachment.objects.attach(release, asset, name, **{"alt": "Sebuah bidang warna."} | said)
    release.record(by)
    return asset
