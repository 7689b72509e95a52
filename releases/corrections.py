"""What was corrected and what was withdrawn, of all releases, newest first.

Of a release that was withdrawn only that is left: the notes of its corrections tell of its text,
and go with it.
"""

import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from releases.listed_as import Amends
from releases.models import Edition, Kind
from releases.models.edition import EditionQuerySet
from releases.paging import Ledgers
from releases.views import Ledger


def corrections() -> EditionQuerySet:
    """Corrections and withdrawals that the public may read of.

    Each has besides:
        headline: what its release is called now; empty where it was removed or withdrawn.
        before: the number of the edition that it corrected, as the public counts them.

    A translation that was withdrawn with its original is the same withdrawal, and not in it.
    """
    public = Edition.objects.published()
    tombstones = public.filter(kind=Kind.WITHDRAWAL)
    text = public.exclude(kind=Kind.WITHDRAWAL).filter(release=OuterRef("release"))
    # An original goes first, and its translations in the same act.
    together = tombstones.filter(
        release=OuterRef("release__translation_of"), public_from__lte=OuterRef("public_from")
    )
    # Counted in a query of its own: the number of rows before this one among the same release's.
    seen = Edition.objects.history().filter(
        release=OuterRef("release"), public_from__lt=OuterRef("public_from")
    )
    counted = seen.order_by().values("release").annotate(count=Count("pk")).values("count")
    corrected = Q(kind=Kind.CORRECTION) & Exists(text)
    alone = Q(release__translation_of=None) | ~Exists(together)
    withdrawn = Q(kind=Kind.WITHDRAWAL) & alone
    # Few editions are either, and an index has them in the order of this list.
    amending = Edition.objects.history().alias(amends=Amends("kind")).filter(amends=1)
    listed = amending.filter(corrected | withdrawn).by_change()
    headline = Subquery(text.order_by().values("title")[:1])
    return listed.annotate(headline=headline, before=Subquery(counted)).newest_first()


class Amendments(Ledgers):
    """Pages of what was amended: a release stands there once for each time, by the moment of it."""

    def moment(self, edition: Edition) -> datetime.datetime:
        return edition.public_from

    def at(self, path: str, moment: datetime.datetime) -> EditionQuerySet:
        return Edition.objects.filter(path=path, public_from=moment)


class CorrectionList(Ledger):
    template_name = "releases/corrections.html"

    def get_queryset(self) -> EditionQuerySet:
        unread = ("body", "summary", "contacts_json", "attachments_json", "letterhead_json")
        return corrections().select_related("agency", "redaction").defer(*unread)

    def paginate_queryset(self, editions: Any, page_size: int) -> tuple:
        return self.pages(Amendments(editions, page_size, self.request))
