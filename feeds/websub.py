"""Telling a hub which feeds have changed, so that it brings the news to whoever follows them.

Rules: WebSub, W3C Recommendation of 23 January 2018. It leaves open how a publisher speaks to its
hub; `hub.mode=publish` is what hubs have understood since PubSubHubbub. The address of the feed
goes by both of its names, because some know it as `hub.url` and others as `hub.topic`.
"""

import datetime
from collections.abc import Iterable, Iterator
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django_tasks import task

from agencies.models import Agency
from agencies.tree import AgencyTree, above
from feeds.models import Told
from feeds.writing import FORMATS
from releases.models import Edition, Genre, Kind, Topic
from releases.models.edition import EditionQuerySet

# What became public longer ago, the hub is not told of: it may have been set up since.
LOOKS_BACK = datetime.timedelta(days=30)
# A release whose own day lies so far before it became public is of the old books, and no news.
OLD = datetime.timedelta(days=2)
TOGETHER = 20  # editions in one task at most
PATIENCE = 5  # seconds for the hub to answer

Channel = tuple[str, str]  # the name of its address, and what stands in it


def untold() -> EditionQuerySet:
    """Editions that became public, and are news that the hub was not told of; the first first.

    It is asked of each edition, not from a moment on: transactions end in another order than
    their moments, and a mark that had moved on would step over the later of two.
    """
    since = timezone.now() - LOOKS_BACK
    of_the_old_books = Q(kind=Kind.RELEASE, published_at__lt=F("public_from") - OLD)
    # An index knows the kinds with their moments.
    recent = Edition.objects.history().filter(kind__in=Kind.values, public_from__gte=since)
    news = recent.exclude(of_the_old_books).exclude(pk__in=Told.objects.values("pk"))
    return news.order_by("public_from", "pk")


def tell_of_what_is_new() -> None:
    """Put a ping into the queue for what the hub was not told of; nothing where there is none."""
    if not settings.WEBSUB_HUB or not untold().exists():
        return
    with transaction.atomic():
        new = list(untold().values_list("pk", flat=True)[:TOGETHER])
        Told.objects.bulk_create(Told(edition_id=pk) for pk in new)
        ping_hub.enqueue(new)


@task()
def ping_hub(editions: list[int]) -> None:
    """Tell the hub of every feed that some editions have changed.

    At the first that it does not take the task ends, and the queue tries it again with all of
    them: a hub that is told twice looks twice.
    """
    for address in changed(editions):
        ping(address)


class Nowhere(HTTPRedirectHandler):
    """Whoever has the hub's name could otherwise send the newsroom to what stands beside it."""

    def redirect_request(self, *_args: object, **_kwargs: object) -> None:
        """Follow no redirect; it is an error then, as every other answer that is no 2xx."""


def ping(address: str) -> None:
    """Tell the hub that the feed with an address has changed.

    Raises:
        OSError: it could not be reached, did not take it, or sent us elsewhere.
    """
    said = {"hub.mode": "publish", "hub.url": address, "hub.topic": address}
    # The settings refuse a hub with another scheme.
    request = Request(settings.WEBSUB_HUB, urlencode(said).encode())  # noqa: S310
    with build_opener(Nowhere).open(request, timeout=PATIENCE):
        pass


def changed(editions: Iterable[int]) -> list[str]:
    """The addresses of the feeds that show another thing since some editions began.

    Args:
        editions: their primary keys. Those that are not public are passed over.
    """
    found: dict[str, None] = {}
    public = Edition.objects.history().filter(pk__in=editions).select_related("release")
    for edition in public:
        # What it stood under before has changed as well.
        past = list(Edition.objects.history().filter(release=edition.release_id))
        stood_in = set(_concerned(past))
        original = edition.release.translation_of_id is None
        for language, _name in settings.LANGUAGES:
            channels = set(_everywhere(edition))
            # A translation takes its original's place in its own language only.
            if original or language == edition.language:
                channels |= stood_in
            with override(language):
                found |= dict.fromkeys(_addresses(sorted(channels)))
    return list(found)


def _everywhere(edition: Edition) -> Iterator[Channel]:
    """The channels that do not depend on the language of the address."""
    yield "language", edition.language
    if edition.kind != Kind.RELEASE:
        yield "corrections", ""


def _concerned(past: list[Edition]) -> Iterator[Channel]:
    """The channels that a release stands or stood in.

    Args:
        past: all of its editions that the public has seen.
    """
    yield "all", ""
    under = Topic.objects.standing().filter(editions__in=past).distinct()
    yield from (("topic", slug) for slug in under.values_list("slug", flat=True))
    tree = AgencyTree(Agency.objects.all())
    for edition in past:
        joint = edition.genre == Genre.RELEASE and edition.joint_with
        yield "kind", Genre.JOINT.value if joint else edition.genre
        partners = {one["agency"] for one in edition.joint_with}
        issuers = [one for one in tree.agencies if one.slug in partners]
        family = {edition.agency_id, *(one.pk for one in issuers)}
        line = {pk for issuer in family for pk in above(tree.pairs, issuer)}
        yield from (("agency", one.slug) for one in tree.active() if one.pk in line)


def _addresses(channels: list[Channel]) -> Iterator[str]:
    for name, argument in channels:
        for form in FORMATS:
            arguments = [argument, form] if argument else [form]
            yield settings.NEWSROOM_ADDRESS + reverse(f"feeds:{name}", args=arguments)
