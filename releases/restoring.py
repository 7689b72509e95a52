"""An old revision becomes the text again: as a new revision, so that nothing is lost.

What it refers to may be gone, or not open any more. That stays as it is now, and is said.
"""

import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agencies.models import Agency, Contact
from agencies.permissions import can
from agencies.roles import Action
from numbering.models import Number, Sequence, State
from releases.errors import NotReady, TextHasMovedOn
from releases.models.attachment import Attachment
from releases.models.topic import Topic
from releases.moves import Move, begin, finish

if TYPE_CHECKING:
    from releases.models import Release, Revision

Fields = dict[str, Any]

WORDS = ("title", "summary", "dateline", "body", "genre", "language")
RESTORE = Move(
    "restore",
    Action.WRITE,
    frozenset({"draft", "sent_back", "submitted"}),
    "",
    gettext_lazy("Restore"),
)


@transaction.atomic
def restore(release: "Release", by: User, chosen: "Revision", revision: int) -> list[str]:
    """Make an old revision the text again, files and all that it refers to included.

    Once a number was taken, agency, sequence and the other ways to a number stay as they are.

    Args:
        release: refreshed in place.
        by: who restores.
        chosen: one of its revisions.
        revision: the revision that was looked at before.

    Returns:
        What could not be brought back, one sentence each.

    Raises:
        NotPermitted, WrongState: it is not theirs to write, or its text can't be changed now.
        TextHasMovedOn: somebody has saved since it was looked at.
        NotReady: it says the same already, or it would not fit together.
    """
    begin(release, RESTORE, by)
    if release.revision != revision:
        raise TextHasMovedOn
    before = release.content()
    fields = chosen.fields
    lost = _bring_back_words(release, fields)
    lost += _bring_back_ways(release, fields, by)
    lost += _make_it_fit(release)
    Attachment.objects.put_back(release, fields.get("attachments", []))
    if release.content() == before:
        raise NotReady(_("The text is the same as in that revision."), *lost)
    note = _("From revision %(number)d.") % {"number": chosen.position}
    finish(release, RESTORE, by, note)
    return lost


def tried(
    release: "Release", by: User, chosen: "Revision", revision: int
) -> tuple[Fields, list[str]]:
    """What `restore` would make of it, and what would be lost; afterwards nothing has been.

    Restored and rolled back, rather than put together: so it is what restoring gives.

    Raises:
        MoveRefused: as `restore` does.
    """
    with transaction.atomic():
        lost = restore(release, by, chosen, revision)
        content = release.content()
        transaction.set_rollback(True)
    release.refresh_from_db()
    return content, lost


def _bring_back_words(release: "Release", fields: Fields) -> list[str]:
    for name in WORDS:
        setattr(release, name, fields.get(name, getattr(release, name)))
    release.date = datetime.date.fromisoformat(fields["date"])
    release.topics.set(Topic.objects.called(fields.get("topics", [])))
    contacts = Contact.objects.filter(pk__in=fields["contacts"])
    release.contacts.set(contacts)
    if gone := len(fields["contacts"]) - len(contacts):
        return [
            ngettext(
                "%(count)d contact of that revision is not there any more.",
                "%(count)d contacts of that revision are not there any more.",
                gone,
            )
            % {"count": gone}
        ]
    return []


def _bring_back_ways(release: "Release", fields: Fields, by: User) -> list[str]:
    """Agency, sequence and the other ways to a number: together, as they depend on each other."""
    settled = ("agency", "sequence", *release.OTHER_WAYS)
    now = release.content()
    if all(fields.get(name, now[name]) == now[name] for name in settled):
        return []
    if release.number_texts():
        return [_("It has a number, so its agency and all that its number came from stay.")]
    agency = Agency.objects.filter(slug=fields["agency"], active=True).first()
    if agency is None or not can(by, Action.WRITE, agency):
        return [
            _("It stays with %(agency)s: you can’t write for the agency of that revision.")
            % {"agency": release.agency}
        ]
    release.agency = agency
    release.paper_numbers, release.suffix = fields["paper_numbers"], fields.get("suffix", "")
    lost = _refer(release, "sequence", _sequence(fields["sequence"]), fields)
    open_ones = Number.objects.filter(sequence__in=Sequence.objects.open_to(agency))
    reserved = _numbered(open_ones.reserved(), fields.get("reservation"))
    lost += _refer(release, "reservation", reserved, fields)
    in_use = open_ones.filter(state=State.USED, suffix="", serial__isnull=False)
    lost += _refer(release, "addendum_to", _numbered(in_use, fields.get("addendum_to")), fields)
    joint = Sequence.objects.filter(code__in=fields.get("joint_with", []), agency__active=True)
    release.joint_with.set(joint)
    return lost


def _sequence(code: str | None) -> Sequence | None:
    return Sequence.objects.filter(code=code).first() if code else None


def _numbered(numbers: Any, text: str | None) -> Number | None:
    """The one with this text; two sequences may print alike, and then it is none."""
    found = list(numbers.filter(text=text)[:2]) if text else []
    return found[0] if len(found) == 1 else None


def _refer(release: "Release", name: str, found: Any, fields: Fields) -> list[str]:
    """Let a field refer to what was found; where it named something that is gone, to nothing."""
    setattr(release, name, found)
    named = fields.get(name)
    if found is not None or not named:
        return []
    return [
        _("%(field)s: %(name)s can’t be chosen any more.")
        % {"field": release.label_of(name).capitalize(), "name": named}
    ]


def _make_it_fit(release: "Release") -> list[str]:
    """Let what would not fit together stay as it is now, and say why."""
    stands = type(release).objects.get(pk=release.pk)
    try:
        release.clean()
    except ValidationError as error:
        said = []
        for name, messages in error.message_dict.items():
            setattr(release, name, getattr(stands, name))
            label = release.label_of(name).capitalize()
            said += [f"{label}: {message}" for message in messages]
    else:
        return []
    try:
        release.clean()
    except ValidationError as error:
        raise NotReady(*error.messages) from error
    return said
