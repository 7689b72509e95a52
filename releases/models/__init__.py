from releases.models.edition import Edition, Kind
from releases.models.kin import Redaction, Replacement
from releases.models.release import Release, ReleaseNumber, State
from releases.models.revision import Revision

__all__ = [
    "Edition",
    "Kind",
    "Redaction",
    "Release",
    "ReleaseNumber",
    "Replacement",
    "Revision",
    "State",
]
