"""What papers ask of the clock."""

from django.db.models import Max

from documents.models import Made
from jobs.clock import every
from releases.models import Edition
from releases.sealing import public_fingerprint

AT_ONCE = 500
# So many editions before the last are looked at again: one may be committed after a later one.
OVERLAP = 1_000


@every(seconds=10)
def note_public_forms() -> None:
    """Note the hash of every edition's public form, so that `/verify/` knows it by that.

    It is noted as it is sealed; whether anybody may be told is asked when somebody asks.
    """
    noted = Made.objects.filter(kind="json")
    last = noted.aggregate(last=Max("edition"))["last"] or 0
    new = Edition.objects.filter(pk__gt=last - OVERLAP, redaction=None)
    missing = new.exclude(pk__in=noted.values("edition")).select_related("agency").order_by("pk")
    while batch := list(missing[:AT_ONCE]):
        Made.objects.bulk_create(
            [Made(edition=one, kind="json", sha256=public_fingerprint(one)) for one in batch],
            ignore_conflicts=True,
        )
