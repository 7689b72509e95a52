"""The sheet: an edition on its office's paper, as a PDF."""

import json
from collections.abc import Sequence
from pathlib import Path

from documents.keeping import kept, key_of
from documents.marks import Mark
from documents.models import Made
from documents.paper import paper
from documents.pictures import logo, picture
from documents.typesetting import typeset, version
from documents.verification import qr_code
from releases.models import Edition

TEMPLATE = "sheet"


def pdf(edition: Edition, marks: Sequence[Mark]) -> Path:
    """The file of a sheet. The same edition, marks and template are the same bytes for ever."""
    printed = paper(edition, marks)
    said = printed.said

    def make() -> bytes:
        if said["sealed"]:
            Made.objects.remember(edition, "json", said["sealed"].encode())
        logos = {one["logo"]: logo(one["logo"]) for one in said["letterheads"] if one["logo"]}
        pictures = {name: picture(one) for name, one in printed.pictures.items()}
        with_code = said | {"qr": qr_code(said["verify"])}
        return typeset(TEMPLATE, with_code, logos | pictures)

    key = key_of(version(TEMPLATE), json.dumps(said, sort_keys=True))
    return kept(edition, key, "pdf", make)
