"""`manage.py renditions`: make the smaller versions of pictures that have none yet."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from releases.files.preparing import prepare
from releases.models import Asset, Preparing


class Command(BaseCommand):
    help = (
        "Make the smaller versions of every picture that waits for them, or where that failed. "
        "What fails again is named by its release, and the exit status is 1."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        waiting = list(Asset.objects.exclude(preparing=Preparing.READY).order_by("pk"))
        failed = []
        for place, asset in enumerate(waiting, start=1):
            if not prepare(asset):
                failed.append(asset)
            self.stdout.write(f"{place}/{len(waiting)}")
        for asset in failed:
            self.stderr.write(
                _("Picture %(sha256)s, %(where)s: smaller versions could not be made.")
                % {"sha256": asset.sha256[:12], "where": _where(asset)}
            )
        if failed:
            raise SystemExit(1)


def _where(asset: Asset) -> str:
    """The releases that a picture is on, or was, by their headlines."""
    titles = {str(one.release) for one in asset.attachments.select_related("release")}
    titles |= {str(edition) for edition in asset.editions.all()}
    return ", ".join(f"“{title}”" for title in sorted(titles)) or _("on no release")
