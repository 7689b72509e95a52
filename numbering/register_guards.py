"""What the database refuses to do to the register and to its counters."""

from numbering.guards import Guard, sealed

NUMBER = "numbering_number"
COUNTER = "numbering_counter"
SEQUENCE = "numbering_sequence"

SAME_SERIAL = "n.sequence_id = NEW.sequence_id AND n.period = NEW.period AND n.serial = NEW.serial"

GUARDS = [
    *sealed(
        NUMBER,
        unique=[
            "old_row.sequence_id = NEW.sequence_id AND old_row.period = NEW.period"
            " AND old_row.key = NEW.key"
            " AND old_row.origin = 'allocated' AND NEW.origin = 'allocated'"
        ],
    ),
    Guard(
        NUMBER,
        "INSERT",
        "doubled",
        "this serial stands in the register already",
        # True duplicates are allowed among the old books only.
        f"EXISTS (SELECT 1 FROM {NUMBER} n WHERE {SAME_SERIAL}"
        " AND (NEW.origin = 'allocated' OR n.origin = 'allocated'))",
    ),
    Guard(
        NUMBER,
        "INSERT",
        "uncounted",
        "a number is taken from its counter only",
        f"NEW.origin = 'allocated' AND NOT EXISTS (SELECT 1 FROM {COUNTER} c"
        " WHERE c.sequence_id = NEW.sequence_id AND c.period = NEW.period"
        " AND c.last = NEW.serial)",
    ),
    *sealed(
        COUNTER,
        unique=["old_row.sequence_id = NEW.sequence_id AND old_row.period = NEW.period"],
        frozen_but=("last", "opening"),
    ),
    Guard(
        COUNTER,
        "INSERT",
        "begun",
        "a counter begins just below its opening serial",
        "NEW.last <> NEW.opening - 1",
    ),
    Guard(
        COUNTER,
        "UPDATE",
        "lowered",
        "a counter only goes up, by one or to a serial of the register",
        "NEW.last < OLD.last OR (NEW.last > OLD.last + 1 AND NEW.last > "
        f"(SELECT COALESCE(MAX(n.serial), 0) FROM {NUMBER} n"
        " WHERE n.sequence_id = NEW.sequence_id AND n.period = NEW.period))",
    ),
    Guard(
        COUNTER,
        "UPDATE",
        "reopened",
        "an opening serial stands once a number was taken above it",
        "NEW.opening <> OLD.opening AND OLD.last >= OLD.opening",
    ),
    Guard(
        SEQUENCE,
        "UPDATE",
        "recounted",
        "a sequence keeps its reset rule once it has counted",
        "(NEW.reset <> OLD.reset OR NEW.fiscal_start_month <> OLD.fiscal_start_month)"
        f" AND EXISTS (SELECT 1 FROM {COUNTER} c WHERE c.sequence_id = OLD.id)",
    ),
]
