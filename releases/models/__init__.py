from releases.models.edition import Edition, Kind
from releases.models.release import Release, ReleaseNumber, State
from releases.models.revision import Revision

__all__ = ["Edition", "Kind", "Release", "ReleaseNumber", "Revision", "State"]
