"""The public address of a release: year, month, and the headline in small letters."""

import datetime

from django.utils.text import slugify
from django.utils.translation import gettext as _

MOST_CHARACTERS = 80


def slug_of(title: str) -> str:
    """A headline as part of an address: small letters, cut at a word, never empty."""
    slug = slugify(title)
    if len(slug) > MOST_CHARACTERS:
        slug = slug[: MOST_CHARACTERS + 1].rpartition("-")[0] or slug[:MOST_CHARACTERS]
    return slug.strip("-_") or slugify(_("release"))


def path_of(date: datetime.date, title: str, tail: str = "") -> str:
    """Year, two-digit month and slug.

    Args:
        date: the release date.
        title: the headline.
        tail: what sets it apart from another release of that month with the same headline.
    """
    return f"{date:%Y/%m}/{slug_of(title)}{tail and '-'}{tail}"
