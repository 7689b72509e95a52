from releases.admin.register import NumberAdmin
from releases.admin.release import ReleaseAdmin

__all__ = ["NumberAdmin", "ReleaseAdmin"]
