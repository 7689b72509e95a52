from ingest.models.archive import ArchiveImport, ArchiveRow, Standing
from ingest.models.paper import KEPT_FOR, Paper

__all__ = ["KEPT_FOR", "ArchiveImport", "ArchiveRow", "Paper", "Standing"]
