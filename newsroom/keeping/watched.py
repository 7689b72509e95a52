"""What public pages are made of: a change of it makes every kept page old.

`tests/newsroom/keeping/test_watched.py` asks for every public page and finds out what stands in
neither table.
"""

from typing import NamedTuple

from releases.models import Kind


class Watched(NamedTuple):
    """A table; or some columns whose changes matter, where the rest is the desk's alone."""

    table: str
    columns: tuple[str, ...] = ()


WATCHED = [
    Watched("agencies_agency"),
    Watched("agencies_contact"),
    Watched("agencies_letterhead"),
    Watched("numbering_number"),
    Watched("pages_notice"),
    Watched("pages_page"),
    Watched("releases_edition"),
    Watched("releases_edition_topics"),
    Watched("releases_redaction"),
    # A release is the desk's, and saved all day; the public reads where its editions belong.
    Watched("releases_release", ("path", "translation_of_id")),
    Watched("releases_releasenumber"),
    Watched("releases_replacement"),
    Watched("releases_searchentry"),
    Watched("releases_searchterm"),
    Watched("releases_shelf"),
    Watched("releases_tally"),
    Watched("releases_topic"),
]

# Table, column, condition: where time alone changes what is public. Each is found in an index.
# Changes of tallies have the moments of editions.
MOMENTS = [
    *(("releases_edition", "public_from", f"kind = '{kind}'") for kind in Kind.values),
    ("releases_edition", "public_until", ""),
    ("pages_notice", "begins", ""),
    ("pages_notice", "ends", ""),
]
