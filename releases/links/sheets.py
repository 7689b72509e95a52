"""What a link shows: a revision or a sealed edition as a sheet, its files by the link's address."""

from typing import Any

from django.utils import translation
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from agencies.models import Agency, Contact
from numbering.models import Sequence
from releases.models import Edition, Link, Release
from releases.sealing import canonical


def shown(link: Link, token: str) -> Edition:
    """The sheet behind a link. Of a preview it is put together, and was never saved."""
    edition = link.edition or _as_it_was(link)
    edition.attached = link.attached(token)
    return edition


def _as_it_was(link: Link) -> Edition:
    """A revision as the public would have read it, had it been approved.

    The text is the revision's to the letter. Letterheads and contacts are those of today, and
    the numbers those that the release holds: one that is only expected is told to nobody
    outside.
    """
    release = link.release
    fields: dict[str, Any] = link.revision.fields if link.revision else {}
    date = parse_date(fields["date"])
    agency = Agency.objects.filter(slug=fields["agency"]).first() or release.agency
    with translation.override(fields["language"]):
        numbers = release.number_texts() or fields["paper_numbers"].splitlines()
        numbers = numbers or [_("not assigned yet")]

    def letterhead(issuer: Agency) -> dict[str, object]:
        found = issuer.letterhead_on(date) if date else None
        return found.copy() if found else {}

    joint = [
        {
            "agency": issuer.slug,
            "name": issuer.name,
            "short_name": issuer.short_name,
            "letterhead": letterhead(issuer),
        }
        for issuer in _partners(release, agency, fields["joint_with"])
    ]
    contacts = Contact.objects.filter(pk__in=fields["contacts"], public=True)
    return Edition(
        release=release,
        agency=agency,
        genre=fields.get("genre", release.genre),
        **{name: fields[name] for name in ("language", "title", "summary", "dateline", "body")},
        date=date,
        numbers_json=canonical(numbers),
        letterhead_json=canonical(letterhead(agency)),
        joint_json=canonical(joint),
        contacts_json=canonical([contact.copy() for contact in contacts]),
    )


def _partners(release: Release, agency: Agency, codes: list[str]) -> list[Agency]:
    """The other agencies that issue it; a translation is issued by those of its original."""
    if release.translation_of_id:
        return release.issuers()[1:]
    partners = Sequence.objects.filter(code__in=codes).select_related("agency") if codes else []
    return [one for one in dict.fromkeys(book.agency for book in partners) if one != agency]
