"""Where a pasted link leads, if it leads anywhere for those who read it elsewhere."""

import re

from releases.pasting.google_docs import past_redirect
from releases.sanitiser import SCHEMES

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Browsers skip some of these within an address, so that "java\tscript:" acts.
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def target(href: str) -> str:
    r"""The address of a link; nothing if there is nowhere to go.

    Nowhere lead bookmarks within the document, files on the author's disk (`file:`, `C:\`,
    `\\server`), and all schemes but those of the sanitiser.
    """
    href = past_redirect(CONTROLS.sub("", href).strip())
    scheme = SCHEME.match(href)
    if href.startswith(("#", "\\")) or (scheme and scheme[1].lower() not in SCHEMES):
        return ""
    return href
