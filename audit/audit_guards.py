"""What the database refuses to do to the history of reference data, and to what the audit keeps."""

from numbering.guards import sealed

HISTORIES = (
    *("agencies_historicalagency", "agencies_historicalletterhead"),
    *("agencies_historicalcontact", "agencies_historicalmembership"),
    *("numbering_historicalsequence", "audit_historicaluser"),
    *("pages_historicalpage", "pages_historicalnotice"),
)
SHARED_WITH = "numbering_historicalsequence_shared_with"
SIGN_IN = "audit_signin"
CAME_FROM = "audit_camefrom"

GUARDS = [
    *(guard for table in HISTORIES for guard in sealed(table, key="history_id")),
    *sealed(SHARED_WITH, key="m2m_history_id"),
    *sealed(SIGN_IN),
    *sealed(CAME_FROM, unique=["old_row.source = NEW.source AND old_row.row = NEW.row"]),
]
