"""From what was read and confirmed to a draft at the desk."""

import datetime
import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.admin.utils import label_for_field
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import Agency, Contact
from agencies.models import Letterhead as AgencyLetterhead
from agencies.permissions import can
from agencies.roles import Action
from ingest.door import ReadPicture
from ingest.reading import Letterhead
from releases.errors import MoveRefused, NotPermitted
from releases.files.intake import take_in
from releases.files.preparing import prepare_after_commit
from releases.models import Asset, Attachment, Release


class AlreadyHere(MoveRefused):
    """The same release was read in before."""


@dataclass(frozen=True)
class KeptPicture:
    """A picture of a text that was read, taken in as any file is."""

    number: int
    asset: Asset
    name: str
    caption: str = ""
    alt: str = ""


def keep_pictures(pictures: Iterable[ReadPicture], by: User) -> tuple[list[KeptPicture], list[str]]:
    """Keep the pictures of a text through the house's door for files.

    Args:
        pictures: as they were read.
        by: who sent them.

    Returns:
        Those that are kept, and a sentence for each that is not.
    """
    kept, left = [], []
    for picture in pictures:
        ending = {b"\x89PN": "png", b"\xff\xd8\xff": "jpg"}.get(picture.content[:3], "webp")
        try:
            accepted = take_in(io.BytesIO(picture.content), f"foto-{picture.number}.{ending}")
        except ValidationError as refused:
            left += refused.messages
            continue
        asset = Asset.keep(accepted)
        asset.sent_by.add(by)
        prepare_after_commit([asset])
        said = picture.caption, picture.alt
        kept.append(KeptPicture(picture.number, asset, accepted.name, *said))
    return kept, left


@transaction.atomic
def save_draft(
    agency: Agency,
    by: User,
    *,
    language: str,
    date: datetime.date | None,
    title: str,
    dateline: str,
    body: str,
    numbers: list[str],
    contacts: Iterable[Contact] = (),
    letterhead: Letterhead | None = None,
    pictures: Iterable[KeptPicture] = (),
) -> Release:
    """Make a draft of a release that was read in, its numbers verbatim.

    Args:
        agency: whose release it is.
        by: who has confirmed what was read.
        language: "id" or "en".
        date: the release date.
        title: the headline.
        dateline: the place, or "".
        body: clean HTML.
        numbers: the official numbers as printed; none for a text without a number yet.
        contacts: the agency's contacts that stand on it.
        letterhead: what stood at its head; kept for the agency from that date on, if it
            has none for that date and `by` manages the agency.
        pictures: what the body calls [foto 1], [foto 2] …

    Returns:
        The draft. Numbers enter the register at its approval.

    Raises:
        NotPermitted: `by` does not write for the agency.
        AlreadyHere: the agency has a release with this number, date and headline.
        MoveRefused: something that a release must have is missing; every problem at once.
    """
    if not can(by, Action.WRITE, agency):
        raise NotPermitted
    if date is None or not title:
        raise MoveRefused(
            _("Date or headline was not found. Read it in on the desk’s page and fill them in.")
        )
    release = Release(
        agency=agency,
        language=language,
        date=date,
        title=title,
        dateline=dateline,
        body=body,
        paper_numbers="\n".join(numbers),
        edited_by=by,
    )
    try:
        release.full_clean()
    except ValidationError as error:
        raise MoveRefused(*_sentences(error)) from error
    if before := _same(release):
        raise AlreadyHere(
            _("“%(title)s” is here already (%(state)s).")
            % {"title": before.title, "state": before.get_state_display()}
        )
    release.save()
    release.contacts.set(contacts)
    for picture in pictures:
        said = {"caption": picture.caption, "alt": picture.alt}
        Attachment.objects.attach(release, picture.asset, picture.name, picture.number, **said)
    release.record(by)
    if letterhead and letterhead_would_be_kept(letterhead, agency, release.date, by):
        keep_letterhead(letterhead, agency, release.date)
    return release


def _sentences(error: ValidationError) -> list[str]:
    return [
        f"{label_for_field(name, Release)}: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    ]


def _same(release: Release) -> Release | None:
    return Release.objects.filter(
        agency=release.agency,
        date=release.date,
        title=release.title,
        paper_numbers=release.paper_numbers,
    ).first()


def letterhead_would_be_kept(
    letterhead: Letterhead, agency: Agency, date: datetime.date, by: User
) -> bool:
    """Whether a letterhead that was read fills a gap, and `by` may fill it."""
    return (
        bool(letterhead.lines)
        and agency.letterhead_on(date) is None
        and can(by, Action.MANAGE, agency)
    )


def keep_letterhead(letterhead: Letterhead, agency: Agency, date: datetime.date) -> None:
    """Keep a letterhead that was read, valid for the agency from a date on."""
    AgencyLetterhead.objects.create(
        agency=agency,
        valid_from=date,
        lines="\n".join(letterhead.lines),
        address=letterhead.address or "",
        city=letterhead.city or "",
        postcode=letterhead.postcode or "",
        phones="\n".join(letterhead.phones),
        faxes="\n".join(letterhead.faxes),
    )


def matching_contacts(names: Iterable[str | None], agency: Agency) -> list[Contact]:
    """The agency's contacts that have one of `names`."""
    wanted = {name.casefold() for name in names if name}
    return [contact for contact in agency.contacts.all() if contact.name.casefold() in wanted]
