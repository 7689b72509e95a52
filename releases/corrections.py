"""What was corrected and what was withdrawn, of all releases, newest first.

Of a release that was withdrawn only that is left: the notes of its corrections tell of its text,
and go with it.
"""

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.views.generic import ListView

from releases.models import Edition, Kind
from releases.models.edition import EditionQuerySet


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
    # Few editions are either, and an index knows which.
    amending = Edition.objects.history().filter(kind__in=[Kind.CORRECTION, Kind.WITHDRAWAL])
    listed = amending.filter(corrected | withdrawn)
    listed = listed.annotate(headline=Subquery(text.values("title")[:1]), before=Subquery(counted))
    return listed.order_by("-public_from", "-pk")


class CorrectionList(ListView):
    template_name = "releases/corrections.html"
    paginate_by = 20

    def get_queryset(self) -> EditionQuerySet:
        unread = ("body", "summary", "contacts_json", "attachments_json", "letterhead_json")
        return corrections().select_related("agency", "redaction").defer(*unread)
