"""When a text was published, as marks that the index holds among its words.

A word that stands in a fourth of all texts is met by more of them than can be compared. With these
marks the newest of them are found, and the others are not read.
"""

from datetime import UTC, datetime


def marks(moment: datetime) -> tuple[str, str]:
    """The year and the month of a moment. No word is spelled like these."""
    moment = moment.astimezone(UTC)
    return f"§{moment:%Y}", f"§{moment:%Y%m}"


def spans(newest: datetime) -> list[list[str]]:
    """Three months and two years up to the newest text, each as marks of which a text has one.

    Of words that have not a thousand texts in two years, all can be read.
    """
    newest = newest.astimezone(UTC)
    month = newest.year * 12 + newest.month - 1
    months = [f"§{nth // 12:04}{nth % 12 + 1:02}" for nth in range(month - 2, month + 1)]
    return [months, [f"§{newest.year - 1:04}", f"§{newest.year:04}"]]
