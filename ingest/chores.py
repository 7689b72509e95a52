"""What reading in asks of the clock."""

from ingest.models import Paper
from jobs.clock import every


@every(days=1)
def forget_papers() -> None:
    """What was read and never confirmed."""
    Paper.objects.forgotten().delete()
