"""Telling the caches in front which addresses to forget, when what was public is not any more.

Files and pictures may be kept for a year, because their addresses never say another thing. What a
correction, a withdrawal or a redaction took away has to leave such caches at once. A cache is asked
in the form of Cloudflare's API, which others understand or a few lines translate:
`POST {"files": [addresses]}` with a bearer token.
"""

import datetime
import json
from collections.abc import Iterator
from urllib.request import Request, urlopen

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import override
from django_tasks import task

from feeds.models import Purged
from releases.files.attached import Attached
from releases.models import Asset, Edition, Kind, Redaction, Revision

# What changed longer ago is not told: caches may have been set up since, and have it from us.
LOOKS_BACK = datetime.timedelta(days=30)
TOGETHER = 30  # addresses in one request
PATIENCE = 10  # seconds for it to answer


def purge_what_changed() -> None:
    """Put into the queue what caches were not told of yet; nothing where there are none."""
    if not settings.PURGE_URL:
        return
    since = timezone.now() - LOOKS_BACK
    changed = Edition.objects.history().exclude(kind=Kind.RELEASE).filter(public_from__gte=since)
    redacted = Edition.objects.filter(
        Exists(Redaction.objects.filter(edition=OuterRef("pk"), at__gte=since))
    )
    for editions, by_redaction in ((changed, False), (redacted, True)):
        told = Purged.objects.filter(edition=OuterRef("pk"), redacted=by_redaction)
        for edition in editions.exclude(Exists(told)).order_by("pk"):
            with transaction.atomic():
                Purged.objects.create(edition=edition, redacted=by_redaction)
                purge.enqueue(edition.release_id)


@task()
def purge(release: int) -> None:
    """Let caches forget every address of a release.

    Raises:
        OSError: the cache could not be reached, or did not take it; the queue tries again.
    """
    addresses = list(dict.fromkeys(_addresses(release)))
    for first in range(0, len(addresses), TOGETHER):
        _ask(addresses[first : first + TOGETHER])


def _addresses(release: int) -> Iterator[str]:
    """Its pages in each language, and every file that any of its editions ever showed."""
    public = list(Edition.objects.history().filter(release=release))
    for edition in public:
        for language, _name in settings.LANGUAGES:
            with override(language):
                page = settings.NEWSROOM_ADDRESS + edition.get_absolute_url()
            yield page
            yield from (f"{page}editions/{number}/" for number in range(1, len(public) + 1))
    for one in _shown(release, public):
        yield settings.NEWSROOM_ADDRESS + one.url
        for width in one.widths:
            for suffix in ("webp", "jpg"):
                yield settings.NEWSROOM_ADDRESS + one.rendition(width, suffix)


def _shown(release: int, public: list[Edition]) -> Iterator[Attached]:
    """The files of public editions, as their addresses named them.

    A redacted edition does not know these names any more; the desk's revisions do. Nothing but
    what was public is taken from them.
    """
    sealed = Asset.objects.filter(editions__in=public).values_list("sha256", flat=True)
    shown = set(sealed)
    for content in Revision.objects.filter(release=release).values_list("content", flat=True):
        for copy in json.loads(content).get("attachments", []):
            if copy["sha256"] in shown:
                yield Attached(**copy)


def _ask(addresses: list[str]) -> None:
    headers = {
        "Content-Type": "application/json",
        "Authorization": f"Bearer {settings.PURGE_TOKEN}",
    }
    said = json.dumps({"files": addresses}).encode()
    # The settings refuse an address with another scheme.
    request = Request(settings.PURGE_URL, said, headers)  # noqa: S310
    with urlopen(request, timeout=PATIENCE):  # noqa: S310
        pass
