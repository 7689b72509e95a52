"""When a text was published, as marks that the index holds among its words.

A word that stands in a fourth of all texts is met by more of them than can be compared. With these
marks the newest of them are found, and the others are not read.
"""

from datetime import UTC, datetime

MONTHS = 36  # of a longer time the years are asked for


def marks(moment: datetime) -> tuple[str, str]:
    """The year and the month of a moment. No word is spelled like these."""
    moment = moment.astimezone(UTC)
    return f"§{moment:%Y}", f"§{moment:%Y%m}"


def between(oldest: datetime, newest: datetime) -> list[str]:
    """Marks of which every text between two moments has one, and few others: those of the same
    months, or of the same years.

    Args:
        oldest: an aware time.
        newest: an aware time, not before it.
    """
    ends = (oldest.astimezone(UTC), newest.astimezone(UTC))
    first, last = (at.year * 12 + at.month - 1 for at in ends)
    if last - first < MONTHS:
        return [f"§{nth // 12:04}{nth % 12 + 1:02}" for nth in range(first, last + 1)]
    return [f"§{year:04}" for year in range(first // 12, last // 12 + 1)]
