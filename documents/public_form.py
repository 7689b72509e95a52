"""The canonical JSON of an edition, without what only the desk may know.

`position` counts schedules that were cancelled before anybody saw them, and `previous` is the hash
of the edition before, which may be one of those: both would tell of what never came out. All else
is as it was sealed, to the letter.
"""

import json

from releases.models import Edition
from releases.sealing import canonical, canonical_edition

UNTOLD = ("position", "previous")


def public_form(edition: Edition) -> str:
    """Canonical JSON; nothing, where its text was removed, for it is not what was sealed."""
    if edition.redacted:
        return ""
    said = json.loads(canonical_edition(edition))
    return canonical({name: value for name, value in said.items() if name not in UNTOLD})
