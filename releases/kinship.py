"""Releases that belong together: a translation and its original, and what replaces what."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from numbering.clock import database_now
from releases.errors import NotReady
from releases.models.attachment import Attachment
from releases.moves import MOVES, begin, finish

if TYPE_CHECKING:
    from releases.models import Release
    from releases.models.kin import Replacement


@transaction.atomic
def translate(release: "Release", by: User, language: str) -> "Release":
    """Begin a translation: a draft of its own, which will bear the numbers of its original.

    Args:
        release: the original; refreshed in place.
        by: who translates.
        language: of the translation, one of settings.LANGUAGES.

    Returns:
        The draft: with kind, date, headline, topics, contacts and files of the original, and no
        text yet. What is said of the files is still to be translated.

    Raises:
        NotPermitted, WrongState: it is not theirs to write, or the original is not approved.
        NotReady: there is such a translation, or it is one itself.
    """
    begin(release, MOVES["translate"], by)
    if release.translation_of:
        raise NotReady(_("It is a translation itself. Translate its original."))
    if language not in dict(settings.LANGUAGES) or language == release.language:
        raise NotReady(_("Choose another language than the release’s own."))
    if release.translations.filter(language=language).exclude(state="discarded").exists():
        raise NotReady(_("There is a translation into this language already."))
    translation = type(release).objects.create(
        translation_of=release,
        agency=release.agency,
        genre=release.genre,
        language=language,
        date=release.date,
        title=release.title,
        dateline=release.dateline,
        edited_by=by,
    )
    translation.contacts.set(release.contacts.all())
    translation.topics.set(release.topics.all())
    copies = [one.copy() for one in release.attachments.all()]
    Attachment.objects.put_back(translation, copies)
    translation.record(by)
    finish(release, MOVES["translate"], by, "")
    return translation


@transaction.atomic
def replace_by(release: "Release", by: User, other: "Release") -> "Replacement":
    """Say for good that another release takes the place of this one. Both keep their numbers.

    Args:
        release: one that the public has seen; refreshed in place.
        by: who says so.
        other: one that the public sees.

    Raises:
        NotPermitted, WrongState: it is not theirs to say, or it was never approved.
        NotReady: the other is not public, or is this one or replaced by it; or this one is
            replaced already.
    """
    from releases.models.kin import Replacement

    begin(release, MOVES["replace"], by)
    now = database_now()
    if not release.editions.history(now).exists() or not other.editions.published(now).exists():
        raise NotReady(_("Both have to be public: the one that is replaced, and the new one."))
    if release.translation_of or other.translation_of:
        raise NotReady(_("A translation is not replaced by itself: replace its original."))
    if other.state == "withdrawn":
        raise NotReady(_("The other one was withdrawn. Choose one that stands."))
    if Replacement.objects.filter(old=release).exists():
        raise NotReady(_("It is replaced already, and that stands."))
    if release in _successors(other):
        raise NotReady(_("A release can’t take its own place. Choose another."))
    replacement = Replacement.objects.create(old=release, new=other, at=now, by=by)
    finish(release, MOVES["replace"], by, _("Replaced by %(title)s") % {"title": other.title})
    return replacement


def _successors(release: "Release") -> "list[Release]":
    """A release, what replaced it, what replaced that, and so on."""
    chain = [release]
    while hasattr(chain[-1], "replacement"):
        chain.append(chain[-1].replacement.new)
    return chain
