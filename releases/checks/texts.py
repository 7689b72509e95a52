"""The plain texts of a release, as the checks read them."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from releases.differences import blocks

if TYPE_CHECKING:
    from releases.models import Release


def texts_of(release: "Release") -> Iterator[tuple[str, str]]:
    """All that people read in it, each text with the field it stands in."""
    for field in ("title", "summary", "dateline"):
        yield field, getattr(release, field)
    for paragraph in blocks(release.body):
        yield "body", paragraph
    for attached in release.attached if release.pk else []:
        yield "files", f"{attached.caption} {attached.credit}"
        yield "files", attached.shown_alt


def masked(number: str) -> str:
    """A private number as far as its fourth digit: enough to find it, no copy of it."""
    return re.sub(r"^((?:\D*\d){4}).*", r"\1…", number, flags=re.DOTALL)
