"""Who is told of an edition. One rule for mails at once and for digests.

- Told of is what became public after they had confirmed, and is news: a release that had gone out
  on paper more than `LATE` before it came here is an old one that was read in.
- A release and a correction go to those whose choice they meet. A correction goes to all who had
  the release as well, whatever they chose since.
- A withdrawal goes to those who had the release, and to nobody else.

Whether an edition is public is asked by whoever calls, and again when it is sent.
"""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from agencies.models import Agency
from agencies.tree import above
from numbering.models import Number, State
from releases.models import Edition, Genre
from releases.models.edition import EditionQuerySet, Kind
from releases.search import asking, matching
from subscriptions.models import Subscriber, SubscriberQuerySet

LATE = datetime.timedelta(days=2)


def sendable() -> EditionQuerySet:
    """What may be sent at this very moment."""
    return Edition.objects.published().filter(redaction=None)


def is_news(edition: Edition) -> bool:
    """Whether its release was new when it came here. A translation is as its original."""
    release = edition.release.translation_of or edition.release
    first = release.editions.standing().order_by("public_from").first()
    return first is not None and first.public_from - first.published_at <= LATE


def recipients(edition: Edition, among: SubscriberQuerySet) -> set[int]:
    """The primary keys of those who are to be told of an edition.

    Args:
        edition: a public one, with its release.
        among: active subscribers.
    """
    had = set(among.following(edition).values_list("pk", flat=True))
    if edition.withdrawn:
        return had
    if not is_news(edition):
        return set()
    wanting = _wanting(edition, among)
    return wanting | had if edition.kind == Kind.CORRECTION else wanting


def _wanting(edition: Edition, among: SubscriberQuerySet) -> set[int]:
    """Those whose choice it meets."""
    rows = among.filter(confirmed_at__lte=edition.public_from)
    rows = rows.filter(_any_of("agencies", _issuers(edition)))
    rows = rows.filter(_any_of("topics", edition.topics.values_list("pk", flat=True)))
    rows = rows.filter(_in_language(edition))
    genre = _genre(edition)
    chosen = rows.values_list("pk", "genres", "words")
    fits = [(pk, words) for pk, genres, words in chosen if not genres or genre in genres]
    met = {words: _says(edition, words) for words in {words for _pk, words in fits}}
    return {pk for pk, words in fits if met[words]}


def _any_of(relation: str, keys: Iterable[int]) -> Q:
    """That none is chosen, or one of these."""
    through = getattr(Subscriber, relation).through
    column = "agency" if relation == "agencies" else "topic"
    chosen = through.objects.filter(subscriber=OuterRef("pk"))
    return ~Exists(chosen) | Q(Exists(chosen.filter(**{f"{column}__in": list(keys)})))


def _issuers(edition: Edition) -> set[int]:
    """The agencies that issued it, and all that these belong to."""
    joint = Number.objects.filter(releasenumber__release=edition.release_id)
    joint = joint.exclude(state=State.VOID)
    pairs = list(Agency.objects.values_list("pk", "parent"))
    issuers = {edition.agency_id, *joint.values_list("agency", flat=True)}
    return {one for issuer in issuers for one in above(pairs, issuer)}


def _in_language(edition: Edition) -> Q:
    """That its language was chosen; or none, and lists in that of the mails would have it."""
    public = Edition.objects.published().filter(pk=edition.pk)
    listed = [code for code, _name in settings.LANGUAGES if public.in_language(code).exists()]
    return Q(language=edition.language) | Q(language="", mail_language__in=listed)


def _genre(edition: Edition) -> str:
    # Joint ones were sealed without a kind before there were any: see `Edition.heading`.
    joint = edition.genre == Genre.RELEASE and edition.joint_with
    return Genre.JOINT if joint else edition.genre


def _says(edition: Edition, words: str) -> bool:
    if not words:
        return True
    said = Edition.objects.published().filter(pk=edition.pk)
    return said.filter(matching.everything(asking.read(words))).exists()
