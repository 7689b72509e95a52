"""Everything public, or everything sealed, as JSON lines and files: read back by `reading_back`.

    archive.jsonl   the first line says what it is; then agencies, sequences and topics, and
                    releases, originals before their translations, an edition a line
    files/          pictures, documents and films, by their SHA-256; logos by their names

An edition is its canonical JSON, by which it was sealed (`releases.sealing`), with what stands
beside it. Public is what the public may read now: the current edition and those before it; of a
withdrawn release the notice alone. Everything is every edition, scheduled and cancelled ones too.
Drafts are not in it, nor are the people of the desk.
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import F, Prefetch
from django.utils import timezone

from agencies.models import Agency
from numbering.models import Number, Sequence
from releases.models import Asset, Edition, Release, ReleaseNumber, Topic
from releases.sealing import canonical, canonical_edition, moment

FORMAT = 1
NAME = "archive.jsonl"
AT_ONCE = 200


def export(target: Path, everything: bool, tick: Callable[[int], None]) -> int:
    """Write it all into a folder.

    Args:
        target: the folder; made where it is not there.
        everything: what is not public, too.
        tick: called with how many editions are written.

    Returns:
        How many editions were written.
    """
    (target / "files").mkdir(parents=True, exist_ok=True)
    done, whole = 0, target / NAME
    part = whole.with_suffix(".part")
    with part.open("w", encoding="utf-8", newline="\n") as file:
        for record in _around(everything):
            file.write(canonical(record) + "\n")
        for edition, record in _editions(everything):
            file.write(canonical(record) + "\n")
            _copy_files(edition, target / "files")
            done += 1
            tick(done)
    part.replace(whole)
    return done


def _around(everything: bool) -> Iterator[dict[str, Any]]:
    yield {"archive": FORMAT, "scope": "everything" if everything else "public"}
    agencies = {agency.pk: agency for agency in Agency.objects.all()}
    shown = Agency.objects.filter(editions__in=_wanted(everything)).distinct()
    borne = Agency.objects.filter(numbers__releases__editions__in=_wanted(everything)).distinct()
    lineages = [agency.lineage() for agency in {*shown, *borne}]
    # Whom an agency belongs to stands before it.
    depths = {key: len(line) - at for line in lineages for at, key in enumerate(line)}
    for key in sorted(depths, key=lambda key: (depths[key], key)):
        agency = agencies[key]
        parent = agencies.get(agency.parent_id or 0)
        yield {
            "agency": {
                "slug": agency.slug,
                "name": agency.name,
                "short_name": agency.short_name,
                "parent": parent.slug if parent else None,
            }
        }
    if everything:
        for sequence in Sequence.objects.select_related("agency").order_by("pk"):
            yield {"sequence": _sequence(sequence)}
    topics = Topic.objects.filter(editions__in=_wanted(everything)).distinct()
    for topic in topics.order_by("pk"):
        yield {"topic": {"slug": topic.slug, "name": topic.name, "name_en": topic.name_en}}


def _sequence(sequence: Sequence) -> dict[str, Any]:
    plain = ("name", "code", "pattern", "reset", "fiscal_start_month")
    return {name: getattr(sequence, name) for name in plain} | {
        "agency": sequence.agency.slug,
        "first_serial": sequence.first_serial,
        "opening_serial": sequence.opening_serial,
        "opened_on": sequence.opened_on.isoformat(),
        "shared_with": sorted(sequence.shared_with.values_list("slug", flat=True)),
    }


def _wanted(everything: bool) -> Any:
    return Edition.objects.all() if everything else Edition.objects.published()


def _editions(everything: bool) -> Iterator[tuple[Edition, dict[str, Any]]]:
    releases = Release.objects.filter(editions__in=_wanted(everything)).distinct()
    releases = releases.order_by(F("translation_of").asc(nulls_first=True), "pk")
    keys = list(releases.values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        found = _with_all_beside(some, everything)
        for key in some:
            release = found[key]
            for edition in _readable(release, everything):
                yield edition, _record(release, edition, everything)


def _with_all_beside(keys: Iterable[int], everything: bool) -> dict[int, Release]:
    editions = Edition.objects.all() if everything else Edition.objects.history()
    editions = editions.select_related("agency", "redaction").prefetch_related("topics")
    links = ReleaseNumber.objects.select_related("number__agency", "number__sequence")
    return (
        Release.objects.select_related("translation_of", "replacement__new")
        .prefetch_related(
            Prefetch("editions", editions.order_by("position")),
            Prefetch("releasenumber_set", links.order_by("position")),
        )
        .in_bulk(list(keys))
    )


def _readable(release: Release, everything: bool) -> list[Edition]:
    editions = list(release.editions.all())
    if not everything:
        current = max(editions, key=lambda edition: (edition.public_from, edition.position))
        if current.withdrawn:
            return [current]
    return editions


def _record(release: Release, edition: Edition, everything: bool) -> dict[str, Any]:
    redaction = edition.redaction if edition.redacted else None
    replaced = getattr(release, "replacement", None)
    shown = everything or (replaced and replaced.new.editions.published().exists())
    # An end to come would tell of a correction that nobody may know of.
    until = edition.public_until
    if until and not everything and until > timezone.now():
        until = None
    return {
        "edition": json.loads(canonical_edition(edition)),
        "sha256": edition.sha256,
        # When it was approved, where it was for a moment to come, the public does not know.
        "sealed_at": moment(edition.sealed_at) if everything else None,
        "public_until": moment(until) if until else None,
        "topics": sorted(topic.slug for topic in edition.topics.all()),
        "translation_of": str(release.translation_of.uid) if release.translation_of else None,
        "replaced_by": str(replaced.new.uid) if replaced and shown else None,
        "register": [
            _line(link.number, everything)
            for link in release.releasenumber_set.all()
            if everything or link.number.text in edition.numbers
        ],
        "redaction": redaction
        and {
            "authority": redaction.authority,
            "reason": redaction.reason,
            "at": moment(redaction.at),
        },
    }


def _line(number: Number, everything: bool) -> dict[str, Any]:
    public = {"text": number.text, "agency": number.agency.slug, "date": number.date.isoformat()}
    if not everything:
        return public
    return public | {
        "sequence": number.sequence.code if number.sequence else None,
        "period": number.period,
        "serial": number.serial,
        "suffix": number.suffix,
        "origin": number.origin,
        "state": number.state,
        "reason": number.reason,
        "void_reason": number.void_reason,
    }


def _copy_files(edition: Edition, folder: Path) -> None:
    hashes = {one.sha256 for one in edition.attached}
    for asset in Asset.objects.filter(sha256__in=hashes):
        _copy(asset.content.name or "", folder / asset.sha256)
    heads = [edition.letterhead, *(other.get("letterhead", {}) for other in edition.joint_with)]
    for logo in filter(None, (head.get("logo") for head in heads)):
        _copy(f"logos/{logo}", folder / logo)


def _copy(name: str, target: Path) -> None:
    if target.exists() or not default_storage.exists(name):
        return
    part = target.with_name(f"{target.name}.part")
    with default_storage.open(name) as source, part.open("wb") as copy:
        shutil.copyfileobj(source, copy)
    part.replace(target)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
