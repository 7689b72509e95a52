"""Keeping count of what is listed, so that no page has to count it.

A release is listed once in each language: as its translation while one is public, else as itself
(`EditionQuerySet.in_language`). From when until when follows from the intervals of its editions and
of its translations'; each beginning is a change by one more, each end a change by one less.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, Q, QuerySet

from numbering.clock import database_now
from releases.models.edition import Edition, Kind
from releases.models.tally import Tally
from releases.models.topic import Topic

if TYPE_CHECKING:
    from releases.models import Release

AT_ONCE = 500  # releases that are in memory together
MANY = 10  # changes of one date or topic, which are then added up
SWEEP = 100  # editions, after which it is looked for such

Interval = tuple[datetime, datetime | None]


class Change(NamedTuple):
    """Where something changes, and when; one of `date` and `topic` is None."""

    language: str
    date: date | None
    topic: int | None
    at: datetime


class Sealed(NamedTuple):
    """What of an edition says where and when it is listed."""

    pk: int
    position: int
    release: int
    translation_of: int | None
    kind: str
    language: str
    date: date
    begins: datetime
    ends: datetime | None


@contextmanager
def kept(release: "Release") -> Iterator[None]:
    """Around all that writes intervals or topics of a release's editions.

    Its original is locked, or two families' changes would be told from what neither left behind.
    """
    family = release.translation_of_id or release.pk
    before = changes([family])
    yield
    after = changes([family])
    after.subtract(before)
    _write(after)


def sealing(edition: Edition, ends: dict[int, datetime | None], topics: Iterable[int]) -> None:
    """Before an edition is sealed as its release's next: count it, and who makes way for it.

    Its original is locked, as for `kept`.

    Args:
        edition: with its position.
        ends: those of the release's editions before it as they will be, by position.
        topics: primary keys of those that it will be listed under.
    """
    release = edition.release
    before = _standing([release.translation_of_id or release.pk])
    under = _topics(row.pk for row in before)
    own = Sealed(
        *(0, edition.position, release.pk, release.translation_of_id, edition.kind),
        *(edition.language, edition.date, edition.public_from, None),
    )
    made_way = [
        row._replace(ends=ends[row.position]) if row.release == release.pk else row
        for row in before
    ]
    after = [row for row in [*made_way, own] if row.ends != row.begins]
    found = _changes(sorted(after, key=lambda row: row.begins), under | {own.pk: list(topics)})
    found.subtract(_changes(before, under))
    _write(found)


def added(editions: Iterable[Edition]) -> None:
    """After new releases were sealed in bulk, each with all its editions: count them.

    The originals of those that are translations are locked by whoever does that.
    """
    editions = list(editions)
    families = {one.release.translation_of_id or one.release_id for one in editions}
    rows, new = _standing(families), {one.pk for one in editions}
    topics = _topics(row.pk for row in rows)
    found = _changes(rows, topics)
    found.subtract(_changes([row for row in rows if row.pk not in new], topics))
    _write(found)


def changes(originals: Iterable[int]) -> Counter[Change]:
    """All changes that follow from some releases and their translations.

    Args:
        originals: primary keys of releases that are no translations.
    """
    rows = _standing(originals)
    return _changes(rows, _topics(row.pk for row in rows))


def _standing(originals: Iterable[int]) -> list[Sealed]:
    """What stands of some releases and their translations, by its beginning."""
    from releases.models.release import Release

    originals = list(originals)
    # By their keys: asked for across the join, the database would read through all editions.
    family = Release.objects.filter(Q(pk__in=originals) | Q(translation_of__in=originals))
    columns = ("pk", "position", "release", "release__translation_of", "kind", "language", "date")
    standing = Edition.objects.standing().filter(release__in=family.values("pk"))
    rows = standing.order_by("public_from")
    return list(map(Sealed._make, rows.values_list(*columns, "public_from", "public_until")))


def _changes(rows: Iterable[Sealed], topics: dict[int, list[int]]) -> Counter[Change]:
    families: dict[int, list[Sealed]] = defaultdict(list)
    for row in rows:
        families[row.translation_of or row.release].append(row)
    found: Counter[Change] = Counter()
    for sealed in families.values():
        for language, _name in settings.LANGUAGES:
            for row, interval in listed(sealed, language):
                for at, change in zip(interval, (1, -1), strict=True):
                    if at is not None:
                        found[Change(language, row.date, None, at)] += change
                        for topic in topics.get(row.pk, ()):
                            found[Change(language, None, topic, at)] += change
    return found


def _topics(editions: Iterable[int]) -> dict[int, list[int]]:
    under = Edition.topics.through._default_manager.filter(edition__in=list(editions))
    found = defaultdict(list)
    for edition, topic in under.values_list("edition", "topic"):
        found[edition].append(topic)
    return found


def listed(sealed: Iterable[Sealed], language: str) -> Iterator[tuple[Sealed, Interval]]:
    """The editions of a release and its translations, with when each is listed in a language.

    Args:
        sealed: those that were not cancelled, by their beginnings.
    """
    sealed = list(sealed)
    translations = [
        row
        for row in sealed
        if row.translation_of and row.language == language and row.kind != Kind.WITHDRAWAL
    ]
    taken = [(row.begins, row.ends) for row in translations]
    for row in translations:
        yield row, (row.begins, row.ends)
    for row in sealed:
        if not row.translation_of:
            own = (row.begins, row.ends)
            for interval in [own] if row.language == language else without(own, taken):
                yield row, interval


def without(whole: Interval, taken: Iterable[Interval]) -> Iterator[Interval]:
    """What is left of an interval, where others take their part of it.

    Args:
        taken: by their beginnings; they don't overlap.
    """
    begins, end = whole
    for from_here, until in taken:
        if end is not None and from_here >= end:
            break
        if from_here > begins:
            yield begins, from_here
        if until is None:
            return
        begins = max(begins, until)
    if end is None or begins < end:
        yield begins, end


def _write(found: Counter[Change]) -> None:
    Tally.objects.bulk_create(
        [
            Tally(language=language, date=day, topic_id=topic, at=at, change=change)
            for (language, day, topic, at), change in found.items()
            if change
        ],
        batch_size=150,
    )


def added_up(found: Counter[Change], now: datetime) -> Counter[Change]:
    """Changes, with those that have come to pass added up: each date, each topic once."""
    latest = max((one.at for one in found if one.at <= now), default=now)
    summed: Counter[Change] = Counter()
    for one, change in found.items():
        summed[one._replace(at=latest) if one.at <= now else one] += change
    return summed


@transaction.atomic
def sweep() -> None:
    """Add up where many changes have come to pass.

    What another transaction sweeps at the same time is left to it; nobody waits.
    """
    now = database_now()
    past = Tally.objects.filter(at__lte=now)
    groups = past.values_list("language", "date", "topic").annotate(rows=Count("pk"))
    for language, day, topic, _rows in groups.filter(rows__gt=MANY):
        same = past.filter(language=language, date=day, topic=topic)
        rows = list(same.select_for_update(skip_locked=True))
        found: Counter[Change] = Counter()
        for row in rows:
            found[Change(language, day, topic, row.at)] += row.change
        Tally.objects.filter(pk__in=[row.pk for row in rows]).delete()
        _write(added_up(found, now))


def _hold_others_off() -> None:
    """Until the end of the transaction let nobody else add a change: it would be counted twice."""
    if connection.vendor == "postgresql":  # SQLite has one writer at a time
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE releases_tally IN SHARE ROW EXCLUSIVE MODE")


@transaction.atomic
def follow_topic(topic: Topic) -> None:
    """After another topic was merged into one: count it anew."""
    _hold_others_off()
    Tally.objects.filter(Q(topic=topic) | Q(topic__merged_into=topic)).delete()
    found = _all(topic.editions.all())
    _write(Counter({one: change for one, change in found.items() if one.topic == topic.pk}))


@transaction.atomic
def rewrite() -> None:
    """Count everything anew."""
    _hold_others_off()
    Tally.objects.all().delete()
    _write(_all(Edition.objects.all()))


def are_right() -> bool:
    """Whether what is kept is what counting gives, now."""
    now = database_now()
    for language, _name in settings.LANGUAGES:
        public = Edition.objects.published(now).in_language(language, now).order_by()
        dates = dict(public.values_list("date").annotate(Count("pk")))
        under = Topic.objects.standing().filter(editions__in=public.values("pk"))
        topics = dict(under.annotate(count=Count("editions")).values_list("pk", "count"))
        kept = Topic.objects.counted(language, now).values_list("pk", "count")
        if (Tally.objects.by_date(language, at=now), dict(kept)) != (dates, topics):
            return False
    return True


def _all(editions: QuerySet[Edition]) -> Counter[Change]:
    """The changes from all releases of some editions, added up."""
    keys = editions.order_by().values_list("release__translation_of", "release").distinct()
    originals = sorted({translation_of or release for translation_of, release in keys})
    now = database_now()
    found: Counter[Change] = Counter()
    for start in range(0, len(originals), AT_ONCE):
        found.update(added_up(changes(originals[start : start + AT_ONCE]), now))
    return added_up(found, now)
