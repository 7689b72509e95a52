"""Putting editions on the shelves of agencies and topics. Nothing else writes to that table."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from agencies.models import Agency
from agencies.tree import Pair, above, below
from numbering.models import State
from releases.models.edition import Edition
from releases.models.release_number import ReleaseNumber
from releases.models.shelf import Shelf

AT_ONCE = 500  # editions that are in memory together

Place = tuple[int | None, int | None]  # primary keys of an agency, or of a topic


@transaction.atomic
def put(editions: Sequence[Edition]) -> None:
    """Put editions where they belong by now, and nowhere else.

    Args:
        editions: sealed ones, with topics prefetched where they are many.
    """
    keys = [one.pk for one in editions]
    # One after the other, or an edition that two put there would stand in a list twice.
    list(Edition.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    Shelf.objects.filter(edition__in=keys).delete()
    _fill(places_of(editions))


def put_new(
    edition: Edition, issuers: Iterable[int], topics: Iterable[int], pairs: Iterable[Pair]
) -> None:
    """Put an edition that was just sealed where it belongs, without asking the database for it.

    Args:
        issuers: primary keys of the agencies whose numbers it bears.
        topics: primary keys of those it is listed under.
        pairs: the tree of agencies.
    """
    _fill([(edition, _places({edition.agency_id, *issuers}, topics, pairs))])


def _fill(found: Iterable[tuple[Edition, list[Place]]]) -> None:
    Shelf.objects.bulk_create(
        [
            Shelf(
                edition=edition,
                agency_id=agency,
                topic_id=topic,
                year=edition.date.year,
                published_at=edition.published_at,
            )
            for edition, places in found
            for agency, topic in places
        ],
        batch_size=100,
    )


def places_of(editions: Sequence[Edition]) -> list[tuple[Edition, list[Place]]]:
    """Where each of some editions belongs."""
    pairs = list(Agency.objects.values_list("pk", "parent"))
    jointly = defaultdict(set)
    borne = ReleaseNumber.objects.filter(release__in={one.release_id for one in editions})
    borne = borne.exclude(number__state=State.VOID).order_by()
    for release, agency in borne.values_list("release", "number__agency"):
        jointly[release].add(agency)
    return [
        (
            edition,
            _places(
                {edition.agency_id, *jointly[edition.release_id]},
                (topic.pk for topic in edition.topics.all()),
                pairs,
            ),
        )
        for edition in editions
    ]


def _places(issuers: Iterable[int], topics: Iterable[int], pairs: Iterable[Pair]) -> list[Place]:
    agencies = sorted({agency for issuer in issuers for agency in above(pairs, issuer)})
    return [*((agency, None) for agency in agencies), *((None, one) for one in sorted(topics))]


def are_right(edition: Edition) -> bool:
    """Whether an edition stands where it belongs."""
    [(_edition, places)] = places_of([edition])
    return sorted(map(str, places)) == sorted(
        map(str, edition.shelves.values_list("agency", "topic"))
    )


def issued_below(agency: Agency) -> QuerySet[Edition]:
    """All that stands with an agency, or is to stand there once it is put where it belongs."""
    family = below(Agency.objects.values_list("pk", "parent"), [agency.pk])
    borne = ReleaseNumber.objects.filter(number__agency__in=family).values("release")
    return Edition.objects.filter(agency__in=family) | Edition.objects.filter(release__in=borne)


def agency_saving(sender: type[Agency], instance: Agency, raw: bool, **_kwargs: Any) -> None:
    """Before an agency is saved: whether it comes to belong to another one than so far."""
    before = Agency.objects.filter(pk=instance.pk).values_list("parent", flat=True)
    vars(instance)["has_moved"] = not raw and bool(before) and before[0] != instance.parent_id


def agency_saved(sender: type[Agency], instance: Agency, **_kwargs: Any) -> None:
    """After an agency came to belong to another one: what it issued goes to other shelves."""
    if not vars(instance)["has_moved"]:
        return
    keys = sorted(issued_below(instance).values_list("pk", flat=True).distinct())
    for start in range(0, len(keys), AT_ONCE):
        some = Edition.objects.filter(pk__in=keys[start : start + AT_ONCE])
        put(list(some.prefetch_related("topics")))
