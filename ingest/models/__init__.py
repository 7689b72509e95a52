from ingest.models.archive import ArchiveImport, ArchiveRow, Standing
from ingest.models.paper import Paper

__all__ = ["ArchiveImport", "ArchiveRow", "Paper", "Standing"]
