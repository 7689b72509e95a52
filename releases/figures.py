"""Where the pictures and films of a release stand in its text.

A paragraph that says nothing but `[foto 2]` is the place of the file with that number. That is
our own rule: it survives every editor, and a text can be read without its pictures.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.template.loader import render_to_string

if TYPE_CHECKING:
    from releases.files.attached import Attached

MARK = r"\[\s*(?:foto|gambar|video|photo|picture|figure)\s+(\d{1,3})\s*\]"
PLACE = re.compile(rf"<p>\s*{MARK}\s*</p>", re.IGNORECASE)


def numbers_in(body: str) -> list[int]:
    """The numbers of the files that a body has a place for, in its order."""
    return [int(number) for number in PLACE.findall(body)]


def placed(html: str, attachments: "Iterable[Attached]") -> str:
    """A body with its figures.

    Args:
        html: clean HTML.
        attachments: the files of the release. A place whose file is not among them is left out,
            and so is a second place of the same file.
    """
    shown = {one.number: one for one in attachments if one.is_picture or one.is_video}

    def figure(place: re.Match[str]) -> str:
        attached = shown.pop(int(place[1]), None)
        if attached is None:
            return ""
        return render_to_string("includes/figure.html", {"file": attached}).strip()

    return PLACE.sub(figure, html)
