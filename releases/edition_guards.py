"""What the database refuses to do to sealed editions, revisions, notes, and taken numbers."""

from numbering.guards import Guard, sealed
from numbering.register_guards import NUMBER

EDITION = "releases_edition"
REVISION = "releases_revision"
NOTE = "releases_note"
REDACTION = "releases_redaction"
REPLACEMENT = "releases_replacement"
RELEASE_NUMBER = "releases_releasenumber"
EDITION_ASSETS = "releases_edition_assets"
ASSET = "releases_asset"
LINK = "releases_link"
OPENING = "releases_opening"

# What a redaction takes out; see `releases.redaction`.
REDACTABLE = (
    *("title", "summary", "dateline", "body", "note"),
    *("contacts_json", "attachments_json"),
)

FOLLOWS = "old_row.release_id = NEW.release_id AND old_row.position = NEW.position"
ONE_AT_A_TIME = "two editions of one release are never public at one moment"
# An interval without an end, or with its end after its beginning, is not empty.
OVERLAPS = (
    f"EXISTS (SELECT 1 FROM {EDITION} e WHERE e.release_id = NEW.release_id AND e.id <> NEW.id"
    " AND (e.public_until IS NULL OR e.public_until > e.public_from)"
    " AND (NEW.public_until IS NULL OR NEW.public_until > NEW.public_from)"
    " AND (NEW.public_until IS NULL OR e.public_from < NEW.public_until)"
    " AND (e.public_until IS NULL OR NEW.public_from < e.public_until))"
)

GUARDS = [
    *sealed(EDITION, unique=[FOLLOWS], frozen_but=("public_until", *REDACTABLE)),
    Guard(
        EDITION,
        "UPDATE",
        "unredacted",
        f"{EDITION} is sealed, but for a redaction that is on record",
        "("
        + " OR ".join(f"NEW.{column} <> OLD.{column}" for column in REDACTABLE)
        + f") AND (NOT EXISTS (SELECT 1 FROM {REDACTION} r WHERE r.edition_id = OLD.id)"
        + "".join(f" OR NEW.{column} NOT IN ('', '[]')" for column in REDACTABLE)
        + ")",
    ),
    *sealed(REDACTION, unique=["old_row.edition_id = NEW.edition_id"]),
    *sealed(REPLACEMENT, unique=["old_row.old_id = NEW.old_id"]),
    Guard(
        EDITION,
        "UPDATE",
        "ended",
        "the end of an edition stands once it has come",
        "OLD.public_until <= {now} AND (NEW.public_until IS NULL"
        " OR NEW.public_until <> OLD.public_until)",
    ),
    Guard(
        EDITION,
        "UPDATE",
        "erased",
        "what the public has seen is not cancelled",
        "OLD.public_from < {now} AND NEW.public_until = NEW.public_from"
        " AND (OLD.public_until IS NULL OR OLD.public_until <> OLD.public_from)",
    ),
    Guard(EDITION, "INSERT", "overlapping", ONE_AT_A_TIME, OVERLAPS),
    Guard(EDITION, "UPDATE", "overlapping", ONE_AT_A_TIME, OVERLAPS),
    *sealed(
        EDITION_ASSETS,
        unique=["old_row.edition_id = NEW.edition_id AND old_row.asset_id = NEW.asset_id"],
    ),
    Guard(
        EDITION_ASSETS,
        "INSERT",
        "unsealed",
        "an edition has the files that were sealed with it, and no others",
        f"NOT EXISTS (SELECT 1 FROM {EDITION} e, {ASSET} a WHERE e.id = NEW.edition_id"
        " AND a.id = NEW.asset_id AND e.attachments_json LIKE '%' || a.sha256 || '%')",
    ),
    *sealed(ASSET, unique=["old_row.sha256 = NEW.sha256"], frozen_but=("preparing",)),
    *sealed(REVISION, unique=[FOLLOWS]),
    *sealed(NOTE),
    *sealed(
        LINK,
        unique=["old_row.token_sha256 = NEW.token_sha256"],
        frozen_but=("revoked_by_id", "revoked_at"),
    ),
    Guard(
        LINK,
        "UPDATE",
        "revoked",
        "a link is revoked once, and for good",
        "OLD.revoked_at IS NOT NULL AND (NEW.revoked_at IS NULL OR NEW.revoked_by_id IS NULL"
        " OR NEW.revoked_at <> OLD.revoked_at OR NEW.revoked_by_id <> OLD.revoked_by_id)",
    ),
    Guard(
        LINK,
        "INSERT",
        "foreign",
        "a link shows a text of its own release",
        f"EXISTS (SELECT 1 FROM {REVISION} r WHERE r.id = NEW.revision_id"
        " AND r.release_id <> NEW.release_id)"
        f" OR EXISTS (SELECT 1 FROM {EDITION} e WHERE e.id = NEW.edition_id"
        " AND e.release_id <> NEW.release_id)",
    ),
    Guard(
        LINK,
        "INSERT",
        "outlasting",
        "an embargo link ends when its edition is public",
        f"EXISTS (SELECT 1 FROM {EDITION} e WHERE e.id = NEW.edition_id"
        " AND e.public_from < NEW.expires_at)",
    ),
    *sealed(OPENING, frozen_but=("address", "user_agent")),
    Guard(
        OPENING,
        "UPDATE",
        "rewritten",
        "from where a link was opened can only be emptied",
        "(NEW.address <> '' AND NEW.address <> OLD.address)"
        " OR (NEW.user_agent <> '' AND NEW.user_agent <> OLD.user_agent)",
    ),
    *sealed(
        RELEASE_NUMBER,
        unique=["old_row.release_id = NEW.release_id AND old_row.number_id = NEW.number_id"],
    ),
    Guard(
        RELEASE_NUMBER,
        "INSERT",
        "unused",
        "a release bears numbers in use only",
        f"NOT EXISTS (SELECT 1 FROM {NUMBER} n WHERE n.id = NEW.number_id AND n.state = 'used')",
    ),
    Guard(
        NUMBER,
        "UPDATE",
        "borne",
        "a number is not voided while its release is public or will be",
        "NEW.state = 'void' AND OLD.state <> 'void' AND EXISTS"
        f" (SELECT 1 FROM {RELEASE_NUMBER} rn JOIN {EDITION} e ON e.release_id = rn.release_id"
        " WHERE rn.number_id = NEW.id"
        " AND (e.public_until IS NULL OR e.public_until > e.public_from))",
    ),
]
