"""Pictures and files of what a link shows: open as long as the link is, and no others."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from agencies.discreet import KEPT
from releases.files import gate
from releases.files.formats import Kind
from releases.links.door import admitted, by_link
from releases.models import Asset
from releases.models.link import Standing


@by_link
def file(request: HttpRequest, kind: str, token: str, sha256: str, name: str) -> HttpResponseBase:
    """A file by the hash of its bytes; in parts, if a part is asked for."""
    if _leads_on(kind, token, sha256):
        return redirect("file", sha256, name)
    return gate.sent(request, Asset.objects.filter(sha256=sha256).first(), name, KEPT)


@by_link
def rendition(
    request: HttpRequest, kind: str, token: str, sha256: str, width: str, suffix: str
) -> HttpResponseBase:
    """A picture at one of its widths; the picture itself, as long as that has not been made."""
    if _leads_on(kind, token, sha256):
        return redirect("rendition", sha256, width, suffix)
    picture = Asset.objects.filter(sha256=sha256, kind=Kind.PICTURE).first()
    original = reverse("link-file", args=[kind, token, sha256, f"{width}.{suffix}"])
    return gate.sent_smaller(request, picture, width, suffix, KEPT, original)


def _leads_on(kind: str, token: str, sha256: str) -> bool:
    """Whether the file is public by now: a page that is still open goes on showing its pictures.

    Raises:
        Http404: the link opens nothing, or does not show this file.
    """
    link, standing = admitted(kind, token)
    if not link.has_file(sha256):
        raise Http404
    return standing == Standing.PUBLIC
