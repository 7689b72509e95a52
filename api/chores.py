"""What the open data asks of the clock."""

from api.opendata import exporting
from jobs.clock import every


@every(seconds=30)
def refresh_open_data() -> None:
    """Quick as long as nothing has changed. It runs here and not in the queue: what could not be
    written is due again at the next turn, as it is then."""
    try:
        exporting.refresh()
    except exporting.Busy:
        return
