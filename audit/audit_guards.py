"""What the database refuses to do to the history of reference data, and to what the audit keeps."""

from numbering.guards import Guard, sealed

HISTORIES = (
    *("agencies_historicalagency", "agencies_historicalletterhead"),
    *("agencies_historicalcontact", "agencies_historicalmembership"),
    *("numbering_historicalsequence", "audit_historicaluser"),
    *("pages_historicalpage", "pages_historicalnotice"),
)
SHARED_WITH = "numbering_historicalsequence_shared_with"
SIGN_IN = "audit_signin"
CAME_FROM = "audit_camefrom"


def only_forgotten(table: str, column: str) -> Guard:
    """A network address may be emptied, when it was kept long enough, and never rewritten."""
    return Guard(
        table,
        "UPDATE",
        "rewritten",
        f"an address in {table} can only be emptied",
        f"NEW.{column} IS NOT NULL AND (OLD.{column} IS NULL OR NEW.{column} <> OLD.{column})",
    )


GUARDS = [
    *(
        guard
        for table in HISTORIES
        for guard in sealed(table, key="history_id", frozen_but=("history_address",))
    ),
    *(only_forgotten(table, "history_address") for table in HISTORIES),
    *sealed(SHARED_WITH, key="m2m_history_id"),
    *sealed(SIGN_IN, frozen_but=("address",)),
    only_forgotten(SIGN_IN, "address"),
    *sealed(
        CAME_FROM,
        unique=["old_row.source = NEW.source AND old_row.row = NEW.row"],
        frozen_but=("address",),
    ),
    only_forgotten(CAME_FROM, "address"),
]
