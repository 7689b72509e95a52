"""Examining releases and editions against the register, the chains of hashes, and the files."""

import json
from collections.abc import Iterator

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from numbering.examination import Finding
from numbering.models import Number, Origin, State
from releases import tallies
from releases.edition_guards import REDACTABLE
from releases.models import Asset, Edition, Release
from releases.models import State as DeskState
from releases.models.edition import Kind
from releases.sealing import fingerprint
from releases.search import index

COMPARED = 100  # editions whose entry of the index is worked out again


def examine() -> Iterator[Finding]:
    """Everything that is wrong with what stands between releases and the register."""
    whole = True
    for check in (
        _approved_releases_have_an_edition,
        _a_number_is_borne_by_one_release,
        _taken_numbers_are_borne,
        _sheets_say_their_numbers,
        _chains_are_whole,
        _editions_stand_one_at_a_time,
        _editions_have_their_files,
        _files_are_kept,
        _the_search_index_matches,
    ):
        for finding in check():
            whole = False
            yield finding
    if whole:  # counts follow from the rest, of which it is told already
        yield from _the_counts_are_right()


def _approved_releases_have_an_edition() -> Iterator[Finding]:
    standing = Edition.objects.standing()
    tombstones = standing.filter(kind=Kind.WITHDRAWAL).values("release")
    remedy = _("It was changed from outside; restore the release from a backup.")
    approved = Release.objects.filter(state=DeskState.APPROVED)
    for release in approved.exclude(pk__in=standing.values("release")):
        yield Finding(
            "editions",
            _("“%(title)s” is approved, but nothing of it is sealed.") % {"title": release.title},
            remedy,
        )
    withdrawn = Q(state=DeskState.WITHDRAWN)
    for release in Release.objects.filter(withdrawn ^ Q(pk__in=tombstones)):
        yield Finding(
            "editions",
            _("“%(title)s” is %(state)s at the desk, but the public sees it otherwise.")
            % {"title": release.title, "state": release.get_state_display()},
            remedy,
        )


def _a_number_is_borne_by_one_release() -> Iterator[Finding]:
    # A translation bears the numbers of its original.
    originals = Q(releases__translation_of=None)
    borne = Number.objects.annotate(bearers=Count("releases", filter=originals, distinct=True))
    for number in borne.filter(bearers__gt=1):
        yield Finding(
            "numbers",
            _("Number %(number)s is borne by %(bearers)d releases.")
            % {"number": number, "bearers": number.bearers},
            _("Find out which of them went out with it; the others need numbers of their own."),
        )


def _taken_numbers_are_borne() -> Iterator[Finding]:
    used = Number.objects.filter(origin=Origin.ALLOCATED, state=State.USED, releases=None)
    for number in used:
        yield Finding(
            "numbers",
            _("Number %(number)s is in use, but no release bears it.") % {"number": number},
            _("Void it with a reason, or restore the release from a backup."),
        )


def _sheets_say_their_numbers() -> Iterator[Finding]:
    sealed = _sealed().prefetch_related("release__releasenumber_set__number")
    for edition in sealed.iterator(chunk_size=500):
        links = edition.release.releasenumber_set.all()
        # A number may have been voided after its only edition was cancelled.
        borne = {
            link.number.text
            for link in links
            if edition.cancelled or link.number.state == State.USED
        }
        if not set(edition.numbers) <= borne:
            yield Finding(
                "numbers",
                _("The sheet of “%(title)s” says %(sheet)s, the register says %(register)s.")
                % {
                    "title": edition.title,
                    "sheet": ", ".join(edition.numbers),
                    "register": ", ".join(sorted(borne)) or "–",
                },
                _("One of them was changed from outside; restore it from a backup."),
            )


def _chains_are_whole() -> Iterator[Finding]:
    before: Edition | None = None
    for edition in _sealed().order_by("release", "position").iterator(chunk_size=500):
        follows = before if before and before.release_id == edition.release_id else None
        if edition.redacted:
            if any(getattr(edition, name) not in ("", "[]") for name in REDACTABLE):
                yield _broken(edition, _("it has text again, though that was removed"))
        elif fingerprint(edition) != edition.sha256:
            yield _broken(edition, _("its text is not the one that was sealed"))
        if edition.position != (follows.position + 1 if follows else 1):
            yield _broken(edition, _("an edition before it is missing"))
        elif edition.previous_sha256 != (follows.sha256 if follows else ""):
            yield _broken(edition, _("it does not follow the edition before it"))
        before = edition


def _editions_stand_one_at_a_time() -> Iterator[Finding]:
    before: Edition | None = None
    standing = Edition.objects.standing().order_by("release", "public_from")
    for edition in standing.defer("body").iterator(chunk_size=500):
        earlier = before if before and before.release_id == edition.release_id else None
        if earlier and (not earlier.public_until or earlier.public_until > edition.public_from):
            yield _broken(edition, _("another edition is public at the same moment"))
        before = edition


def _editions_have_their_files() -> Iterator[Finding]:
    whole = _sealed().filter(redaction=None).defer("body").prefetch_related("assets")
    for edition in whole.iterator(chunk_size=500):
        said = {one["sha256"] for one in json.loads(edition.attachments_json)}
        if said != {asset.sha256 for asset in edition.assets.all()}:
            yield _broken(edition, _("its files are not those that it was sealed with"))


def _files_are_kept() -> Iterator[Finding]:
    """By their sizes alone: to hash every film would take hours."""
    for asset in Asset.objects.iterator(chunk_size=500):
        try:
            size = asset.content.size
        except FileNotFoundError:
            size = 0
        if size != asset.size:
            yield Finding(
                "files",
                _("The file %(name)s should have %(size)d bytes, but has %(found)d.")
                % {"name": asset.content.name, "size": asset.size, "found": size},
                _("Restore it from a backup of the media folder."),
            )


def _the_search_index_matches() -> Iterator[Finding]:
    """What is missing is counted; what is there is compared in the newest, and by the engine."""
    missing = len(index.outdated())
    newest = _sealed().prefetch_related("topics").order_by("-pk")[:COMPARED]
    # Of one that was changed from outside it is told already.
    whole = [one for one in newest if one.redacted or fingerprint(one) == one.sha256]
    differing = [edition for edition in whole if not index.is_right(edition)]
    if missing or differing or not index.is_whole():
        yield Finding(
            "search",
            _("The search index does not match the editions: %(count)d are not found as they are.")
            % {"count": max(missing, len(differing))},
            _("Run `manage.py reindex`."),
        )


def _the_counts_are_right() -> Iterator[Finding]:
    if not tallies.are_right():
        yield Finding(
            "search",
            _("The counts of what is public, by date and by topic, are not what is listed."),
            _("Run `manage.py reindex`."),
        )


def _sealed() -> QuerySet[Edition]:
    return Edition.objects.select_related("agency", "release", "redaction")


def _broken(edition: Edition, how: str) -> Finding:
    return Finding(
        "chains",
        _("Edition %(position)d of “%(title)s” (%(path)s): %(how)s.")
        % {
            "position": edition.position,
            "title": edition.title,
            "path": edition.path,
            "how": how,
        },
        _("It was changed from outside; restore it from a backup."),
    )
