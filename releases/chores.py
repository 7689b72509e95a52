"""What releases ask of the clock."""

import logging

from jobs.clock import every
from releases import reminding
from releases.files.preparing import prepare
from releases.models import Asset, Preparing

logger = logging.getLogger(__name__)


@every(hours=1)
def remind_approvers() -> None:
    """What cannot be sent now is due again at the next turn."""
    for person, waiting in reminding.due().mails.items():
        try:
            reminding.remind(person, waiting)
        except OSError as error:
            logger.warning("A reminder to %s could not be sent: %s", person.pk, error)


@every(days=1)
def make_renditions() -> None:
    """Those that could not be made when the picture was kept."""
    for asset in Asset.objects.exclude(preparing=Preparing.READY):
        prepare(asset)
