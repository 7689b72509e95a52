"""What the database refuses to do to the register and to its counters."""

from numbering.guards import Guard, sealed

NUMBER = "numbering_number"
COUNTER = "numbering_counter"
SEQUENCE = "numbering_sequence"

COUNTED = "NEW.origin <> 'historical'"
OPEN_RESERVATION = "n.state = 'reserved' AND n.expires_at > {now}"


def _same_period(row: str) -> str:
    return f"{row}.sequence_id = NEW.sequence_id AND {row}.period = NEW.period"


def _counter(condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM {COUNTER} c WHERE {_same_period('c')} AND {condition})"


def _number(condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM {NUMBER} n WHERE {_same_period('n')} AND {condition})"


ON_NUMBERS = [
    *sealed(
        NUMBER,
        unique=[
            f"{_same_period('old_row')} AND old_row.key = NEW.key AND NEW.key <> ''"
            " AND old_row.origin <> 'historical' AND NEW.origin <> 'historical'"
        ],
        frozen_but=("state", "void_reason", "voided_at", "voided_by_id"),
    ),
    Guard(
        NUMBER,
        "UPDATE",
        "moved",
        "a number only goes from reserved to used or void, and from used to void",
        "NEW.state <> OLD.state AND NOT (NEW.state = 'void' AND OLD.state IN ('reserved', 'used'))"
        " AND NOT (NEW.state = 'used' AND OLD.state = 'reserved')",
    ),
    Guard(
        NUMBER,
        "UPDATE",
        "expired",
        "a reservation that has expired is void",
        "OLD.state = 'reserved' AND NEW.state <> OLD.state AND OLD.expires_at <= {now}",
    ),
    Guard(
        NUMBER,
        "UPDATE",
        "voided",
        "why a number is void stands",
        "OLD.state = 'void' AND (NEW.void_reason <> OLD.void_reason"
        " OR NEW.voided_at <> OLD.voided_at OR NEW.voided_by_id <> OLD.voided_by_id)",
    ),
    Guard(
        NUMBER,
        "INSERT",
        "doubled",
        "this serial stands in the register already",
        # True duplicates are allowed among the old books only. A serial that was declared
        # skipped may turn up in them after all.
        _number(
            "n.serial = NEW.serial AND n.suffix = NEW.suffix AND"
            f" ({COUNTED} OR (n.origin <> 'historical' AND n.state <> 'skipped'))"
        ),
    ),
    Guard(
        NUMBER,
        "INSERT",
        "uncounted",
        "a number follows the last one of its counter",
        f"{COUNTED} AND NEW.suffix = '' AND NOT "
        + _counter(
            "NEW.serial > c.last AND (NEW.serial = c.last + 1 OR "
            + _number("n.serial = NEW.serial - 1")
            + ")"
        ),
    ),
    Guard(
        NUMBER,
        "INSERT",
        "unfounded",
        "an addendum follows a number in use",
        f"{COUNTED} AND NEW.suffix <> '' AND NOT "
        + _number("n.serial = NEW.serial AND n.suffix = '' AND n.state = 'used'"),
    ),
    Guard(
        NUMBER,
        "INSERT",
        "closed",
        "the book of this period is closed",
        f"{COUNTED} AND NEW.suffix = '' AND NOT NEW.late AND "
        + _counter("c.closed_at IS NOT NULL"),
    ),
    Guard(
        NUMBER,
        "INSERT",
        "stillborn",
        "no number begins as void",
        "NEW.state = 'void'",
    ),
]

ON_COUNTERS = [
    *sealed(
        COUNTER,
        unique=[_same_period("old_row")],
        frozen_but=("last", "opening", "closed_at", "closed_by_id"),
    ),
    Guard(
        COUNTER,
        "INSERT",
        "begun",
        "a counter begins just below its opening serial, and open",
        "NEW.last <> NEW.opening - 1 OR NEW.closed_at IS NOT NULL",
    ),
    Guard(COUNTER, "UPDATE", "lowered", "a counter never goes down", "NEW.last < OLD.last"),
    Guard(
        COUNTER,
        "UPDATE",
        "unaccounted",
        "a counter steps only over serials that stand in the register",
        # Before anything was counted, a period may still be opened at a later serial.
        "NEW.last > OLD.last AND NEW.opening = OLD.opening AND NEW.last - OLD.last <> "
        f"(SELECT COUNT(DISTINCT n.serial) FROM {NUMBER} n WHERE {_same_period('n')}"
        " AND n.serial > OLD.last AND n.serial <= NEW.last)",
    ),
    Guard(
        COUNTER,
        "UPDATE",
        "reopened",
        "an opening serial stands once a number was counted",
        "NEW.opening <> OLD.opening AND (OLD.last >= OLD.opening OR NEW.last <> NEW.opening - 1)",
    ),
    Guard(
        COUNTER,
        "UPDATE",
        "unlocked",
        "a closed book stays closed",
        "OLD.closed_at IS NOT NULL"
        " AND (NEW.closed_at IS NULL OR NEW.closed_at <> OLD.closed_at"
        " OR NEW.closed_by_id <> OLD.closed_by_id)",
    ),
    Guard(
        COUNTER,
        "UPDATE",
        "unsettled",
        "a book is not closed while a number is reserved in it",
        "OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL AND " + _number(OPEN_RESERVATION),
    ),
]

GUARDS = [
    *ON_NUMBERS,
    *ON_COUNTERS,
    Guard(
        SEQUENCE,
        "UPDATE",
        "recounted",
        "a sequence keeps the way it counts once it has counted",
        "(NEW.reset <> OLD.reset OR NEW.fiscal_start_month <> OLD.fiscal_start_month"
        " OR NEW.agency_id <> OLD.agency_id)"
        f" AND EXISTS (SELECT 1 FROM {COUNTER} c WHERE c.sequence_id = OLD.id)",
    ),
]
