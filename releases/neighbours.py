"""What else there is to read beside a release. Public editions only, none that was withdrawn.

All of it in the language of the release itself, each other release once: so whoever reads on stays
in one language, and a translation has the same neighbours as its original.
"""

from typing import NamedTuple

from django.db.models import Q

from releases.models import Edition, Kind
from releases.models.edition import EditionQuerySet

MOST = 4


class Neighbours(NamedTuple):
    """The releases of the same agency that were published just before and just after one."""

    older: Edition | None
    newer: Edition | None


def others(edition: Edition) -> EditionQuerySet:
    """What is public besides the release of an edition, newest first."""
    public = Edition.objects.published().in_language(edition.language).for_ledger()
    return public.exclude(kind=Kind.WITHDRAWAL).exclude(release=edition.release_id)


def neighbours(edition: Edition) -> Neighbours:
    of_agency = others(edition).filter(agency=edition.agency_id)
    moment, pk = edition.published_at, edition.pk
    older = of_agency.filter(published_at__lte=moment).filter(
        Q(published_at__lt=moment) | Q(pk__lt=pk)
    )
    newer = of_agency.filter(published_at__gte=moment).filter(
        Q(published_at__gt=moment) | Q(pk__gt=pk)
    )
    return Neighbours(older.first(), newer.reverse().first())


def related(edition: Edition, topics: list[int], beside: Neighbours) -> list[Edition]:
    """A few on the same topics, the newest first; then, if there are too few, of the same agency.

    Args:
        edition: whose page it is.
        topics: the primary keys of its topics.
        beside: what the page leads to already; no such is added for the sake of the agency alone.
    """
    # One topic after the other: each is read from its own shelf, newest first.
    newest = {
        one.pk: one
        for topic in topics
        for one in others(edition).about(topic).newest_first()[:MOST]
    }
    found = sorted(newest.values(), key=lambda one: (one.published_at, one.pk), reverse=True)[:MOST]
    if len(found) < MOST:
        known = [one.pk for one in (*found, *beside) if one]
        of_agency = others(edition).filter(agency=edition.agency_id).exclude(pk__in=known)
        found += of_agency[: MOST - len(found)]
    return found
