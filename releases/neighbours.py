"""What else there is to read beside a release. Public editions only, none that was withdrawn.

All of it in the language of the release itself, each other release once: so whoever reads on stays
in one language, and a translation has the same neighbours as its original.
"""

import datetime
from typing import NamedTuple

from django.db.models import Q
from django.http import HttpRequest

from agencies.remembering import remembered
from releases.models import Edition, Kind
from releases.models.edition import EditionQuerySet

MOST = 4

Place = tuple[datetime.datetime, int]  # when it was published, and its primary key


class Neighbours(NamedTuple):
    """What a page leads to: just before and after it from the same agency, and what to read on."""

    older: Edition | None
    newer: Edition | None
    related: list[Edition]


def neighbours(request: HttpRequest, edition: Edition, topics: list[int]) -> Neighbours:
    """What else there is beside an edition. Keys are asked for first, then all editions at once.

    Args:
        request: remembers what is the newest, for the pages of others.
        edition: whose page it is.
        topics: the primary keys of its topics.
    """
    of_agency = public(edition.language).filter(agency=edition.agency_id)
    moment, pk = edition.published_at, edition.pk
    before = of_agency.filter(published_at__lte=moment).filter(
        Q(published_at__lt=moment) | Q(pk__lt=pk)
    )
    behind = of_agency.filter(published_at__gte=moment).filter(
        Q(published_at__gt=moment) | Q(pk__gt=pk)
    )
    older = before.values_list("pk", flat=True).first()
    newer = behind.reverse().values_list("pk", flat=True).first()
    chosen = related(request, edition, topics, {older, newer})
    keys = [key for key in (older, newer, *chosen) if key]
    found = Edition.objects.published().for_ledger().in_bulk(keys) if keys else {}
    return Neighbours(
        found.get(older), found.get(newer), [found[key] for key in chosen if key in found]
    )


def public(language: str) -> EditionQuerySet:
    """What is public and was not withdrawn, newest first."""
    listed = Edition.objects.published().in_language(language)
    return listed.exclude(kind=Kind.WITHDRAWAL).newest_first()


def related(
    request: HttpRequest, edition: Edition, topics: list[int], beside: set[int | None]
) -> list[int]:
    """A few on the same topics, the newest first; then, if there are too few, of the same agency.

    Args:
        beside: what the page leads to already; no such is added for the sake of the agency alone.
    """
    # One topic after the other: each is read from its own shelf, newest first.
    places = {one for topic in topics for one in newest(request, edition.language, topic=topic)}
    found = [key for _at, key in sorted(places, reverse=True) if key != edition.pk][:MOST]
    if len(found) < MOST:
        known = {edition.pk, *found, *beside}
        of_agency = newest(request, edition.language, agency=edition.agency_id)
        found += [key for _at, key in of_agency if key not in known][: MOST - len(found)]
    return found


def newest(
    request: HttpRequest, language: str, *, topic: int | None = None, agency: int | None = None
) -> list[Place]:
    """The newest on a topic, or else of an agency: enough to leave out what is known."""

    def asked() -> list[Place]:
        listed = public(language)
        listed = listed.about(topic) if topic else listed.filter(agency=agency)
        return list(listed.newest_first().values_list("published_at", "pk")[: MOST + 3])

    return remembered(request, f"newest in {language}: topic {topic}, agency {agency}", asked)
