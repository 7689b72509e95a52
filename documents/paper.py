"""All that a paper says of an edition, as data in the edition's language.

The sheet, the Word document and the plain text each read the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from documents.marks import Mark
from documents.tree import Block, tree, walk
from documents.verification import address_of
from releases.files.attached import Attached
from releases.models import Edition
from releases.sealing import public_form

# As it is dated on paper; pages say the day of the week as well.
DAY = "j F Y"


@dataclass(frozen=True)
class Paper:
    """What is printed of an edition, and the pictures on it, by the names the data gives them."""

    said: dict[str, Any]
    pictures: dict[str, Attached] = field(default_factory=dict)


def paper(edition: Edition, marks: Sequence[Mark] = ()) -> Paper:
    """An edition as it is printed.

    Args:
        edition: with its agency, and its redaction if it has one.
        marks: what stands above the text, in the edition's language.
    """
    with translation.override(edition.language):
        pictures = {_file_of(one): one for one in edition.pictures}
        blocks = tree(edition.body, edition.dateline)
        shown = _with_figures(blocks, edition)
        letterheads = [edition.letterhead, *(one["letterhead"] for one in edition.joint_with)]
        said = {
            "language": edition.language,
            "title": str(edition),
            "author": [edition.agency.name, *(one["name"] for one in edition.joint_with)],
            "day": [edition.date.year, edition.date.month, edition.date.day],
            "letterheads": [_letterhead(one) for one in letterheads if one],
            "heading": edition.heading,
            "numbers": edition.numbers,
            "date": date_format(edition.date, DAY),
            "headline": edition.title,
            "marks": [mark._asdict() for mark in marks],
            "removed": _removed(edition),
            "blocks": blocks,
            "gallery": [_picture(one) for one in edition.pictures if one.number not in shown],
            "films": [
                _film(one) for one in edition.attached if one.is_video and one.number not in shown
            ],
            "files": [_document(one) for one in edition.documents],
            "contacts": [_contact(one) for one in edition.contacts],
            "verify": address_of(edition.numbers[0]),
            "address": settings.NEWSROOM_ADDRESS + edition.get_absolute_url(),
            "words": _words(edition.language),
            "sealed": "" if edition.redacted else public_form(edition),
            "sealed_is": _("The text as it was sealed, for machines"),
        }
    return Paper(said, pictures)


def _words(language: str) -> dict[str, str]:
    number = "NUMBER" if language == "en" else "NOMOR"
    return {
        "NUMBER": number,
        "number": number.capitalize(),
        "page": _("Page"),
        "of": pgettext("page 1 of 3", "of"),
        "source": _("Source:"),
        "picture": _("Picture:"),
        "film": _("Video:"),
        "files": _("Files"),
        "contacts": _("Contacts"),
        "check": _("Is this sheet genuine?"),
        "how": _("Scan the code or open the address, and compare what it says with this sheet."),
        "qr": _("QR code with the address at which this sheet can be checked"),
        "squares": _("□ stands for a letter that this paper cannot show; the website shows it."),
    }


def _letterhead(copy: dict[str, Any]) -> dict[str, Any]:
    """Its lines; then address, telephones and addresses, a text for each line; then the city."""
    phones, faxes = ", ".join(copy["phones"]), ", ".join(copy["faxes"])
    reached = [
        f"{pgettext('letterhead', 'Tel.')} {phones}" if phones else "",
        f"{pgettext('letterhead', 'Fax')} {faxes}" if faxes else "",
    ]
    online = " · ".join(filter(None, [copy["email"], copy["site"]]))
    rest = [copy["address"], "  ".join(filter(None, reached)), online]
    return {
        "lines": copy["lines"],
        "rest": [line for line in rest if line],
        "city": copy["city"],
        "postcode": copy["postcode"],
        "logo": copy["logo"],
    }


def _contact(copy: dict[str, Any]) -> dict[str, Any]:
    rest = [*copy["phones"], copy["email"], copy["hours"], copy["languages"]]
    return {
        "name": copy["name"],
        "position": copy["position"],
        "rest": [line for line in rest if line],
    }


def _with_figures(blocks: list[Block], edition: Edition) -> set[int]:
    """Put the pictures and films into their places in a tree, each once.

    Returns:
        The numbers of those that have a place.
    """
    left = {one.number: one for one in edition.attached if one.is_picture or one.is_video}
    shown = set()
    for block in walk(blocks):
        if block["kind"] != "figure":
            continue
        one = left.pop(block["number"], None)
        block.clear()
        if one is None:
            block["kind"] = "nothing"
            continue
        block |= _picture(one) if one.is_picture else _film(one)
        shown.add(one.number)
    return shown


def _file_of(one: Attached) -> str:
    return f"{one.sha256}.jpg"


def _picture(one: Attached) -> dict[str, Any]:
    # What says nothing at all is described by its caption, or by its place.
    alt = one.alt or one.caption or _("Picture %(number)s") % {"number": one.number}
    return {
        "kind": "picture",
        "file": _file_of(one),
        "ratio": round((one.width or 1) / (one.height or 1), 4),
        "decorative": one.decorative,
        "alt": alt,
        "caption": one.caption,
        "credit": one.credit,
    }


def _film(one: Attached) -> dict[str, Any]:
    address = settings.NEWSROOM_ADDRESS + one.url
    return {"kind": "film", "caption": one.caption or one.name, "address": address}


def _document(one: Attached) -> dict[str, str]:
    return {
        "name": one.caption or one.name,
        "label": one.label,
        "address": settings.NEWSROOM_ADDRESS + one.url,
    }


def _removed(edition: Edition) -> str:
    """That its text was removed, on whose word and why; nothing where it was not."""
    if not edition.redacted:
        return ""
    record = edition.redaction
    said = _("The text of this edition was removed on %(date)s, on the word of %(authority)s.") % {
        "date": date_format(record.at, DAY),
        "authority": record.authority,
    }
    return f"{said} {record.reason}"
