"""Smaller versions of pictures: made once, after the picture is kept, and again if that failed."""

import logging
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from releases.files import pictures
from releases.models import Asset, Preparing, Rendition

logger = logging.getLogger(__name__)


def prepare(asset: Asset) -> bool:
    """Make the smaller versions of a picture, unless they are there already.

    Args:
        asset: a picture; refreshed in place.

    Returns:
        Whether all are there now. What went wrong is logged, and stays visible at the picture.
    """
    asset.refresh_from_db(fields=["preparing"])
    if asset.preparing == Preparing.READY:  # one form may ask for the same picture twice
        return True
    try:
        with asset.content.open() as content:
            for width, media_type, drawn in pictures.renditions(content):
                _keep(asset, width, media_type, drawn)
    except Exception:  # whatever a decoder stumbles over: the others are still to be made
        logger.exception("Picture %s: smaller versions could not be made.", asset.sha256)
        asset.preparing = Preparing.FAILED
    else:
        asset.preparing = Preparing.READY
    asset.save(update_fields=["preparing"])
    return asset.preparing == Preparing.READY


def prepare_after_commit(assets: Iterable[Asset]) -> None:
    """Make the smaller versions of new pictures as soon as they are kept for good."""
    for asset in assets:
        if asset.preparing != Preparing.READY:
            transaction.on_commit(lambda asset=asset: prepare(asset), robust=True)


def _keep(asset: Asset, width: int, media_type: str, drawn: bytes) -> None:
    if asset.renditions.filter(width=width, media_type=media_type).exists():
        return
    made = Rendition(
        asset=asset,
        width=width,
        media_type=media_type,
        size=len(drawn),
        content=ContentFile(drawn, "rendition"),
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # another process was quicker
        made.content.delete(save=False)
