"""The one door to files: the public gets what stands on a sheet it may read, staff what is theirs.

To everybody else a file that is hidden and one that never was are the same.
"""

import logging
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.permissions import agencies_where
from agencies.roles import Action
from agencies.second_factor.standing import is_admitted
from releases.files.formats import TAKEN, Kind
from releases.files.names import kept_name
from releases.files.pictures import widths
from releases.files.ranges import ranged
from releases.models import Asset, Edition, Rendition
from releases.models import Kind as EditionKind

FOR_EVER = "public, max-age=31536000, immutable"
MEDIA_TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}

logger = logging.getLogger(__name__)


def _readable(asset: Any) -> Exists:
    """An edition that the public may read has this file.

    Earlier editions count, unless their release was withdrawn or their text removed.
    """
    withdrawn = Edition.objects.published().filter(
        release=OuterRef("release"), kind=EditionKind.WITHDRAWAL
    )
    readable = Edition.objects.history().filter(assets=asset, redaction=None)
    return Exists(readable.exclude(release__in=withdrawn.values("release")))


def is_theirs(user: User | AnonymousUser, asset: Asset) -> bool:
    """Whether a person sees a release at the desk that has this file, or has sent it themselves."""
    if not (user.is_authenticated and user.is_staff):
        return False
    mine = agencies_where(user, Action.VIEW)
    on_a_release = Q(attachments__release__agency__in=mine) | Q(editions__agency__in=mine)
    return Asset.objects.filter(pk=asset.pk).filter(on_a_release | Q(sent_by=user)).exists()


@require_safe
def file(request: HttpRequest, sha256: str, name: str) -> HttpResponseBase:
    """A file by the hash of its bytes; in parts, if a part is asked for."""
    asset, kept = _admitted(request, sha256)
    return sent(request, asset, name, kept)


@require_safe
def rendition(request: HttpRequest, sha256: str, width: str, suffix: str) -> HttpResponseBase:
    """A picture at one of its widths; the picture itself, as long as that has not been made."""
    asset, kept = _admitted(request, sha256, kind=Kind.PICTURE)
    original = reverse("file", args=[sha256, f"{width}.{suffix}"])
    return sent_smaller(request, asset, width, suffix, kept, original)


def sent(request: HttpRequest, asset: Asset | None, name: str, kept: str) -> HttpResponseBase:
    """A file, for whoever was let in.

    Args:
        request: its `Range` is heeded.
        asset: 404 for None.
        name: what the address calls it.
        kept: how the answer may be kept, as `Cache-Control` says it.
    """
    if asset is None:
        raise Http404
    response = ranged(
        request,
        _opened(asset),
        size=asset.size,
        media_type=asset.media_type,
        name=_with_its_own_ending(name, asset.media_type),
        etag=f'"{asset.sha256}"',
        as_attachment=asset.kind == Kind.DOCUMENT and asset.media_type != "application/pdf",
    )
    return _kept(response, kept)


def sent_smaller(
    request: HttpRequest, asset: Asset | None, width: str, suffix: str, kept: str, original: str
) -> HttpResponseBase:
    """A picture at one of its widths, for whoever was let in.

    Args:
        original: the address of the picture itself, where that width has not been made.
    """
    made = Rendition.objects.filter(asset=asset, width=width, media_type=MEDIA_TYPES[suffix])
    smaller = made.first()
    if asset is None or not (smaller or int(width) in widths(asset.width or 0)):
        raise Http404
    if smaller is None:
        return _kept(HttpResponseRedirect(original), "no-store")
    response = ranged(
        request,
        _opened(smaller),
        size=smaller.size,
        media_type=smaller.media_type,
        name=f"{asset.sha256[:12]}-{width}.{suffix}",
        etag=f'"{asset.sha256}-{width}-{suffix}"',
    )
    return _kept(response, kept)


def _with_its_own_ending(name: str, media_type: str) -> str:
    """What a link calls a file, but never by the ending of another kind of file."""
    endings = next(one.endings for one in TAKEN if one.media_type == media_type)
    name, ending = kept_name(name)
    return name if ending in endings else f"{name.removesuffix(f'.{ending}')}.{endings[0]}"


def _admitted(request: HttpRequest, sha256: str, **of_kind: str) -> tuple[Asset, str]:
    """A file, and how long the answer may be kept; 404 for whoever may not see it.

    The database is asked the same of a file that is hidden and of one that never was: how long an
    answer takes tells nothing either.
    """
    asked = Asset.objects.filter(sha256=sha256, **of_kind)
    if public := asked.filter(_readable(OuterRef("pk"))).first():
        return public, FOR_EVER
    # Who asks is looked up in either case, so that both answers say `Vary: Cookie`.
    if request.user.is_authenticated and is_admitted(request):
        asset = asked.first()
        if asset and is_theirs(request.user, asset):
            return asset, "private, no-store"
    raise Http404


def _opened(kept: Asset | Rendition) -> Any:
    try:
        return kept.content.open()
    except FileNotFoundError as error:
        logger.exception("A file is gone from the storage: %s.", kept)
        raise Http404 from error


def _kept(response: HttpResponseBase, how: str) -> HttpResponseBase:
    refused = response.status_code >= 400  # such as a range that lies outside of it
    response["Cache-Control"] = "no-store" if refused else how
    return response
